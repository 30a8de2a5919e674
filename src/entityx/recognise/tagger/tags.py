"""Spans as one tag a token: the BILUO scheme (begin, inside, last, unit, outside)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

OUTSIDE = 0
"""The tag of a token in no span. The four tags of the label at *n* are ``1 + 4 * n`` and the three behind it."""
BEGIN, INSIDE, LAST, UNIT = range(4)

Span = tuple[int, int, str]
"""First token, token behind the last, label."""


class Tags:
    """The tags of a layer whose spans do not overlap.

    Args:
        labels: The labels of the layer's spans.

    Attributes:
        count: How many tags there are.
        follows: Which tag (column) may stand behind which (row): a span that begins goes on to its last token.
        first: Which tags a text may begin with.
        final: Which tags it may end with.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self.count = 1 + 4 * len(self.labels)
        opens, closes = np.zeros(self.count, dtype=int), np.zeros(self.count, dtype=int)
        for number in range(len(self.labels)):
            base = 1 + 4 * number
            opens[[base + BEGIN, base + INSIDE]] = number + 1
            closes[[base + INSIDE, base + LAST]] = number + 1
        self.follows: NDArray[np.bool_] = opens[:, None] == closes[None, :]
        self.first: NDArray[np.bool_] = closes == 0
        self.final: NDArray[np.bool_] = opens == 0

    def encode(self, spans: Iterable[Span], length: int) -> NDArray[np.int64]:
        """The tags of a text of *length* tokens with *spans*.

        Raises:
            ValueError: When a label is none of the layer's.
        """
        tags = np.full(length, OUTSIDE, dtype=np.int64)
        for start, end, label in spans:
            base = 1 + 4 * self.labels.index(label)
            if end - start == 1:
                tags[start] = base + UNIT
            else:
                tags[start], tags[end - 1] = base + BEGIN, base + LAST
                tags[start + 1 : end - 1] = base + INSIDE
        return tags

    def decode(self, tags: NDArray[np.int64]) -> Iterator[Span]:
        """The spans that *tags*, which may follow one another, stand for."""
        start = 0
        for i in np.flatnonzero(tags != OUTSIDE).tolist():
            label, place = divmod(int(tags[i]) - 1, 4)
            if place in (BEGIN, UNIT):
                start = i
            if place in (LAST, UNIT):
                yield start, i + 1, self.labels[label]


def columns(layers: Iterable[Tags]) -> Iterator[slice]:
    """Where the tags of each of *layers* stand in a row of scores that has those of all layers side by side."""
    start = 0
    for tags in layers:
        yield slice(start, start + tags.count)
        start += tags.count
