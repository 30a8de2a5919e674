"""A passage: what goes through the transformer at once, with marks around the mentions of one agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entityx.recognise.transformer.pieces import FIRST, LAST, Pieces

MOST_PIECES = 400
"""Pieces of a passage, at most, its marks left out: about 280 words, as many as the annotated texts have."""
MOST_MARKED = 20
"""Mentions that are marked, at most."""
LONGEST = 512
"""Pieces that the pretrained encoder knows positions for."""
OPENING, CLOSING = "{", "}"
"""The marks before and after a mention: signs that news hardly have."""

Stretch = tuple[int, int]
"""The first token of something, and the one after its last."""


class Passage(NamedTuple):
    """A stretch of a text with marks around some mentions.

    Attributes:
        start: Its first token.
        end: The token after its last.
        pieces: The numbers of its pieces, with the marks and with those that begin and end it.
        marks: Where in *pieces* the opening marks stand.
        firsts: Where in *pieces* each of its tokens begins.
        lasts: Where in *pieces* the last piece of each of its tokens stands.
    """

    start: int
    end: int
    pieces: NDArray[np.int64]
    marks: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]

    def places(self, stretch: Stretch) -> tuple[int, int] | None:
        """Where in the pieces *stretch* begins and ends, or nothing where it is not all in the passage."""
        first, end = stretch
        if first < self.start or end > self.end:
            return None
        place = int(self.firsts[first - self.start]), int(self.lasts[end - 1 - self.start])
        return place if place[1] < len(self.pieces) - 1 else None


def signs_of(pieces: Pieces) -> tuple[int, int]:
    """The numbers of the opening and the closing mark."""
    opening, closing = (pieces.of_word(mark, spaced=False)[-1] for mark in (OPENING, CLOSING))
    return opening, closing


def passage(
    pieces: Sequence[Sequence[int]], marked: Sequence[Stretch], signs: tuple[int, int], most: int = MOST_PIECES
) -> Passage:
    """The passage around the first of *marked*, with those of the others that are in it.

    Args:
        pieces: The pieces of each token of the text.
        marked: The mentions to mark, in order; they do not overlap.
        signs: The numbers of the opening and the closing mark.
        most: Pieces, at most, the marks left out, unless one mention alone has more.
    """
    marked = marked[:MOST_MARKED]
    summed = np.concatenate([[0], np.cumsum([len(own) for own in pieces], dtype=np.int64)])
    start, end = extent(summed, marked, most)
    opened = {first for first, _ in marked if start <= first < end}
    closed = {stop - 1 for first, stop in marked if start <= first < end}
    numbers, marks, firsts, lasts = [FIRST], [], [], []
    for i in range(start, end):
        if i in opened:
            marks.append(len(numbers))
            numbers.append(signs[0])
        firsts.append(len(numbers))
        numbers += pieces[i]
        lasts.append(max(firsts[-1], len(numbers) - 1))
        if i in closed:
            numbers.append(signs[1])
    numbers[LONGEST - 1 :] = [LAST]
    marks = [place for place in marks if place < LONGEST - 1]
    return Passage(start, end, *(np.array(column, dtype=np.int64) for column in (numbers, marks, firsts, lasts)))


def extent(summed: NDArray[np.int64], marked: Sequence[Stretch], most: int) -> Stretch:
    """The first token of the passage around *marked*, and the one after its last; the marked ones are in its middle.

    Args:
        summed: How many pieces stand before each token, and in all.
        marked: See `passage`.
        most: The same.
    """
    first, end = marked[0]
    for _, stop in marked:
        if summed[stop] - summed[first] <= most:
            end = max(end, stop)
    room = max(0, most - int(summed[end] - summed[first]))
    before, after = int(summed[first]), int(summed[-1] - summed[end])
    left = max(room // 2, room - after)
    right = room - min(left, before)
    start = int(np.searchsorted(summed, summed[first] - min(left, before)))
    stop = int(np.searchsorted(summed, summed[end] + min(right, after), side="right")) - 1
    return min(start, first), max(stop, end)
