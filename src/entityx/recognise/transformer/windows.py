"""Windows: the stretches of a text that go through the transformer at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entityx.recognise.transformer.pieces import FIRST, LAST

MOST_PIECES = 510
"""Pieces of a window, at most: the pretrained encoder knows 512 positions, of which the edges take two."""


class Window(NamedTuple):
    """A stretch of a text.

    Attributes:
        start: Its first token.
        end: The token behind its last.
        pieces: The numbers of its pieces, with those that begin and end a window.
        tokens: The tokens that have pieces, counted from the beginning of the text.
        places: Where in *pieces* the first one of each of these stands: it stands for the token.
    """

    start: int
    end: int
    pieces: NDArray[np.int64]
    tokens: NDArray[np.int64]
    places: NDArray[np.int64]


def window(pieces: Sequence[Sequence[int]], start: int, end: int) -> Window:
    """The window of a text from one token to another.

    Args:
        pieces: The pieces of each token of the text.
        start: The first token.
        end: The token behind the last.
    """
    numbers, tokens, places = [FIRST], [], []
    for i in range(start, end):
        if pieces[i]:
            tokens.append(i)
            places.append(len(numbers))
            numbers += pieces[i]
    numbers[1 + MOST_PIECES :] = [LAST]  # one token alone can have more
    return Window(start, end, *(np.array(column, dtype=np.int64) for column in (numbers, tokens, places)))


def runs(sizes: Sequence[int], starts: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """A text cut into runs of whole sentences, as (first token, token behind).

    Args:
        sizes: How many pieces each token has.
        starts: The first tokens of its sentences, in order.
        most: Pieces of a run, at most; a sentence with more is one, and is cut only at `MOST_PIECES`.
    """
    summed = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    edges = np.array([*starts, len(sizes)])
    reached = summed[edges]
    start = 0
    while start < len(sizes):
        following = int(np.searchsorted(edges, start, side="right"))
        whole = int(np.searchsorted(reached, summed[start] + most, side="right")) - 1
        furthest = int(np.searchsorted(summed, summed[start] + MOST_PIECES, side="right")) - 1
        end = int(edges[whole]) if whole >= following else min(int(edges[following]), max(start + 1, furthest))
        yield start, end
        start = end
