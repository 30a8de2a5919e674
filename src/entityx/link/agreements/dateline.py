"""Where and when a report was written, as the line before its first sentence says.

Agencies begin a report with it: *Bamako, 12 mars (AFP) – Le Mali et…*, *KIGALI, Rwanda (AP) – …*, *BAMAKO – …*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from spacy.tokens import Doc, Span

from entityx.lexicon.countries import countries_named
from entityx.link.agreements.dates import View, dates_in
from entityx.link.names import names_within

LINES = 4
"""Lines from the first among which a dateline stands: a headline and its like may come before it."""
MOST_TOKENS = 150
"""Tokens from the beginning of a text among which a dateline stands."""
BEHIND_PLACE = re.compile(
    r"(?P<more>[^()\n–—]{0,50}?)(?P<agency> ?\([^()\n]{2,40}\))?(?: ?[–—] ?| -{1,2} )(?=\S)",
)
"""What stands between the place and the report."""
FOR_DAY = frozenset({"le", "ce"})
"""Words beside the day of a dateline."""
OLDEST = timedelta(days=7)
"""How much older than its article a dateline without a year can be. One that seems older is of another year, or of
another text that the article cites."""


class Dateline(NamedTuple):
    """The dateline of a text.

    Attributes:
        words: All of it, the dash included.
        place: Its place.
        lead: The sentence behind it.
    """

    words: Span
    place: Span
    lead: Span

    def day(self, written: date | None) -> date | None:
        """The day that it names, or nothing.

        Args:
            written: The date of the article, where that is known; without it, or a year, the day means nothing.
        """
        days = (words.iso(View(written, ahead=False)) for words in dates_in(self.words))
        day = next((date.fromisoformat(iso) for iso in days if len(iso) == len("2021-03-12")), None)
        has_year = re.search(r"\b\d{4}\b", self.words.text)
        if day is None or written is None or has_year:
            return day
        return day if written - day <= OLDEST else None


def dateline_of(doc: Doc) -> Dateline | None:
    """The dateline of the text *doc*, or nothing where it has none."""
    text = doc.text
    for line in islice(_lines(doc, text), LINES):
        place = next(names_within(line), None)
        if place is None or place.start != line.start or place.label_ != "LOC":
            continue
        match = BEHIND_PLACE.match(text, place.end_char)
        if match is None:
            continue
        dash = match.start() + len(match[0].rstrip())
        words = doc.char_span(line.start_char, dash, alignment_mode="expand")
        more = doc.char_span(*match.span("more"), alignment_mode="contract") or doc[place.end : place.end]
        # *Mali – …* is rather a heading than a place where somebody writes.
        is_heading = not match["more"] and not match["agency"] and countries_named(place.text)
        if words is not None and words.end < len(doc) and _is_time_and_place(more) and not is_heading:
            return Dateline(words, place, doc[words.end : doc[words.end].sent.end])
    return None


def _lines(doc: Doc, text: str) -> Iterator[Span]:
    """The sentences with which the lines of *doc*, which has this *text*, begin, without space before them."""
    for sentence in doc.sents:
        first = next((token for token in sentence if not token.is_space), None)
        if first is not None and text[: first.idx].rstrip(" \t")[-1:] in ("", "\n"):
            yield doc[first.i : sentence.end]
        if sentence.end > MOST_TOKENS:
            return


def _is_time_and_place(words: Span) -> bool:
    """Whether *words* hold nothing but a date and names, as those of a state or an agency."""
    if not len(words):
        return True
    said = {token.i for name in names_within(words) for token in name}
    said |= {token.i for found in dates_in(words) for token in found.span}
    return all(token.i in said or token.is_punct or token.norm_ in FOR_DAY for token in words)
