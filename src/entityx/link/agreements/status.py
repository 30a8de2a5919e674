"""Whether an agreement is made, negotiated or at its end.

The words around its mentions give features (what they report, whether that is denied or put off, how far away they are,
the words themselves), and a logistic regression that has learned from annotated texts says for which status they speak.
What is only said not to be signed yet is not left to it: that is too rare to be learned, and leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import cast

from spacy.tokens import Span, Token

from entityx.lexicon.agreements import REPORTS, Report, expecting_words, singular, status_words
from entityx.link.agreements.closer import Reading
from entityx.link.agreements.words import determiner
from entityx.link.decision import Decision, Evidence, shares
from entityx.link.names import names_within
from entityx.records import Status

STATUS = Decision("status", least=None)
"""Which status an agreement has."""
SURE_OF_RULE = 0.9
"""How probable it is that the rule below is right."""
REACH = 15
"""Tokens on either side of a mention within which the words themselves are features."""
CLOSE = (4, 10)
"""Tokens from a mention up to which a word is beside it, and near it."""
REACH_BEFORE = 5
"""Tokens before a word within which *ne* denies it (*n'a pas encore été signé*), or another puts it off."""
STEM = 6
"""Letters by which a word is known: what French adds behind them is mostly an ending."""
TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})
"""Parts of speech whose words are features."""
SMALL = frozenset({"ne", "n'", "pas", "sans", "si", "avant", "après", "pour", "aucun", "aucune"})
"""Other words that are."""
DENYING = frozenset({"ne", "n'"})
YET = frozenset({"encore", "toujours"})
"""What says beside `DENYING` that something is still to come."""
FUTURE = ("era", "ira", "dra", "vra", "ront", "rait", "raient")
"""How verbs end that tell of the future or of what might be."""


def status_of(group: Sequence[Span], reading: Reading | None) -> tuple[Status, float]:
    """The last state of the agreement that *group* mentions, that for which most speaks, and how probable it is.

    Args:
        group: Its mentions.
        reading: What the closer look says of it.
    """
    given = evidence(group, reading)
    if is_not_yet_made(group[-1]) and "stated signed" not in given.features:
        return "negotiated", SURE_OF_RULE
    found = shares(STATUS.score(given))
    best = max(found, key=lambda status: found[status])
    return cast(Status, best), found[best]


def evidence(group: Sequence[Span], reading: Reading | None) -> Evidence:
    """What tells the status of the agreement that *group* mentions."""
    return Evidence(features(group), read=None if reading is None else reading.of_agreement["status"])


def is_not_yet_made(mention: Span) -> bool:
    """Whether a word near *mention* says that the agreement is still to be made (*n'a pas encore été signé*)."""
    for word in outside(mention):
        if status_words().get(word.norm_) == REPORTS["made"] and distance(word, mention) <= CLOSE[1]:
            said = {token.norm_ for token in before(word, mention)}
            if not said.isdisjoint(DENYING) and not said.isdisjoint(YET):
                return True
    return False


def features(group: Sequence[Span]) -> set[str]:
    """The features of the agreement that *group* mentions, the last mention's reports marked as such."""
    found = {f"{singular(group[0][0].norm_)}", f"{min(4, len(group))} mentions", f"the first: {determiner(group[0])} _"}
    if any(next(names_within(mention), None) for mention in group):
        found.add("has a name")
    for mention in group:
        found.update(words_around(mention))
        reported = set(reports(mention))
        found |= reported
        if mention is group[-1]:
            found.update(f"the last: {feature}" for feature in reported)
    return found


def words_around(mention: Span) -> Iterator[str]:
    """The words of *mention* behind the first, and those around it, but for the lists' words, which `reports` reads."""
    yield from (f"within: {token.norm_[:STEM]}" for token in mention[1:])
    for token in outside(mention):
        if token.norm_ in status_words():
            continue
        away = distance(token, mention)
        if (away <= REACH and token.pos_ in TELLING) or token.norm_ in SMALL:
            yield token.norm_[:STEM]
            if away <= CLOSE[1]:
                yield f"{side(token, mention)}: {token.norm_[:STEM]}"


def reports(mention: Span) -> Iterator[str]:
    """What verbs and the words of our lists say of *mention*."""
    for token in outside(mention):
        away = sum(distance(token, mention) > limit for limit in CLOSE)
        where = f"{side(token, mention)} {away}"
        if report := status_words().get(token.norm_):
            word, status = token.norm_[:STEM], f"stated {stated(token, mention, report)}"
            yield status
            yield f"{where}: {status}"
            yield f"{'aside' if is_aside(token) else 'verb'}: {status}"
            yield f"{report.said}, {status}"
            yield f"{word}, {status}"
            if away < len(CLOSE):
                yield f"{where}: {word}, {status}"
        if token.norm_ in expecting_words():
            yield "expected"
        if token.pos_ in ("VERB", "AUX"):
            form = next(iter(token.morph.get("VerbForm", [])), "?")
            yield f"{where}: {form}"
            if form == "Fin" and token.norm_.endswith(FUTURE):
                yield "future"


def outside(mention: Span) -> Iterator[Token]:
    """The tokens around *mention* in its sentence."""
    doc, sentence = mention.doc, mention.sent
    yield from doc[sentence.start : mention.start]
    yield from doc[mention.end : sentence.end]


def side(token: Token, mention: Span) -> str:
    """On which side of *mention* the *token* stands."""
    return "before" if token.i < mention.start else "behind"


def distance(token: Token, mention: Span) -> int:
    """Tokens between *token* and the nearer end of *mention*."""
    return min(abs(token.i - mention.start), abs(token.i - mention.end + 1))


def is_aside(word: Token) -> bool:
    """Whether *word* is a participle that goes with a noun (*le traité signé en mars*), not the verb of its clause."""
    window = word.doc[max(0, word.i - REACH_BEFORE) : word.i]
    before = takewhile(lambda token: token.pos_ in ("AUX", "ADV"), reversed(window))
    return "Part" in word.morph.get("VerbForm", []) and not any(token.pos_ == "AUX" for token in before)


def before(word: Token, mention: Span) -> Span:
    """The tokens before *word* that may deny it or put it off."""
    return word.doc[max(mention.sent.start, word.i - REACH_BEFORE) : word.i]


def stated(word: Token, mention: Span, report: Report) -> Status:
    """What *word* says of *mention*, unless that is denied (*n'a pas été signé*, *aucun accord*), put off or refused.

    Args:
        word: A word of the lists.
        mention: The mention of the agreement beside it.
        report: What the word reports.
    """
    window = before(word, mention)
    words = {token.norm_ for token in window}
    if not words.isdisjoint(DENYING) or determiner(mention) in ("aucun", "aucune"):
        return "ended" if report.said == "signed" and "plus" in words else report.denied
    if not words.isdisjoint(expecting_words()):
        return report.put_off
    if len(window) > 1 and window[-1].norm_ in ("de", "d'") and (refused := status_words().get(window[-2].norm_)):
        return refused.said  # refuse de ratifier
    return report.said
