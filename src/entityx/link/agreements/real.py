"""Whether what is called by the noun of an agreement is one: *protocole sanitaire* and *ça fait un bail* are none."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from entityx.lexicon.agreements import singular
from entityx.link.agreements.closer import Reading
from entityx.link.agreements.status import STEM, TELLING, distance, outside
from entityx.link.agreements.words import determiner
from entityx.link.decision import Decision, Evidence

REAL = Decision("agreements", least=-1.0)
"""Whether a mention is one of an agreement. What the tagger has found stays from log odds of -1, 0.27 as a probability:
it is right far more often than not."""
NEAR = 6
"""Tokens from a mention up to which a word is near it."""


def is_agreement(mention: Span, reading: Reading | None) -> bool:
    """Whether *mention* is one of an agreement, where the closer look has been taken; otherwise the tagger is right."""
    return reading is None or bool(REAL.decide(evidence(mention, reading)))


def evidence(mention: Span, reading: Reading | None) -> Evidence:
    """What tells whether *mention* is one of an agreement."""
    return Evidence(set(features(mention)), read=None if reading is None else reading.of_agreement["agreement"])


def features(mention: Span) -> Iterator[str]:
    """The features of *mention*."""
    noun = singular(mention[0].norm_)
    yield noun
    yield f"{noun}, {determiner(mention)} _"
    yield f"{noun}, then {mention.doc[mention.start + 1].norm_ if mention.start + 1 < len(mention.doc) else '$'}"
    yield "plural" if mention[0].norm_ != noun else "singular"
    yield "alone" if len(mention) == 1 else "with a complement"
    for token in outside(mention):
        if token.pos_ in TELLING and not token.ent_type_ and distance(token, mention) <= NEAR:
            yield f"near: {token.norm_[:STEM]}"
