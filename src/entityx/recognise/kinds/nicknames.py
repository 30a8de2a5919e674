"""Nicknames, *Awa Ba, dite « La Tigresse »*, *Awa « Tigresse » Ba*, and initials, *Amadou Toumani Touré (ATT)*."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Span

from entityx.lexicon.acronyms import acronyms_of
from entityx.lexicon.words import fold, read_words

QUOTES = {"«": "»", "“": "”", '"': '"', "''": "''", "‘": "’"}
"""Opening quotes, and those that close behind them."""
FEWEST_INITIALS = 3
"""Letters of initials that need not stand beside the name for which they stand."""
LONGEST_NICKNAME = 6
LONGEST_CUE = 7
"""Tokens of a nickname, and of what stands between it and the name."""


@cache
def cues() -> frozenset[str]:
    """What says that a nickname follows (*dite*), folded."""
    return frozenset(map(fold, read_words(Path(__file__).with_name("nicknames.txt"))))


def nicknames(doc: Doc) -> Iterator[Span]:
    """The nicknames of persons in *doc*, the names that have one within, and initials, each wherever it stands."""
    found: set[tuple[str, ...]] = set()
    initials: set[str] = set()
    for person in doc.ents:
        if person.label_ == "PER":
            nicknamed = filter(None, (in_the_middle(person), behind(person), in_brackets(person)))
            found.update(tuple(token.text for token in nickname) for nickname in nicknamed)
            initials.update(one for one in acronyms_of(person.text) if len(one) >= FEWEST_INITIALS)
    if found:
        yield from wherever(found, doc)
    yield from (Span(doc, ent.start, ent.end, label="PER") for ent in doc.ents if ent.text in initials)


def in_the_middle(person: Span) -> Span | None:
    """*Awa « Tigresse » Ba*: with the quotes, it is one name."""
    doc = person.doc
    quote = next((token.i for token in doc[person.start + 1 : person.end + 1] if token.text in QUOTES), None)
    if quote is None or quote + 1 == len(doc) or not doc[quote + 1].text[0].isupper():
        return None
    end = closing(doc, quote)
    if end is None or end < person.end or end + 1 == len(doc) or doc[end + 1].ent_type_ != "PER":
        return None
    last = end + 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return Span(doc, person.start, last + 1, label="PER")


def behind(person: Span) -> Span | None:
    """*Awa Ba, dite « La Tigresse »*."""
    doc, start = person.doc, person.end
    if start < len(doc) and doc[start].text in (",", "("):
        start += 1
    for quote in range(start + 1, min(start + LONGEST_CUE, len(doc))):
        if doc[quote].text in QUOTES:
            end = closing(doc, quote)
            if end is None or fold(doc[start:quote].text) not in cues() or not doc[quote + 1].text[0].isupper():
                return None
            return Span(doc, quote + 1, end, label="PER")
    return None


def in_brackets(person: Span) -> Span | None:
    """*Amadou Toumani Touré (ATT)*, *Amadou Toumani Touré, dit ATT*: the initials of a person's name."""
    doc, start = person.doc, person.end
    end = min(start + 3, len(doc))
    for token in doc[start:end]:
        if token.text.isupper() and token.text in acronyms_of(person.text):
            between = [word.norm_ for word in doc[start : token.i]]
            return Span(doc, token.i, token.i + 1, label="PER") if between in (["("], ["dit"], [",", "dit"]) else None
    return None


def closing(doc: Doc, quote: int) -> int | None:
    """The token that closes what the *quote* opens, or nothing where that is empty or longer than a nickname."""
    close = QUOTES[doc[quote].text]
    ends = range(quote + 2, min(quote + 2 + LONGEST_NICKNAME, len(doc)))
    return next((end for end in ends if doc[end].text == close), None)


def wherever(found: Collection[tuple[str, ...]], doc: Doc) -> Iterator[Span]:
    """The stretches of *doc* that have the words of one of *found*."""
    firsts = {words[0] for words in found}
    lengths = sorted({len(words) for words in found})
    texts = [token.text for token in doc]
    for start, text in enumerate(texts):
        if text in firsts:
            for length in lengths:
                if tuple(texts[start : start + length]) in found:
                    yield Span(doc, start, start + length, label="PER")
