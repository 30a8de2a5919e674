"""A text with its mentions as a tree, which a page can show without knowing an offset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from entityx.records import Document, Mention

Tree = list[Any]
"""Strings, and lists that begin with the number of an entity and go on with the tree of the mention's words."""


class Piece(NamedTuple):
    """A mention, or a part of one: where it starts and ends in the text, in characters, and its entity's number."""

    start: int
    end: int
    entity: int


def sentences(document: Document) -> list[tuple[int, int, list[Mention]]]:
    """The sentences with mentions of *document*: where each starts and ends, and its mentions, both in order.

    None overlap, and no mention goes beyond its own: sentences that a mention joins are one.
    """
    found: list[tuple[int, int, list[Mention]]] = []
    for one in document.mentions:
        start, end = min(one.start, one.sentence.start), max(one.end, one.sentence.end)
        mentions = [one]
        while found and start < found[-1][1]:
            before_start, before_end, before = found.pop()
            start, end, mentions = min(start, before_start), max(end, before_end), before + mentions
        found.append((start, end, mentions))
    return found


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
    return list(_tree(text, start, end, mentions))


def _tree(text: str, start: int, end: int, mentions: Sequence[Piece]) -> Iterator[Any]:
    left = list(mentions)
    while left:
        first = left.pop(0)
        within = [one for one in left if one.start < first.end]
        beyond = [one._replace(start=first.end) for one in within if one.end > first.end]
        left = sorted(beyond + left[len(within) :], key=lambda one: (one.start, -one.end))
        if start < first.start:
            yield text[start : first.start]
        inner = [one._replace(end=min(one.end, first.end)) for one in within]
        yield [first.entity, *_tree(text, first.start, first.end, inner)]
        start = first.end
    if start < end:
        yield text[start:end]
