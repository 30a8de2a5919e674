"""The distinct entities of a folder."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, Protocol, cast

import msgspec

from entityx.collect import accords, surnames
from entityx.collect.confidence import confident
from entityx.collect.identity import Local, local_entities, plain, slug
from entityx.collect.scratch import scratch
from entityx.records import Document, Label, Organisation, Person, Place, day_of

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(tuple[str, ...]).decode

REMEMBERED = 20_000
"""Entities that are kept in memory when they are looked up, one after the other."""

TABLES = """
CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT, day INTEGER);
CREATE TABLE local (
    number INTEGER PRIMARY KEY, label TEXT, key TEXT, root INTEGER, country TEXT, latitude REAL, longitude REAL,
    surname TEXT, alone TEXT, UNIQUE (label, key)
);
CREATE TABLE name (local INTEGER, name TEXT, PRIMARY KEY (local, name)) WITHOUT ROWID;
CREATE TABLE form (local INTEGER, form TEXT, mentions INTEGER, every INTEGER, PRIMARY KEY (local, form)) WITHOUT ROWID;
CREATE TABLE title (
    number INTEGER PRIMARY KEY, local INTEGER, slug TEXT, title TEXT, written TEXT, counted INTEGER,
    UNIQUE (local, slug)
);
CREATE TABLE standing (local INTEGER, document INTEGER, counted INTEGER, PRIMARY KEY (local, document)) WITHOUT ROWID;
CREATE TABLE acronym (acronym TEXT, full TEXT, PRIMARY KEY (acronym, full)) WITHOUT ROWID;
"""
"""What the documents say of each key (``local``): what they call it, in which forms and how often, with which titles,
where; and which full names they give to acronyms. What is not sure enough to be counted is there too (``every``, not
``counted``): which entity something is must not depend on that. ``root`` is the key of this entity; ``written``, of the
forms of a title that differ in case and accents, the last in alphabetical order: the one with small letters and all
accents, whichever came first."""

PERHAPS = "CREATE TABLE perhaps (local INTEGER PRIMARY KEY, other INTEGER)"
"""Which keys of one document are perhaps one with other keys."""
OF_DOCUMENT = ("PER:", "AGREEMENT:")
"""How the ids begin of what is known in its own document only, and may be found to be one with something else."""

FOUND = """
CREATE TABLE found (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, label TEXT, name TEXT, other_forms BLOB, titles BLOB,
    country TEXT, latitude REAL, longitude REAL, mentions INTEGER, documents INTEGER,
    first_document TEXT, last_document TEXT, perhaps TEXT
)
"""
"""The entities, numbered as their roots."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One distinct entity of a folder.

    Attributes:
        id: Its kind and key.
        label: Its kind.
        name: What it is called most often, in full; a state by its usual French name.
        other_forms: The other forms, the most used first.
        titles: A person's titles, in order of appearance, each once whatever its letter case and accents.
        country: The ISO 3166-1 code of the state that a place is or lies in, or nothing.
        latitude, longitude: Degrees, where they are known.
        mentions, documents: In how many it stands.
        first_document, last_document: The ids of the first and the last, in the order of reading.
        perhaps: The id of another entity that is perhaps the same, or nothing.
    """

    id: str
    label: Label
    name: str
    other_forms: tuple[str, ...]
    titles: tuple[str, ...]
    country: str
    latitude: float | None
    longitude: float | None
    mentions: int
    documents: int
    first_document: str
    last_document: str
    perhaps: str = ""


class Entities(Protocol):
    """What knows the entities of a folder by their ids."""

    def __getitem__(self, id: str, /) -> Entity:
        """The entity with this id."""


class EntityIndex:
    """Gathers entities, one document after the other, in a database: memory stays flat.

    All documents are added first; only then is known which acronym stands for which organisation, and so which entity
    each mention is. What asks for that must come behind the last `add`.

    Args:
        database: From `entityx.collect.scratch.scratch`; a new one where there is none.
        least: What is less sure in a document (see `confident`) is not counted. It has its id all the same, and ids do
            not depend on it.

    Attributes:
        database: That database, for what is gathered beside the entities.

    Raises:
        sqlite3.OperationalError: From any method, when the disk is full.
    """

    def __init__(self, database: sqlite3.Connection | None = None, least: float = 0) -> None:
        self.database = database or scratch()
        self._least = least
        self.database.executescript(f"{TABLES}{accords.TABLES}BEGIN;")
        self._documents = 0
        self._full_names: dict[str, str] | None = None
        self._is_found = False
        self.number: Callable[[str], int] = lru_cache(REMEMBERED)(self._number)
        self._entity: Callable[[str], Entity] = lru_cache(REMEMBERED)(self._look_up)

    def add(self, document: Document) -> Document:
        """Take up the entities of *document*.

        Returns:
            *document*, each mention with the id of its entity as far as this document tells.
        """
        # All that may fail is done before anything is counted: a document counts as a whole or not at all.
        found = list(local_entities(document))
        ids = {(one.label, at.start, at.end): _id(one.label, one.key) for one in found for at in one.mentions}
        mentions = tuple(replace(one, entity=ids[one.label, one.start, one.end]) for one in document.mentions)
        counted = list(_counted(found, document, confident(document, self._least)))
        agreed = list(_agreed(document, ids))
        written = document.date
        day = day_of(written) if written else None
        self.database.execute(
            "INSERT INTO document VALUES (?, ?, ?)", (self._documents, document.id, day.toordinal() if day else None)
        )
        for one in counted:
            self._count(one)
        for id, columns, parties in agreed:
            number = self._local(id)
            self.database.execute(
                "INSERT INTO accord VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", (number, self._documents, *columns)
            )
            self.database.executemany("INSERT INTO accord_party VALUES (?, ?, ?)", [(number, *one) for one in parties])
        self._documents += 1
        return replace(document, mentions=mentions)

    def _count(self, counted: Counted) -> None:
        """Count an entity of the document that is being added."""
        execute, executemany = self.database.execute, self.database.executemany
        one = counted.entity
        place = one.place or Place(one.name, (), ())
        (number,) = execute(
            "INSERT INTO local (label, key, country, latitude, longitude, surname, alone) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET key = key RETURNING number",
            (
                *(one.label, one.key, place.country, place.latitude, place.longitude),
                *(one.surname or None, one.alone or None),
            ),
        ).fetchone()
        execute(
            "INSERT INTO standing VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET counted = 1"
            " WHERE excluded.counted > counted",
            (number, self._documents, bool(counted.forms)),
        )
        execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (number, one.name))
        executemany(
            "INSERT INTO form VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET mentions = mentions + excluded.mentions, every = every + excluded.every",
            [(number, form, counted.forms.get(form, 0), count) for form, count in counted.every_form.items()],
        )
        executemany(
            "INSERT INTO title (local, slug, title, written, counted) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET title = CASE WHEN counted THEN title ELSE excluded.title END,"
            " written = MAX(written, excluded.written), counted = MAX(counted, excluded.counted)"
            " WHERE excluded.written > written OR excluded.counted > counted",
            [(number, slug(title), title, title, title in counted.titles) for title in counted.every_title],
        )
        if one.acronyms:
            executemany("INSERT OR IGNORE INTO acronym VALUES (?, ?)", [(acronym, one.key) for acronym in one.acronyms])

    def identified(self, document: Document) -> Document:
        """*document*, as `add` has given it back, with the ids that all documents together give."""
        self.resolve()
        ids = {mention.entity for mention in document.mentions}
        # Only acronyms, and what is known by its own document alone, can be one with something else.
        joined = {id: self._full[id] for id in ids if id in self._full}
        joined |= {id: self._root(id) for id in ids if id.startswith(OF_DOCUMENT) and "@" in id}
        if not joined:
            return document
        mentions = (replace(one, entity=joined.get(one.entity, one.entity)) for one in document.mentions)
        return replace(document, mentions=tuple(mentions))

    def _local(self, id: str) -> int:
        """The number of the key with this *id* in the table ``local``."""
        label, _, key = id.partition(":")
        (number,) = self.database.execute(
            "SELECT number FROM local WHERE label = ? AND key = ?", (label, key)
        ).fetchone()
        return int(number)

    def _root(self, id: str) -> str:
        """The id of the entity that the key with this *id* is in the folder."""
        label, _, key = id.partition(":")
        (root,) = self.database.execute(
            "SELECT root.key FROM local JOIN local AS root ON root.number = local.root"
            " WHERE local.label = ? AND local.key = ?",
            (label, key),
        ).fetchone()
        return _id(label, root)

    def entities(self) -> Iterator[Entity]:
        """The entities, the most mentioned first, then by kind and name."""
        self.resolve()
        columns = ", ".join(Entity.__slots__)
        rows = self.database.execute(f"SELECT {columns} FROM found ORDER BY mentions DESC, label, name, id")
        return map(_entity, rows)

    def __getitem__(self, id: str) -> Entity:
        """The entity with this *id*.

        Raises:
            KeyError: When there is none.
        """
        self.resolve()
        return self._entity(id)

    def _look_up(self, id: str) -> Entity:
        columns = ", ".join(Entity.__slots__)
        row = self.database.execute(f"SELECT {columns} FROM found WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return _entity(row)

    def _number(self, id: str) -> int:
        """The number of the entity with this *id* in the table ``found``."""
        self.resolve()
        (number,) = self.database.execute("SELECT number FROM found WHERE id = ?", (id,)).fetchone()
        return int(number)

    @property
    def _full(self) -> dict[str, str]:
        """The ids of the organisations that acronyms stand for, by the ids that the acronyms have alone.

        An acronym is its full name where the documents give it one only, which is no acronym itself.
        """
        if self._full_names is None:
            rows = self.database.execute(
                "SELECT acronym, MIN(full) FROM acronym GROUP BY acronym"
                " HAVING COUNT(*) = 1 AND MIN(full) NOT IN (SELECT acronym FROM acronym)"
            )
            self._full_names = {_id("ORG", acronym): _id("ORG", full) for acronym, full in rows}
        return self._full_names

    def join_acronyms(self) -> None:
        """Give each entity itself as its root, and each acronym that stands for one full name only, that one."""
        self.database.execute("UPDATE local SET root = number")
        self.database.executemany(
            "UPDATE local SET root = (SELECT number FROM local WHERE label = 'ORG' AND key = ?)"
            " WHERE label = 'ORG' AND key = ?",
            [(full.partition(":")[2], acronym.partition(":")[2]) for acronym, full in self._full.items()],
        )

    def _join(self, matches: Callable[[sqlite3.Connection], Iterator[tuple[int, int, bool]]]) -> None:
        """Give what *matches* finds to be one with something else that as its root, and keep what it says of others."""
        execute = self.database.execute
        execute("CREATE TEMP TABLE match (local INTEGER PRIMARY KEY, other INTEGER, sure INTEGER)")
        self.database.executemany("INSERT INTO match VALUES (?, ?, ?)", matches(self.database))
        execute("UPDATE local SET root = match.other FROM match WHERE match.local = local.number AND match.sure")
        execute("INSERT INTO perhaps SELECT local, other FROM match WHERE NOT sure")
        execute("DROP TABLE match")

    def resolve(self) -> None:
        """Fill the table ``found``, once; nothing can be added afterwards."""
        if self._is_found:
            return
        self._is_found = True
        execute = self.database.execute
        execute(FOUND)
        execute(PERHAPS)
        self.join_acronyms()
        self._join(surnames.matches)
        self._join(accords.matches)
        forms = _follow(
            execute(
                "SELECT root, form, SUM(mentions), SUM(mentions * (number = root)) FROM form"
                " JOIN local ON local.number = form.local GROUP BY root, form HAVING SUM(mentions) > 0 ORDER BY root"
            )
        )
        names = _follow(execute("SELECT local, name FROM name ORDER BY local"))
        titles = _follow(
            execute(
                "SELECT root, slug, title FROM title JOIN local ON local.number = title.local WHERE counted"
                " ORDER BY root, title.number"
            )
        )
        perhaps = _follow(
            execute(
                "SELECT perhaps.local, root.label, root.key FROM perhaps JOIN local ON local.number = other"
                " JOIN local AS root ON root.number = local.root ORDER BY perhaps.local"
            )
        )
        standings = _follow(
            execute(
                "SELECT root, COUNT(DISTINCT document), MIN(document), MAX(document) FROM standing"
                " JOIN local ON local.number = standing.local WHERE counted GROUP BY root ORDER BY root"
            )
        )
        roots = execute(
            "SELECT number, label, key, country, latitude, longitude FROM local WHERE number = root ORDER BY number"
        )
        write = self.database.cursor()
        for number, label, key, country, latitude, longitude in roots:
            if not (standing := standings(number)):
                continue  # none of its mentions is counted
            own_forms = forms(number)
            own = {form: count for form, _, count in own_forms}
            name = min((name for (name,) in names(number)), key=lambda form: (-own.get(form, 0), form.isupper(), form))
            others = sorted((-every, form) for form, every, _ in own_forms if form != name)
            ((documents, first, last),) = standing
            held: dict[str, str] = {}
            for key_of_title, title in titles(number):
                held.setdefault(key_of_title, title)
            possible = next((_id(*other) for other in perhaps(number)), "")
            write.execute(
                "INSERT INTO found SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, first.id, last.id, ?"
                " FROM document AS first, document AS last WHERE first.number = ? AND last.number = ?",
                (
                    *(number, _id(label, key), label, name),
                    *(encode([form for _, form in others]), encode(list(held.values()))),
                    *(country, latitude, longitude, sum(every for _, every, _ in own_forms), documents),
                    *(possible, first, last),
                ),
            )
        execute("UPDATE found SET perhaps = '' WHERE perhaps != '' AND perhaps NOT IN (SELECT id FROM found)")


class Counted(NamedTuple):
    """An entity of a document, and what of it is counted.

    Attributes:
        entity: The entity.
        titles, every_title: Its titles that are sure enough to be counted, and all of them.
        forms, every_form: How often it stands in each form in mentions that are sure enough, and in all.
    """

    entity: Local
    titles: Collection[str]
    every_title: Collection[str]
    forms: Mapping[str, int]
    every_form: Mapping[str, int]


def _counted(found: Collection[Local], document: Document, kept: Document) -> Iterator[Counted]:
    """The entities *found* in a *document*, of which what is *kept* is sure enough."""
    every = _in_mentions(found, document)
    sure = every if kept is document else _in_mentions(found, kept)
    for one, (every_title, every_form), (titles, forms) in zip(found, every, sure, strict=True):
        yield Counted(one, titles, every_title, forms, every_form)


def _in_mentions(found: Iterable[Local], kept: Document) -> list[tuple[tuple[str, ...], Counter[str]]]:
    """The titles and forms that each of the entities *found* in a document has in what is *kept* of that."""
    words = {(one.label, one.start, one.end): plain(one.text) for one in kept.mentions}
    titles = {at: tuple(map(plain, person.titles)) for person in kept.people for at in person.mentions}
    had = []
    for one in found:
        left = [at for at in one.mentions if (one.label, at.start, at.end) in words]
        held = titles.get(left[0], ()) if left and one.label == "PER" else ()
        had.append((held, Counter(words[one.label, at.start, at.end] for at in left)))
    return had


def _follow(rows: Iterator[tuple[Any, ...]]) -> Callable[[int], list[tuple[Any, ...]]]:
    """What gives the rest of those *rows* that begin with a number, for numbers that grow as those of the rows do."""
    groups = groupby(rows, key=lambda row: row[0])
    number, group = next(groups, (None, iter(())))

    def take(wanted: int) -> list[tuple[Any, ...]]:
        nonlocal number, group
        while number is not None and number < wanted:
            number, group = next(groups, (None, iter(())))
        return [row[1:] for row in group] if number == wanted else []

    return take


def _agreed(
    document: Document, ids: Mapping[tuple[Label, int, int], str]
) -> Iterator[tuple[str, accords.Columns, list[accords.Party]]]:
    """The ids of agreements of *document* that others may tell of, what is kept of them, and their parties.

    Args:
        document: What was found in an article.
        ids: The ids of its mentions, by their kinds and places.
    """
    if not any(len(one.parties) > 1 for one in document.agreements):
        return
    named: dict[str, str] = {}
    records: tuple[tuple[Label, Person | Organisation | Place], ...] = (
        *(("PER", one) for one in document.people),
        *(("ORG", one) for one in document.organisations),
        *(("LOC", one) for one in document.places),
    )
    for label, one in records:
        first = one.mentions[0]
        named |= dict.fromkeys((one.name, *one.aliases), ids[label, first.start, first.end])
    for agreement in document.agreements:
        first = agreement.mentions[0]
        id = ids["AGREEMENT", first.start, first.end]
        if len(agreement.parties) > 1 and agreement.kind != "unknown" and "@" in id:
            yield id, accords.columns_of(agreement), accords.parties_of(agreement, named)


def _id(label: str, key: str) -> str:
    """The id of the entity with *key*, as one string in memory, however often it is asked for."""
    return sys.intern(f"{label}:{key}")


def _entity(row: tuple[Any, ...]) -> Entity:
    """The entity of a row of the table ``found``."""
    values = dict(zip(Entity.__slots__, row, strict=True))
    values["label"] = cast(Label, values["label"])
    for several in ("other_forms", "titles"):
        values[several] = decode(values[several])
    return Entity(**values)
