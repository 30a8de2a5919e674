"""Very long texts, cut where nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 30_000
"""Characters of a piece at most. The longest of 459 articles has 27,293, so that none is cut."""

ENDS = tuple(
    re.compile(end)
    for end in (
        r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*",  # of a paragraph
        r"(?<![.!?…])[.!?…]++[»”\")\]]*+\s++(?=[^\da-zà-ÿ])",  # of a sentence
        r"(?:\r\n|\r|\n)\s*",
        r"(?<=[a-zà-ÿ,;])\s+(?=[a-zà-ÿ])",  # between words that begin no name
        r"\s+",
    )
)
"""Where a text is cut, the better places first; behind what matches."""


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of *text*, as (first character, character behind): one, unless it is longer than `LONGEST`.

    Together they are the text. Each ends with a paragraph if there is an end of one in its second half, or else with a
    sentence, a line, or between two words.
    """
    start = 0
    while len(text) - start > LONGEST:
        middle, last = start + LONGEST // 2, start + LONGEST
        start, before = _cut(text, middle, last), start
        yield before, start
    yield start, len(text)


def _cut(text: str, first: int, last: int) -> int:
    """The best place to cut *text* between the characters *first* and *last*; of places as good, the last."""
    for end in ENDS:
        behind = [match.end() for match in end.finditer(text, first, last)]
        if behind:
            return behind[-1]
    return last
