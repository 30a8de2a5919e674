"""Sentences with their mentions written into them: ``Le [TITLE président] [PER Awa Ba] parle.``

Mentions may nest: ``le [TITLE maire de [LOC Ségou]]``.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from entityx.recognise.layers import AGREEMENTS_KEY, TITLES_KEY
from entityx.records import LABELS

MARK = re.compile(rf"\[({'|'.join(LABELS)}) |\]")


def parse(tagged: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The sentence without its tags, and its mentions as (start, end, label)."""
    text, mentions, opened, last = "", set(), [], 0
    for mark in MARK.finditer(tagged):
        text += tagged[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened.append((len(text), mark[1]))
        else:
            start, label = opened.pop()
            mentions.add((start, len(text), label))
    if opened:
        raise ValueError(f"a tag is not closed in {tagged!r}")
    return text + tagged[last:], mentions


def found(doc: Doc, *labels: str) -> set[tuple[int, int, str]]:
    """The mentions of *doc* with one of *labels*, as (start, end, label)."""
    layers = (doc.ents, doc.spans[TITLES_KEY], doc.spans[AGREEMENTS_KEY])
    return {
        (span.start_char, span.end_char, span.label_) for layer in layers for span in layer if span.label_ in labels
    }
