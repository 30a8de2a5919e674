"""A text with its mentions as a tree, which a page can show without knowing an offset."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import groupby
from typing import Any, NamedTuple

from entityx.records import Document, Mention

Head = int | list[int]
"""What a mention is shown as: the number of its entity, and where it is known, in a list with that, how sure it is."""
Tree = list[Any]
"""Strings, and lists that begin with the head of a mention and go on with the tree of its words."""


class Piece(NamedTuple):
    """A mention, or a part of one: where it starts and ends in the text, in characters, and its head."""

    start: int
    end: int
    head: Head


def sentences(document: Document) -> list[tuple[int, int, list[Mention]]]:
    """The sentences with mentions of *document*: where each starts and ends, and its mentions, both in order.

    None overlap, and no mention goes beyond its own: sentences that a mention joins are one.
    """
    joined: list[tuple[int, int]] = []
    for one in document.mentions:
        start, end = min(one.start, one.sentence.start), max(one.end, one.sentence.end)
        while joined and start < joined[-1][1]:
            before_start, before_end = joined.pop()
            start, end = min(start, before_start), max(end, before_end)
        joined.append((start, end))
    starts = [start for start, _ in joined]
    found = groupby(document.mentions, key=lambda one: bisect(starts, one.start) - 1)
    return [(*joined[number], list(mentions)) for number, mentions in found]


def tree(text: str, start: int, end: int, mentions: Sequence[Piece]) -> Tree:
    """``text[start:end]`` with its mentions.

    Args:
        text: The whole text.
        start: Where the part begins that is meant, in characters.
        end: Where it ends.
        mentions: Those that lie in the part, in order, the longer first of two with one start.

    Of two mentions that cross, the later one is cut in two where the first ends.

    >>> tree("chef du Mali", 0, 12, [Piece(0, 12, 7), Piece(8, 12, 3)])
    [[7, 'chef du ', [3, 'Mali']]]
    """
    left = [(one.start, -one.end, order, one.head) for order, one in enumerate(mentions)]  # in order, so a heap
    return list(_tree(text, start, end, left))


def _tree(text: str, start: int, end: int, left: list[tuple[int, int, int, Head]]) -> Iterator[Any]:
    """The tree of ``text[start:end]``, for which mentions are taken from the heap *left*.

    A heap, since what is cut off must wait for its turn among thousands of others that one sentence may have.
    """
    while left and left[0][0] < end:
        first, minus_last, order, head = heappop(left)
        last = min(-minus_last, end)
        if last < -minus_last:
            heappush(left, (last, minus_last, order, head))
        if start < first:
            yield text[start:first]
        yield [head, *_tree(text, first, last, left)]
        start = last
    if start < end:
        yield text[start:end]
