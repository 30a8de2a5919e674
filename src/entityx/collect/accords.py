"""Which agreements of several documents are one: an accord of which several articles tell.

Rules decide: in the articles on which decisions are learned hardly any accord is told twice. What speaks against no
rule but is not proven by one either is only said to be perhaps so. Treaties that are called after a place have one id
anyway (`entityx.collect.identity.treaty_key`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from entityx.collect.identity import slug
from entityx.lexicon.countries import country_named
from entityx.records import Agreement

TABLES = """
CREATE TABLE accord (
    local INTEGER PRIMARY KEY, document INTEGER, kind TEXT, subjects TEXT, said TEXT, count INTEGER, sure INTEGER,
    parties TEXT
);
CREATE TABLE accord_party (local INTEGER, label TEXT, key TEXT, PRIMARY KEY (local, label, key)) WITHOUT ROWID;
"""
"""Agreements between two parties at least whose kind is known, and their parties as entities of their documents."""

MONTH = 31
"""Days within which articles tell of one accord as news."""
YEAR = 366
"""Days between articles from which on an accord of the same parties is another."""
LEAST_CONFIDENCE = 0.5
"""Confidence from which an agreement is taken at its word: parties that are made out wrongly, such as two states at war
beside any convention, are wrong in the next article too."""
EXACT = len("2021-03")
"""Characters of a date that says the month at least."""
MOST_OPEN = 50
"""Accords of the same parties that one is compared with, the last ones: more are never under way."""


class Party(NamedTuple):
    """A party as an entity: its kind and key."""

    label: str
    key: str


def parties_of(agreement: Agreement, named: Mapping[str, str]) -> list[Party]:
    """The parties of *agreement*, each once, in order.

    Args:
        agreement: One of a document.
        named: The ids of the document's entities by their names and other forms.
    """
    found = set()
    for name in agreement.parties:
        state = country_named(name)
        label, _, key = named.get(name, f"LOC:{state.code}" if state else f":{slug(name)}").partition(":")
        found.add(Party(label, key))
    return sorted(found)


Columns = tuple[str, str, str, int | None, bool]


def columns_of(agreement: Agreement) -> Columns:
    """What the table ``accord`` keeps of an *agreement*, from its kind on."""
    sure = agreement.confidence is None or agreement.confidence >= LEAST_CONFIDENCE
    return agreement.kind, " ".join(sorted(agreement.subjects)), agreement.date, agreement.count, sure


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement as one document tells of it.

    Attributes:
        local, key: In the table ``local``.
        document: The number of the document.
        day: The document's day, where it is known.
        subjects: What it is about.
        said: The date that the text gives, as exactly as it does, or nothing.
        count: How many agreements they are, where the text says it.
        sure: Whether it is taken at its word, and is the only one of its kind and parties in the document.
    """

    local: int
    key: str
    document: int
    day: int | None
    subjects: frozenset[str]
    said: str
    count: int | None
    sure: bool


@dataclass(slots=True)
class Accord:
    """An accord with those who tell of it.

    Attributes:
        first: The one that gives it its id: the first by the day of the document, then by its key.
        subjects: What all say that it is about.
        said: The most exact date that one of them gives.
        documents: Those that tell of it.
    """

    first: Told
    subjects: frozenset[str]
    said: str
    documents: set[int] = field(default_factory=set)

    def may_be(self, told: Told) -> bool:
        """Whether nothing says that *told* is another accord, and something that it is this one."""
        if told.document in self.documents or told.count != self.first.count:
            return False
        if not (self.said.startswith(told.said) or told.said.startswith(self.said)):
            return False
        if self.has_date_of(told):
            return True
        days = self.days_to(told)
        if days is not None and days >= YEAR:
            return False
        if self.subjects and told.subjects:
            return bool(self.subjects & told.subjects)
        return days is not None and days <= MONTH

    def is_surely(self, told: Told) -> bool:
        """Whether *told*, which may be this one, is: as sure, about the same, and of the same time."""
        if not (self.first.sure and told.sure and self.subjects & told.subjects):
            return False
        days = self.days_to(told)
        return self.has_date_of(told) or (days is not None and days <= MONTH)

    def days_to(self, told: Told) -> int | None:
        """Days between the documents of the first and of *told*, where both are known."""
        if self.first.day is None or told.day is None:
            return None
        return abs(told.day - self.first.day)

    def has_date_of(self, told: Told) -> bool:
        """Whether both say one date, to the month at least."""
        return min(len(self.said), len(told.said)) >= EXACT and self.said[:EXACT] == told.said[:EXACT]

    def take(self, told: Told) -> None:
        """Take up *told* among those who tell of it."""
        self.subjects &= told.subjects
        self.said = max(self.said, told.said, key=len)
        self.documents.add(told.document)


class Match(NamedTuple):
    """Which agreement is one with another: their numbers in the table ``local``, and whether that is sure."""

    local: int
    other: int
    sure: bool


def matches(database: sqlite3.Connection) -> Iterator[Match]:
    """Which agreements are one, and which perhaps, whatever the order of the documents.

    Args:
        database: With the roots of all parties.
    """
    _name_parties(database)
    rows = database.execute(
        "SELECT parties, accord.kind, accord.local, local.key, accord.document, document.day, subjects, said, count,"
        " sure, COUNT(*) OVER (PARTITION BY parties, accord.kind, accord.document)"
        " FROM accord JOIN local ON local.number = accord.local JOIN document ON document.number = accord.document"
        " WHERE parties IS NOT NULL"
        " ORDER BY parties, accord.kind, document.day IS NULL, document.day, local.key"
    )
    for _, group in groupby(rows, key=lambda row: row[:2]):
        told = (
            Told(number, key, document, day, frozenset(subjects.split()), said, count, bool(sure) and of_document == 1)
            for *_, number, key, document, day, subjects, said, count, sure, of_document in group
        )
        yield from _matches(told)


def _matches(every: Iterable[Told]) -> Iterator[Match]:
    """Those of agreements of one kind with the same parties, in order of time."""
    accords: list[Accord] = []
    for told in every:
        possible = [one for one in accords[-MOST_OPEN:] if one.may_be(told)]
        sure = next((one for one in possible if one.is_surely(told)), None)
        if sure is not None:
            sure.take(told)
            yield Match(told.local, sure.first.local, True)
            continue
        if possible:
            yield Match(told.local, possible[-1].first.local, False)
        accords.append(Accord(told, told.subjects, told.said, {told.document}))


def _name_parties(database: sqlite3.Connection) -> None:
    """Write the parties of each agreement as one text, each by its root; nothing where they are fewer than two."""
    rows = database.execute(
        "SELECT party.local, COALESCE(root.label, party.label) || ':' || COALESCE(root.key, party.key)"
        " FROM accord_party AS party LEFT JOIN local ON local.label = party.label AND local.key = party.key"
        " LEFT JOIN local AS root ON root.number = local.root ORDER BY party.local"
    )
    named = ((number, sorted({party for _, party in group})) for number, group in groupby(rows, key=lambda row: row[0]))
    database.executemany(
        "UPDATE accord SET parties = ? WHERE local = ?",
        (("\n".join(parties), number) for number, parties in named if len(parties) > 1),
    )
