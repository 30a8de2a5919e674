"""Choosing among spans that overlap."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span


def without_overlaps(*ranked: Iterable[Span]) -> list[Span]:
    """The spans of all the groups in order of the text, without overlaps.

    A span of an earlier group wins over those of later ones; within a group the longer, then the one named first wins.
    """
    taken: set[int] = set()
    kept: list[Span] = []
    for group in ranked:
        for span in sorted(group, key=lambda span: span.start - span.end):
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                kept.append(span)
    return sorted(kept, key=lambda span: span.start)
