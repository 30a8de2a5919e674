"""The rows of each table. A row is a dictionary of plain values, whatever file it is written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from entityx.collect.entities import Entity
from entityx.collect.ties import Ties
from entityx.records import Document, Failure

Table = Literal["mentions", "entities", "people", "titles", "agreements", "cooccurrences", "errors"]
Row = Mapping[str, str | int | float | None]

COLUMNS: Mapping[Table, tuple[str, ...]] = {
    "mentions": ("document", "label", "text", "start", "end", "sentence", "entity"),
    "entities": (
        *("id", "label", "name", "other_forms", "titles", "country", "latitude", "longitude"),
        *("mentions", "documents", "first_document", "last_document"),
    ),
    "people": ("document", "name", "aliases", "titles", "mentions", "entity"),
    "titles": (
        *("person", "title", "organisation", "country", "mentions", "documents"),
        *("first_document", "last_document", "entity"),
    ),
    "agreements": (
        *("document", "agreement", "parties", "status", "domains", "date", "place", "count"),
        *("mentions", "sentence", "entity"),
    ),
    "cooccurrences": (
        *("source", "source_label", "target", "target_label", "sentences", "documents"),
        *("source_entity", "target_entity"),
    ),
    "errors": ("source", "error"),
}
"""The columns of each table, in order."""

SEPARATOR = " | "
"""Between the values of one cell."""


def mention_rows(document: Document) -> Iterator[Row]:
    """One row a mention, in order of the text."""
    for mention in document.mentions:
        yield {
            "document": document.id,
            "label": mention.label,
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "sentence": mention.sentence,
            "entity": mention.entity,
        }


def people_rows(document: Document) -> Iterator[Row]:
    """One row a person named in the document."""
    ids = {mention.start: mention.entity for mention in document.mentions if mention.label == "PER"}
    for person in document.people:
        yield {
            "document": document.id,
            "name": person.name,
            "aliases": SEPARATOR.join(person.aliases),
            "titles": SEPARATOR.join(person.titles),
            "mentions": len(person.mentions),
            "entity": ids[person.mentions[0].start],
        }


def agreement_rows(document: Document) -> Iterator[Row]:
    """One row an agreement of the document, under the words and with the sentence of its first mention."""
    mentions = {mention.start: mention for mention in document.mentions if mention.label == "AGREEMENT"}
    for agreement in document.agreements:
        mention = mentions[agreement.mentions[0].start]
        yield {
            "document": document.id,
            "agreement": mention.text,
            "parties": SEPARATOR.join(agreement.parties),
            "status": agreement.status,
            "domains": SEPARATOR.join(agreement.domains),
            "date": agreement.date,
            "place": agreement.place,
            "count": agreement.count,
            "mentions": len(agreement.mentions),
            "sentence": mention.sentence,
            "entity": mention.entity,
        }


def entity_rows(entities: Iterable[Entity]) -> Iterator[Row]:
    """One row a distinct entity."""
    for entity in entities:
        yield {
            "id": entity.id,
            "label": entity.label,
            "name": entity.name,
            "other_forms": SEPARATOR.join(entity.other_forms),
            "titles": SEPARATOR.join(entity.titles),
            "country": entity.country,
            "latitude": entity.latitude,
            "longitude": entity.longitude,
            "mentions": entity.mentions,
            "documents": entity.documents,
            "first_document": entity.first_document,
            "last_document": entity.last_document,
        }


def title_rows(ties: Ties, entities: Mapping[str, Entity]) -> Iterator[Row]:
    """One row a person and title, the most often said first; *entities* are those of the folder, by their ids."""
    held = ((entities[person], entities[title], holding) for (person, title), holding in ties.holdings.items())
    for person, title, holding in sorted(held, key=lambda row: (-row[2].mentions, row[0].name, row[0].id, row[1].id)):
        yield {
            "person": person.name,
            "title": title.name,
            "organisation": SEPARATOR.join(entities[organisation].name for organisation in holding.organisations),
            "country": SEPARATOR.join(holding.countries),
            "mentions": holding.mentions,
            "documents": holding.documents,
            "first_document": holding.first_document,
            "last_document": holding.last_document,
            "entity": person.id,
        }


def cooccurrence_rows(ties: Ties, entities: Mapping[str, Entity]) -> Iterator[Row]:
    """One row a pair, those most often together first; *entities* are those of the folder, by their ids."""
    for (source, target), tie in sorted(ties.together.items(), key=lambda item: (-item[1].sentences, item[0])):
        yield {
            "source": entities[source].name,
            "source_label": entities[source].label,
            "target": entities[target].name,
            "target_label": entities[target].label,
            "sentences": tie.sentences,
            "documents": tie.documents,
            "source_entity": source,
            "target_entity": target,
        }


def error_rows(failures: Iterable[Failure]) -> Iterator[Row]:
    """One row an input that gave no document."""
    for failure in failures:
        yield {"source": failure.source, "error": failure.error}
