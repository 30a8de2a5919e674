"""Which mentions speak of one agreement."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from entityx.lexicon.agreements import singular
from entityx.link.agreements.domains import own_domains
from entityx.link.names import names_within

ANY_NAME = ""
"""The key of the last agreement of a kind, whatever its name."""
INTRODUCING = frozenset({"un", "une"})
"""Determiners under which a mention brings a new agreement in."""


def group_mentions(mentions: Iterable[Span]) -> list[list[Span]]:
    """The mentions of each agreement.

    A mention takes up the last agreement of the same kind (*l'accord*, *ces contrats*) unless it brings a new one in
    (*un accord*), is about something else (*l'accord de pêche* behind *un accord sur l'énergie*), or has a name of its
    own (*accord de Paris*), which then gathers the mentions with that name.
    """
    groups: list[list[Span]] = []
    subjects: list[set[str]] = []  # of each group
    last: dict[tuple[str, str], int] = {}
    for mention in mentions:
        own_name, own_subjects = proper_name(mention), set(own_domains(mention))
        place = last.get((kind(mention), own_name))
        if place is None or (
            not own_name and (determiner(mention) in INTRODUCING or differ(own_subjects, subjects[place]))
        ):
            place = len(groups)
            groups.append([])
            subjects.append(set())
        groups[place].append(mention)
        subjects[place] |= own_subjects
        last[kind(mention), own_name] = last[kind(mention), ANY_NAME] = place
    return groups


def differ(some: set[str], others: set[str]) -> bool:
    """Whether both say what an agreement is about, and nothing of it is the same."""
    return bool(some and others) and some.isdisjoint(others)


def kind(mention: Span) -> str:
    """The agreement's noun in the singular."""
    return singular(mention[0].norm_)


def proper_name(mention: Span) -> str:
    """The name within *mention* that tells it from others of its kind (*Paris* in *accord de Paris*), or nothing."""
    return " ".join(name.text for name in names_within(mention))


def determiner(mention: Span) -> str:
    """The word before *mention*, folded, adjectives left out (*un deuxième accord*), or nothing."""
    before = mention.start - 1
    while before > 0 and mention.doc[before].pos_ in ("ADJ", "NUM"):
        before -= 1
    return mention.doc[before].norm_ if before >= 0 else ""
