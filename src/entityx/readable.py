"""Texts as the pipeline reads them, and the way back to the places in the text as it was written.

A model knows words as they are in print. Archives and web pages have them otherwise: with accents as signs of their own
(NFD), no-break spaces, soft hyphens, lines broken at a fixed width. The pipeline reads the text without all that, and
what it finds is then placed in the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from entityx.records import Document, Span

MARKED_LETTER = r"\S[\u0300-\u036f]+"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
BLANK = f"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000{INVISIBLE}]"
LINE_END = r"\r\n?|\n"
ODD_BLANK = f"(?! ){BLANK}{BLANK}*| {BLANK}+"
"""Any but one plain space: those stand between all words."""
ODD = re.compile(f"(?P<letter>{MARKED_LETTER})|(?P<break>{BLANK}*(?P<end>{LINE_END}){BLANK}*)|(?P<blank>{ODD_BLANK})")

WIDTHS = range(50, 121)
"""Characters that lines broken at a fixed width have at most: shorter lines are those of lists and verses."""
FEWEST_BREAKS = 3
"""Breaks at the width that a text needs to count as broken at a fixed width."""
BROKEN_AT_WIDTH, IN_LOWER_CASE = 0.7, 0.25
"""The shares of line breaks that must lie at the width, and before a small letter, in a text broken at a fixed width:
a heading may stand right above a paragraph, and a list of headlines has a capital behind each break."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A text as the pipeline reads it.

    Attributes:
        text: The text to read.
        starts, ends: For each of its characters, where the characters that it stands for begin and end in the text as
            it was written; nothing where the two texts are the same.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def restore(self, document: Document) -> Document:
        """*document*, which holds the text as it was written but the places of this one, with its own text's places."""
        starts, ends = self.starts, self.ends
        if starts is None or ends is None:
            return document

        def placed(start: int, end: int) -> tuple[int, int]:
            return starts[start], ends[end - 1]

        def spans(of: Sequence[Span]) -> tuple[Span, ...]:
            return tuple(Span(*placed(span.start, span.end)) for span in of)

        mentions = []
        for mention in document.mentions:
            start, end = placed(mention.start, mention.end)
            sentence = Span(*placed(mention.sentence.start, mention.sentence.end))
            mentions.append(replace(mention, start=start, end=end, text=document.text[start:end], sentence=sentence))
        return replace(
            document,
            mentions=tuple(mentions),
            people=tuple(
                replace(one, mentions=spans(one.mentions), title_mentions=spans(one.title_mentions))
                for one in document.people
            ),
            places=tuple(replace(one, mentions=spans(one.mentions)) for one in document.places),
            organisations=tuple(replace(one, mentions=spans(one.mentions)) for one in document.organisations),
            agreements=tuple(replace(one, mentions=spans(one.mentions)) for one in document.agreements),
        )


def readable(written: str) -> Readable:
    """*written* as the pipeline reads it: composed letters, plain single spaces, nothing invisible, lines joined."""
    joined = breaks_at_width(written)
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for start, end, put in _changes(written, joined):
        text += written[last:start], put
        starts += *range(last, start), *[start] * len(put)
        ends += *range(last + 1, start + 1), *[end] * len(put)
        last = end
    if not last:
        return Readable(written)
    text.append(written[last:])
    starts += range(last, len(written))
    ends += range(last + 1, len(written) + 1)
    return Readable("".join(text), starts, ends)


def _changes(written: str, joined: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Where *written* changes, from and to which character, and what to put there instead."""
    for match in ODD.finditer(written):
        found = match[0]
        match match.lastgroup:
            case "letter":
                put = unicodedata.normalize("NFC", found)
            case "break":
                put = " " if match.start("end") in joined else found
            case _:
                put = " " if found.strip(INVISIBLE) else ""
        if put != found:
            yield match.start(), match.end(), put


def breaks_at_width(text: str) -> frozenset[int]:
    """The line breaks of *text* that only keep its lines to a width, as dispatches and PDF files have them.

    At such a break the first word of the next line would have gone beyond the longest line. A text whose lines are
    paragraphs, headlines or verses has few of them.

    Returns:
        Where each begins; nothing when the text is not broken at a fixed width.
    """
    if "\n" not in text and "\r" not in text:
        return frozenset()
    places = [end.start() for end in re.finditer(LINE_END, text)]
    lines = [line.rstrip() for line in re.split(LINE_END, text)]
    broken = [(place, *pair) for place, pair in zip(places, pairwise(lines), strict=True) if all(pair)]
    width = max((len(line) for _, line, _ in broken), default=0)
    at_width, before_lower = [], 0
    for place, line, below in broken:
        first = below.split(maxsplit=1)[0]
        before_lower += first[0].islower()
        if len(below) <= width < len(line) + 1 + len(first):
            at_width.append(place)
    is_wrapped = (
        width in WIDTHS
        and len(at_width) >= max(FEWEST_BREAKS, BROKEN_AT_WIDTH * len(broken))
        and before_lower >= IN_LOWER_CASE * len(broken)
    )
    return frozenset(at_width if is_wrapped else ())
