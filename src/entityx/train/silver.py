"""Self-training: articles without annotation, labelled by a pipeline that was trained on those with one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from entityx.gold import Gold
from entityx.readable import readable
from entityx.recognise.layers import LAYERS, read_layer
from entityx.recognise.sentences import sentence_starts
from entityx.records import Article

TOKENS = 180
"""Tokens of a text, at the least: about as many as the annotated ones have."""
RUN = 10
"""Words in a row by which an article is known to be one of the texts that are kept apart."""


def label_articles(articles: Iterable[Article], nlp: Language, *, apart: Iterable[str]) -> Iterator[Gold]:
    """Texts of *articles* with the mentions that *nlp* finds.

    Args:
        articles: What was read; those that are too long for *nlp* are passed over.
        nlp: The pipeline that labels them.
        apart: Texts by which the training is judged: an article that shares ten words in a row with one is left out.
    """
    known = {run for text in apart for run in runs_of_words(text)}
    kept = (
        (readable(article.text).text, article.id)
        for article in articles
        if len(article.text) <= nlp.max_length and known.isdisjoint(runs_of_words(article.text))
    )
    for doc, name in nlp.pipe(kept, as_tuples=True):
        yield from parts(doc, name)


def parts(doc: Doc, name: str) -> Iterator[Gold]:
    """*doc* cut at sentence ends into texts of `TOKENS` tokens or more; the last may be shorter."""
    spans = [span for key in LAYERS for span in read_layer(doc, key)]
    starts = [i for i, first in enumerate(sentence_starts(doc)) if first]
    start = 0
    for end in (*starts, len(doc)):
        if end - start < TOKENS and end < len(doc):
            continue
        part = doc[start:end]
        mentions = (
            (span.start_char - part.start_char, span.end_char - part.start_char, span.label_)
            for span in spans
            if start <= span.start and span.end <= end
        )
        yield Gold(f"{name}-{start}", part.text, tuple(sorted(mentions)))
        start = end


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    """Each `RUN` words in a row of *text*."""
    words = re.findall(r"\w+", readable(text).text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def write_gold(texts: Iterable[Gold], path: Path) -> None:
    """Write *texts* as JSON lines that `entityx.gold.read_gold` reads."""
    with path.open("w", encoding="utf-8") as lines:
        for gold in texts:
            mentions = [{"start": start, "end": end, "label": label} for start, end, label in gold.mentions]
            record = {"id": gold.id, "text": gold.text, "mentions": mentions}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
