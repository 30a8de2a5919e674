"""Whether an agreement is made, negotiated or at its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Span, Token

from entityx.lexicon.words import fold, read_words
from entityx.link.agreements.groups import determiner, proper_name
from entityx.records import Status

WORDS = Path(__file__).parent / "words"


class Report(NamedTuple):
    """What a word says of an agreement as it stands, denied (*n'a pas été signé*), or put off (*sera signé*)."""

    said: Status
    denied: Status
    put_off: Status


REPORTS = {
    "made": Report("signed", denied="negotiated", put_off="negotiated"),
    "kept": Report("signed", denied="signed", put_off="signed"),
    "renewed": Report("signed", denied="ended", put_off="signed"),
    "negotiated": Report("negotiated", denied="unknown", put_off="negotiated"),
    "ended": Report("ended", denied="signed", put_off="ended"),
}
"""What the words of each list report."""
STATUS_WORDS = {fold(word): report for name, report in REPORTS.items() for word in read_words(WORDS / f"{name}.txt")}
EXPECTED = frozenset(map(fold, read_words(WORDS / "expected.txt")))
"""Words behind which a signature is still to come."""
STATUS_REACH = 12
"""Tokens on either side of a mention within which a word of the sentence says its status."""
REACH_BEFORE = 5
"""Tokens before a word within which *ne* denies it (*n'a pas encore été signé*), or another puts it off."""
TIMES = frozenset({"an", "année", "mois", "semaine", "siècle", "saison", "été", "hiver"})
"""What is *passé* or *prochain* by itself, whatever the agreement."""
TAKEN_UP = frozenset({"l'", "le", "la", "les", "ce", "cet", "cette", "ces", "du", "au", "aux", "des", "son", "leur"})
"""Determiners under which a mention takes up an agreement that the text has spoken of."""


def status(group: Sequence[Span]) -> Status:
    """The last state that the words around the mentions report.

    Of several words in one sentence the nearest counts, but what is stated (*a été rompu*, *rejettent*) before what is
    only mentioned along with the agreement (*signé en mars*). Where there is none, an agreement that the text takes for
    known (*l'accord*, *accord de Paris*) is one that was made.
    """
    for mention in reversed(group):
        doc, sentence = mention.doc, mention.sent
        start = max(sentence.start, mention.start - STATUS_REACH)
        end = min(sentence.end, mention.end + STATUS_REACH)
        words = [token for token in doc[start:end] if token.norm_ in STATUS_WORDS and not is_of_time(token)]
        if words:
            return stated(min(words, key=lambda word: (is_aside(word), distance(word, mention))), mention)
    known = any(proper_name(mention) or determiner(mention) in TAKEN_UP for mention in group)
    return "signed" if known else "unknown"


def distance(word: Token, mention: Span) -> int:
    """Tokens between *word* and the nearer end of *mention*."""
    return min(abs(word.i - mention.start), abs(word.i - mention.end + 1))


def is_of_time(word: Token) -> bool:
    """Whether *word* tells a time (*la semaine passée*, *le mois prochain*) rather than what became of an agreement."""
    return word.i > 0 and word.nbor(-1).norm_ in TIMES and word.nbor(-1).pos_ == "NOUN"


def is_aside(word: Token) -> bool:
    """Whether *word* is a participle that goes with a noun (*le traité signé en mars*), not the verb of its clause."""
    window = word.doc[max(0, word.i - REACH_BEFORE) : word.i]
    before = takewhile(lambda token: token.pos_ in ("AUX", "ADV"), reversed(window))
    return "Part" in word.morph.get("VerbForm", []) and not any(token.pos_ == "AUX" for token in before)


def stated(word: Token, mention: Span) -> Status:
    """What *word* says of *mention*, unless that is denied (*n'a pas été signé*, *aucun accord*), put off or refused.

    Args:
        word: A token of `STATUS_WORDS`.
        mention: The mention of the agreement beside it.
    """
    doc, report = word.doc, STATUS_WORDS[word.norm_]
    before = doc[max(mention.sent.start, word.i - REACH_BEFORE) : word.i]
    words = {token.norm_ for token in before}
    if not words.isdisjoint(("ne", "n'")) or determiner(mention) in ("aucun", "aucune"):
        return "ended" if report.said == "signed" and "plus" in words else report.denied
    if not words.isdisjoint(EXPECTED):
        return report.put_off
    if len(before) > 1 and before[-1].norm_ in ("de", "d'") and before[-2].norm_ in STATUS_WORDS:
        return STATUS_WORDS[before[-2].norm_].said  # refuse de ratifier
    return report.said
