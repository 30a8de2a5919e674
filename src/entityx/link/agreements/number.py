"""Numbers in words, and how many agreements a mention speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span
from text_to_num import text2num

from entityx.lexicon.agreements import singular

LONGEST = 4
"""Tokens that a number before a mention can have (*trente et un*, *1 200*)."""
FIGURES = re.compile(r"\d{1,3}(?: \d{3}){1,3}|\d{1,12}")
"""A number of at most twelve figures: a longer one counts nothing, and other programs could not hold it."""


def number(words: str) -> int | None:
    """The whole number that *words* say in figures or words, or nothing.

    >>> number("douze"), number("1 200"), number("dizaine"), number("deuxième"), number("9" * 20)
    (12, 1200, None, None, None)
    """
    if FIGURES.fullmatch(words):
        return int(words.replace(" ", ""))
    try:
        return int(text2num(words, "fr"))
    except ValueError:
        return None


def count_of(group: Sequence[Span]) -> int | None:
    """How many agreements the mentions of *group* are, by the number before the first that has one."""
    return next((count for mention in group if (count := count_before(mention)) is not None), None)


def count_before(mention: Span) -> int | None:
    """The number before a *mention* in the plural (*les trois nouveaux accords*), at least 2, or nothing."""
    doc, end = mention.doc, mention.start
    if mention[0].norm_ == singular(mention[0].norm_):
        return None
    while end > mention.sent.start and doc[end - 1].pos_ == "ADJ" and number(doc[end - 1].norm_) is None:
        end -= 1
    starts = range(max(mention.sent.start, end - LONGEST), end)
    found = (number(doc[start:end].text.lower()) for start in starts)  # the longest first: "vingt-deux", not "deux"
    return next((count for count in found if count is not None and count > 1), None)
