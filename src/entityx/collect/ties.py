"""What ties the entities of a folder together: who held which title, and who is named with whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from entityx.collect.entities import EntityIndex
from entityx.collect.identity import is_state, plain, plain_sentences
from entityx.lexicon.countries import states_of_adjectives
from entityx.records import NAME_LABELS, Confidence, Document

MOST_NAMES = 20
"""Entities that a sentence names at most to tie them: one with more is a list, which says little of any two of them,
and its pairs grow with the square of its length (a list of 150 names has 11,175)."""

TABLES = (
    "CREATE TABLE holding (number INTEGER PRIMARY KEY, person INTEGER, title INTEGER, first TEXT, last TEXT,"
    " confidence REAL, mentions INTEGER, documents INTEGER, UNIQUE (person, title))",
    "CREATE TABLE held_at (number INTEGER PRIMARY KEY, holding INTEGER, organisation INTEGER, country TEXT,"
    " UNIQUE (holding, organisation, country))",
    "CREATE TABLE tie (source INTEGER, target INTEGER, sentences INTEGER, documents INTEGER,"
    " PRIMARY KEY (source, target)) WITHOUT ROWID",
)
"""Entities by their numbers in the table ``found``; of *held_at* an organisation's number or 0, a state or nothing."""


@dataclass(frozen=True, slots=True)
class Holding:
    """That a person held a title.

    Attributes:
        person, title: Their ids.
        organisations: The ids of those that the title names.
        countries: The usual French names of the states that it names, or speaks of by an adjective.
        confidence: That of the surest place where the title designates the person: the two are right if one is.
        mentions, documents: How often the title designates the person, and in how many documents.
        first_document, last_document: The ids of the first and the last document that says so, in the order of reading.
    """

    person: str
    title: str
    organisations: tuple[str, ...]
    countries: tuple[str, ...]
    confidence: Confidence
    mentions: int
    documents: int
    first_document: str
    last_document: str


@dataclass(frozen=True, slots=True)
class Tie:
    """That two entities are named together, and in how many sentences of how many documents.

    Attributes:
        source, target: Their ids, in alphabetical order.
        sentences, documents: A sentence that a document has twice counts once, and one that names more than
            `MOST_NAMES` not at all.
    """

    source: str
    target: str
    sentences: int
    documents: int


class Ties:
    """Gathers ties, one document after the other, in the database of the entities.

    Args:
        index: All entities of the folder; the mentions of what is added must carry their ids.
    """

    def __init__(self, index: EntityIndex) -> None:
        self._index = index
        index.resolve()
        for table in TABLES:
            index.database.execute(table)

    def add(self, document: Document) -> None:
        """Take up the ties of *document*."""
        self._add_titles(document)
        written = plain_sentences(document)
        sentences: dict[str, set[str]] = defaultdict(set)
        for mention in document.mentions:
            if mention.label in NAME_LABELS:
                sentences[written[mention.sentence]].add(mention.entity)
        short = (sorted(named) for named in sentences.values() if len(named) <= MOST_NAMES)
        pairs = Counter(pair for named in short for pair in combinations(named, 2))
        number = self._index.number
        self._index.database.executemany(
            "INSERT INTO tie VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE"
            " SET sentences = sentences + excluded.sentences, documents = documents + 1",
            [(number(source), number(target), count) for (source, target), count in pairs.items()],
        )

    def _add_titles(self, document: Document) -> None:
        """Take up who held which title in *document*."""
        at = {(mention.start, mention.end, mention.label): mention for mention in document.mentions}
        names = [mention for mention in document.mentions if mention.label in NAME_LABELS]
        starts = [name.start for name in names]
        states = {
            (on.start, on.end): place.name for place in document.places if is_state(place) for on in place.mentions
        }
        held: dict[tuple[str, str], list[Confidence]] = defaultdict(list)
        parts: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for person in document.people:
            first = person.mentions[0]
            holder = at[first.start, first.end, "PER"].entity
            for span, confidence in person.titled:
                title = at[span.start, span.end, "TITLE"]
                held[holder, title.entity].append(confidence)
                own = parts[holder, title.entity]
                for name in names[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                    if name.end > span.end:
                        continue  # the two only cross
                    if name.label == "ORG":
                        own.append((self._index.number(name.entity), ""))
                    elif state := states.get((name.start, name.end)):
                        own.append((0, state))
                own += ((0, state) for state in states_of_adjectives(plain(title.text)))
        for pair, confidences in held.items():
            self._hold(pair, confidences, document.id, parts[pair])

    def _hold(
        self, pair: tuple[str, str], confidences: Sequence[Confidence], document: str, parts: Iterable[tuple[int, str]]
    ) -> None:
        """Take up that the person held the title of *pair*: so sure are the places where one *document* says so."""
        surest = max((confidence for confidence in confidences if confidence is not None), default=None)
        (holding,) = self._index.database.execute(
            "INSERT INTO holding (person, title, first, last, confidence, mentions, documents)"
            " VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET last = excluded.last,"
            " confidence = COALESCE(MAX(confidence, excluded.confidence), confidence, excluded.confidence),"
            " mentions = mentions + excluded.mentions, documents = documents + 1 RETURNING number",
            (*map(self._index.number, pair), document, document, surest, len(confidences)),
        ).fetchone()
        self._index.database.executemany(
            "INSERT OR IGNORE INTO held_at (holding, organisation, country) VALUES (?, ?, ?)",
            [(holding, *part) for part in parts],
        )

    def holdings(self) -> Iterator[Holding]:
        """Who held which title, the most often said first; of those said as often, the surest."""
        execute = self._index.database.execute
        rows = execute(
            "SELECT holding.number, person.id, title.id, confidence, holding.mentions, holding.documents, first, last"
            " FROM holding"
            " JOIN found AS person ON person.number = person JOIN found AS title ON title.number = title"
            " ORDER BY holding.mentions DESC, confidence DESC, person.name, person.id, title.id"
        )
        for number, person, title, *counts in rows:
            parts = execute(
                "SELECT id, held_at.country FROM held_at LEFT JOIN found ON found.number = organisation"
                " WHERE holding = ? ORDER BY held_at.number",
                (number,),
            ).fetchall()
            organisations = tuple(organisation for organisation, _ in parts if organisation)
            yield Holding(person, title, organisations, tuple(country for _, country in parts if country), *counts)

    def together(self) -> Iterator[Tie]:
        """Who is named with whom, those most often together first."""
        rows = self._index.database.execute(
            "SELECT source.id, target.id, tie.sentences, tie.documents FROM tie"
            " JOIN found AS source ON source.number = source JOIN found AS target ON target.number = target"
            " ORDER BY tie.sentences DESC, source.id, target.id"
        )
        return (Tie(*row) for row in rows)
