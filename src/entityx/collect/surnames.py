"""Whose a surname is that stands alone in a document: of one who is named in full in others of the folder, or nobody's.

A `Decision` weighs what both have in common (the office, the states, people and organisations around them), how well
the folder knows the person, and who else has the surname. What it is not sure of is only said to be perhaps so.
`entityx.train.folder` teaches it.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from entityx.collect.identity import slug
from entityx.lexicon.countries import countries_named, states_of_adjectives
from entityx.lexicon.places import cities, regions
from entityx.lexicon.titles import head_of
from entityx.link.decision import Decision, Evidence

SAME = Decision("folder", least=2.0)
"""Whether a surname that stands alone in a document is that of someone named in full in others: from log odds of 2.0
on, 0.88 as a probability, the lowest bar from which more than 98 % of the pairs found are right, in cross-validation
over surnames, on the pairs labelled in ``models/links/folder.jsonl``. `matches` asks for more."""
POSSIBLE = 0.0
"""Log odds from which it is said that it is perhaps so: that it is, is more probable than that it is not."""
MOST_BEARERS = 20
"""Persons of one surname in a folder, from which on nobody can tell whose it is: *Diallo* in the news of a year."""
MOST_DOCUMENTS = 200
"""Documents of a person that are looked at to learn in whose company the person is named."""
MOST_NAMES = 500
"""Names of a document that are looked at: more are a list, which says little of any of them."""
LONGEST_GAP = 366
"""Days between a document and the nearest one that names the person in full, from which on it is never sure: others
come to bear the name."""


GAP = re.compile(r"[\s'’]")


class Office(NamedTuple):
    """What a title says of an office: its first word as it is listed, and the states that it names, by their names."""

    head: str
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Company:
    """What stands around a name in its documents.

    Attributes:
        documents: How many were looked at.
        states: In how many of them places of each state stand, by its code.
        names: In how many each entity stands, by its number, with its kind.
    """

    documents: int
    states: Counter[str]
    names: Counter[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Someone with a full name that ends in a surname.

    Attributes:
        number, key: In the table ``local``.
        documents: In how many the person stands.
        company: What stands around the person there.
        offices: What the titles say.
        called: Whether some of the documents say the surname alone.
        days: The days of the documents that have a date, in order.
    """

    number: int
    key: str
    documents: int
    company: Company
    offices: Collection[Office]
    called: bool
    days: Sequence[int]


@dataclass(frozen=True, slots=True)
class Alone:
    """A surname that stands alone in a document.

    Attributes:
        number: In the table ``local``.
        company: What stands around it.
        offices: What the titles say.
        mentions: How often it stands there.
        day: The document's, where it is known.
        known: In how many documents of the folder it stands alone.
        other: What else it can be, a given name or a place: then it is never sure. *Ronaldo* is several footballers.
    """

    number: int
    company: Company
    offices: Collection[Office]
    mentions: int
    day: int | None
    known: int
    other: Collection[str]


class Match(NamedTuple):
    """Whose a surname probably is: the numbers of the two in the table ``local``, and whether that is sure."""

    alone: int
    person: int
    sure: bool


def matches(database: sqlite3.Connection) -> Iterator[Match]:
    """Whose the surnames are that stand alone, as far as can be told, whatever the order of the documents."""
    for alone, bearers in pairs(database):
        scores = {one.number: SAME.score(Evidence(set(features(alone, one, bearers))))["same"] for one in bearers}
        best = max(bearers, key=lambda one: (scores[one.number], one.key))
        bar = SAME.bar("same")
        sure = [one for one in bearers if scores[one.number] >= bar]
        if scores[best.number] >= POSSIBLE:
            yield Match(alone.number, best.number, sure == [best] and not alone.other and is_near(alone, best))


def pairs(database: sqlite3.Connection) -> Iterator[tuple[Alone, list[Bearer]]]:
    """Each surname that stands alone, with those in the folder who bear it, where they are not too many."""
    execute = database.execute
    # Built here, since most folders are small and some have no such surname: inserting is faster without them.
    execute("CREATE INDEX IF NOT EXISTS by_surname ON local (surname) WHERE surname IS NOT NULL")
    surnames = execute(
        "SELECT surname, alone, COUNT(*) FROM local WHERE alone IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM local AS other WHERE other.surname = local.surname AND other.alone IS NULL)"
        " GROUP BY surname, alone ORDER BY surname, alone"
    ).fetchall()
    if surnames:
        execute("CREATE INDEX IF NOT EXISTS by_document ON standing (document, local)")
    for surname, alone, known in surnames:
        named = execute(
            "SELECT number, key FROM local WHERE surname = ? AND alone IS NULL AND substr(key, ?) = ?"
            " ORDER BY key LIMIT ?",
            (surname, -len(alone) - 1, f"-{alone}", MOST_BEARERS + 1),
        ).fetchall()
        # Of *Dos Santos* alone it is not *Awa Santos*.
        if not 0 < len(named) <= MOST_BEARERS:
            continue
        bearers = [_bearer(database, number, key, alone) for number, key in named]
        other = tuple(_others(database, alone))
        for (number,) in execute("SELECT number FROM local WHERE surname = ? AND alone = ?", (surname, alone)):
            yield _alone(database, number, known, other), bearers


def is_near(alone: Alone, bearer: Bearer) -> bool:
    """Whether the document of *alone* is not of quite another time than those of *bearer*, as far as dates tell."""
    if alone.day is None or not bearer.days:
        return True
    at = bisect_left(bearer.days, alone.day)
    return min(abs(day - alone.day) for day in bearer.days[max(0, at - 1) : at + 1]) < LONGEST_GAP


def features(alone: Alone, bearer: Bearer, bearers: Sequence[Bearer]) -> Iterator[str]:
    """What speaks for and against *alone* being *bearer*, one of all *bearers* of the surname in the folder."""
    share = bearer.documents / sum(one.documents for one in bearers)
    if len(bearers) == 1:
        yield "the only bearer"
    else:
        yield from (f"{step:.0%} of the documents of its bearers" for step in (0.5, 0.7, 0.9) if share >= step)
    yield from (f"in full in {step} documents" for step in (2, 3, 5, 10) if bearer.documents >= step)
    if alone.known > bearer.documents:
        yield "alone in more documents than in full"
    if bearer.called:
        yield "called so elsewhere"
    yield from (f"also {what}" for what in alone.other)
    yield "mentioned once" if alone.mentions == 1 else "mentioned more than once"
    yield offices(alone.offices, bearer.offices)
    here, states = set(alone.company.states), bearer.company.states
    if here and states:
        foremost = max(states.values())
        if here.isdisjoint(states):
            yield "no state in common"
        elif any(states[state] == foremost for state in here):
            yield "the foremost state in common"
    shared = set(alone.company.names) & set(bearer.company.names)
    for kind, named in KINDS.items():
        count = sum(label == kind for label, _ in shared)
        yield from (f"{step} {named} in common" for step in (1, 2, 4) if count >= step)


KINDS: Mapping[str, str] = {"PER": "people", "ORG": "organisations", "LOC": "places"}
"""What stands around a name, by its label."""


def offices(alone: Collection[Office], bearer: Collection[Office]) -> str:
    """How the offices of a surname that stands alone, and of one who bears it, stand to one another."""
    if not alone or not bearer:
        return "office: none said"
    same = [(one, other) for one in alone for other in bearer if one.head == other.head]
    if not same:
        return "office: another"
    if any(one.states and one.states & other.states for one, other in same):
        return "office: the same, of the same state"
    if any(one.states and other.states for one, other in same):
        return "office: the same, of another state"
    return "office: the same"


def _bearer(database: sqlite3.Connection, number: int, key: str, alone: str) -> Bearer:
    """The person with this *number*, of whom *alone* is the surname."""
    execute = database.execute
    (documents,) = execute("SELECT COUNT(*) FROM standing WHERE local = ?", (number,)).fetchone()
    looked_at = execute(
        "SELECT document.number FROM standing JOIN document ON document.number = document"
        " WHERE local = ? ORDER BY document.id LIMIT ?",
        (number, MOST_DOCUMENTS),
    ).fetchall()
    days = execute(
        "SELECT DISTINCT day FROM standing JOIN document ON document.number = document"
        " WHERE local = ? AND day IS NOT NULL ORDER BY day",
        (number,),
    )
    forms = execute("SELECT form FROM form WHERE local = ?", (number,))
    return Bearer(
        number,
        key,
        documents,
        _company(database, [document for (document,) in looked_at]),
        _offices(database, number),
        any(slug(form) == alone for (form,) in forms),
        [day for (day,) in days],
    )


def _alone(database: sqlite3.Connection, number: int, known: int, other: Collection[str]) -> Alone:
    """The surname with this *number*, which stands alone in *known* documents and can be something *other*."""
    execute = database.execute
    document, day = execute(
        "SELECT number, day FROM standing JOIN document ON number = document WHERE local = ?", (number,)
    ).fetchone()
    (mentions,) = execute("SELECT SUM(every) FROM form WHERE local = ?", (number,)).fetchone()
    return Alone(number, _company(database, [document]), _offices(database, number), mentions, day, known, other)


def _company(database: sqlite3.Connection, documents: Collection[int]) -> Company:
    """What stands in *documents*."""
    states: Counter[str] = Counter()
    names: Counter[tuple[str, int]] = Counter()
    for document in documents:
        rows = database.execute(
            "SELECT label, root, country, key FROM standing JOIN local ON local.number = local"
            " WHERE document = ? AND label IN ('PER', 'ORG', 'LOC') LIMIT ?",
            (document, MOST_NAMES + 1),
        ).fetchall()
        if len(rows) > MOST_NAMES:
            continue
        states.update({country for _, _, country, _ in rows if country})
        names.update({(label, root) for label, root, country, key in rows if key != country})
    return Company(len(documents), states, names)


def _offices(database: sqlite3.Connection, number: int) -> frozenset[Office]:
    """What the titles of the person with this *number* say."""
    titles = database.execute("SELECT written FROM title WHERE local = ?", (number,))
    return frozenset(Office(head, _states(title)) for (title,) in titles if (head := head_of(title)))


def _states(title: str) -> frozenset[str]:
    """The usual French names of the states that *title* names at its end, or speaks of by an adjective."""
    rests = (title[gap.end() :] for gap in GAP.finditer(title))
    named = (state.name for rest in rests for state in countries_named(rest))
    return frozenset((*states_of_adjectives(title), *named))


def _others(database: sqlite3.Connection, alone: str) -> Iterator[str]:
    """What else the surname *alone* can be."""
    (given,) = database.execute(
        "SELECT EXISTS (SELECT 1 FROM local WHERE label = 'PER' AND key > ? AND key < ?)", (f"{alone}-", f"{alone}.")
    ).fetchone()
    if given:
        yield "a given name"
    name = alone.replace("-", " ")
    if name in cities() or name in regions() or countries_named(name):
        yield "a place"
