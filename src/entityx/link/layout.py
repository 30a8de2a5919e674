"""Whose a title is that has a line of its own, as in lists of a government and under letters: the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from spacy.attrs import IS_SPACE
from spacy.tokens import Doc, Span

from entityx.lexicon.titles import civilities

BESIDE = civilities() | frozenset({"le", "la", "l'", "et", ",", ":", ";", ".", "-", "–", "—", "•", "*", "·", "(", ")"})
"""What may stand on a line besides a name or titles."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has a name, or titles, and little else.

    Attributes:
        kind: Whether it says who, or which office.
        number: How many lines that are not empty come before it.
        titles: The titles that need a holder: all of a line of offices, none of one with a name.
        name: The name that it has.
    """

    kind: Literal["name", "office"]
    number: int
    titles: Sequence[Span]
    name: Span | None


def holders_on_lines(doc: Doc, names: Sequence[Span], titles: Sequence[Span]) -> dict[Span, Span]:
    """The names of those who hold titles on lines of their own: of each block of lines, the name behind its office.

    Where a block begins with a name, each office is that of the name above it instead.

    Args:
        doc: A text.
        names: The persons' names in it, in order.
        titles: Its titles, in order.
    """
    holders: dict[Span, Span] = {}
    for block in blocks(list(lines_of(doc, names, titles))):
        behind = block[0].kind == "office"
        name: Span | None = None
        for line in reversed(block) if behind else block:
            name = line.name or name
            holders.update({title: name for title in line.titles if name is not None})
    return holders


def blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """*lines* that follow one another in the text, together."""
    block: list[Line] = []
    for line in lines:
        if block and line.number != block[-1].number + 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def lines_of(doc: Doc, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Line]:
    """The lines of *doc* that have a name, perhaps with a rank before it, or titles, and little else."""
    elements = sorted([*names, *titles], key=lambda span: (span.start, -span.end))
    first = 0
    for number, (start, end) in enumerate(line_bounds(doc)):
        own: list[Span] = []
        while first < len(elements) and elements[first].start < end:
            if elements[first].start >= start and (not own or elements[first].start >= own[-1].end):
                own.append(elements[first])
            first += 1
        if not own or own[-1].end > end:
            continue
        taken = {i for span in own for i in range(span.start, span.end)}
        if any(i not in taken and not doc[i].is_space and doc[i].norm_ not in BESIDE for i in range(start, end)):
            continue
        persons = [span for span in own if span.label_ == "PER"]
        if not persons:
            yield Line("office", number, own, None)
        elif persons == own[-1:]:
            yield Line("name", number, (), persons[0])


def line_bounds(doc: Doc) -> Iterator[tuple[int, int]]:
    """Where each line that is not empty begins and ends, in tokens."""
    start = 0
    for i in np.flatnonzero(doc.to_array([IS_SPACE])).tolist():
        if "\n" in doc[i].text:
            if i > start:
                yield start, i
            start = i + 1
    if start < len(doc):
        yield start, len(doc)
