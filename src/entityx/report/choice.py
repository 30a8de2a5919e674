"""Which documents a report shows, where they are more than a browser can open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from entityx.records import Document

LARGEST = 100_000_000
"""Characters of a page that a browser can be expected to open. Chromium took 7 to 10 bytes of memory for each, up to a
gigabyte then, and about 5 seconds; of a page of 135 million, 1.1 gigabytes."""
OF_DOCUMENT, OF_MENTION = 200, 85
"""Characters that a document and a mention take in a page beside the text. Of a mention these were 36 where articles
came again and again, and 81 where each named people and organisations of its own, and five more say how sure it is."""


class Choice(NamedTuple):
    """Which documents a report shows.

    Attributes:
        numbers: Theirs, counted from 0 in the order of the folder.
        fitting: Of how many, those with the most mentions, a browser can be expected to open the report.
        out_of: How many documents there are.
    """

    numbers: frozenset[int]
    fitting: int
    out_of: int


def choose(documents: Iterable[Document], most: int | None = None) -> Choice:
    """The documents with the most mentions; of two with as many, the earlier one.

    Args:
        documents: All that there are, in the order of the folder; none is kept in memory.
        most: How many to take. Without it, as many as fit.
    """
    counts, sizes = [], []
    for document in documents:
        counts.append(len(document.mentions))
        sizes.append(OF_DOCUMENT + len(document.text) + OF_MENTION * len(document.mentions))
    ranked = sorted(range(len(counts)), key=counts.__getitem__, reverse=True)
    fitting = _fitting([sizes[number] for number in ranked])
    return Choice(frozenset(ranked[: most or fitting]), fitting, len(ranked))


def _fitting(sizes: Sequence[int]) -> int:
    """How many of *sizes*, from the first on, go into a page; the first goes anyway."""
    return sum(number == 0 or size <= LARGEST for number, size in enumerate(accumulate(sizes)))
