"""The rows of each table. A row is a dictionary of plain values, whatever file it is written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from entityx.collect.entities import Entities, Entity, EntityIndex
from entityx.collect.identity import plain_sentences
from entityx.collect.ties import Ties
from entityx.records import Document, Failure

Table = Literal["documents", "mentions", "entities", "people", "titles", "agreements", "cooccurrences", "errors"]
Kind = Literal["text", "texts", "date", "integer", "number"]
"""What a column holds: `str`; a tuple of `str`; a `str` that is a date as exactly as it is known (``2021-03``); `int`
or nothing; `float` or nothing."""
Value = str | tuple[str, ...] | int | float | None
Row = Mapping[str, Value]

COLUMNS: Mapping[Table, Mapping[str, Kind]] = {
    "documents": {
        "document": "text",
        "title": "text",
        "date": "date",
        "url": "text",
        "source": "text",
        "language": "text",
        "mentions": "integer",
        "people": "integer",
        "titles": "integer",
        "places": "integer",
        "organisations": "integer",
        "agreements": "integer",
    },
    "mentions": {
        "document": "text",
        "date": "date",
        "label": "text",
        "text": "text",
        "name": "text",
        "start": "integer",
        "end": "integer",
        "confidence": "number",
        "sentence": "text",
        "entity": "text",
    },
    "entities": {
        "id": "text",
        "label": "text",
        "name": "text",
        "other_forms": "texts",
        "titles": "texts",
        "country": "text",
        "latitude": "number",
        "longitude": "number",
        "mentions": "integer",
        "documents": "integer",
        "first_document": "text",
        "last_document": "text",
        "perhaps": "text",
    },
    "people": {
        "document": "text",
        "name": "text",
        "aliases": "texts",
        "titles": "texts",
        "mentions": "integer",
        "entity": "text",
        "perhaps": "text",
    },
    "titles": {
        "person": "text",
        "title": "text",
        "organisation": "texts",
        "country": "texts",
        "confidence": "number",
        "mentions": "integer",
        "documents": "integer",
        "first_document": "text",
        "last_document": "text",
        "entity": "text",
    },
    "agreements": {
        "document": "text",
        "agreement": "text",
        "parties": "texts",
        "third_parties": "texts",
        "status": "text",
        "kind": "text",
        "subjects": "texts",
        "domains": "texts",
        "date": "date",
        "place": "text",
        "count": "integer",
        "confidence": "number",
        "mentions": "integer",
        "sentence": "text",
        "entity": "text",
        "perhaps": "text",
    },
    "cooccurrences": {
        "source": "text",
        "source_label": "text",
        "target": "text",
        "target_label": "text",
        "sentences": "integer",
        "documents": "integer",
        "source_entity": "text",
        "target_entity": "text",
    },
    "errors": {"source": "text", "error": "text"},
}
"""The columns of each table, in order, and what each holds."""


def document_tables(document: Document, entities: Entities) -> Iterator[tuple[Table, Iterator[Row]]]:
    """The rows that *document* gives to the tables which grow with each document.

    Args:
        document: Its mentions carry the ids of their entities.
        entities: Those of the folder.
    """
    yield "documents", document_rows(document)
    yield "mentions", mention_rows(document, entities)
    yield "people", people_rows(document, entities)


def folder_tables(
    index: EntityIndex, ties: Ties, agreements: Iterator[Row], failures: Iterable[Failure]
) -> Iterator[tuple[Table, Iterator[Row]]]:
    """The rows of the tables of a whole folder, whose entities *index* has gathered, and which has these *agreements*.

    These rows too are of the folder: only when all documents are known, the surest can come first.
    """
    yield "entities", entity_rows(index.entities())
    yield "titles", title_rows(ties, index)
    yield "agreements", agreements
    yield "cooccurrences", cooccurrence_rows(ties, index)
    yield "errors", error_rows(failures)


def document_rows(document: Document) -> Iterator[Row]:
    """One row: what is known of the article, and how much was found in it."""
    labels = Counter(label for label, _ in {(mention.label, mention.entity) for mention in document.mentions})
    agreements = {mention.start: mention.entity for mention in document.mentions if mention.label == "AGREEMENT"}
    yield {
        "document": document.id,
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "source": document.source,
        "language": document.language,
        "mentions": len(document.mentions),
        "people": labels["PER"],
        "titles": labels["TITLE"],
        "places": labels["LOC"],
        "organisations": labels["ORG"],
        "agreements": len({agreements[one.mentions[0].start] for one in document.agreements}),
    }


def mention_rows(document: Document, entities: Entities) -> Iterator[Row]:
    """One row a mention, in order of the text; *entities* are those of the folder."""
    sentences, date = plain_sentences(document), document.date
    for mention in document.mentions:
        yield {
            "document": document.id,
            "date": date,
            "label": mention.label,
            "text": mention.text,
            "name": entities[mention.entity].name,
            "start": mention.start,
            "end": mention.end,
            "confidence": mention.confidence,
            "sentence": sentences[mention.sentence],
            "entity": mention.entity,
        }


def people_rows(document: Document, entities: Entities) -> Iterator[Row]:
    """One row a person named in the document; *entities* are those of the folder."""
    ids = {mention.start: mention.entity for mention in document.mentions if mention.label == "PER"}
    for person in document.people:
        id = ids[person.mentions[0].start]
        yield {
            "document": document.id,
            "name": person.name,
            "aliases": person.aliases,
            "titles": person.titles,
            "mentions": len(person.mentions),
            "entity": id,
            "perhaps": entities[id].perhaps,
        }


def agreement_rows(document: Document, entities: Entities) -> Iterator[Row]:
    """One row an agreement of the document, under the words and with the sentence of its first mention.

    *entities* are those of the folder.
    """
    mentions = {mention.start: mention for mention in document.mentions if mention.label == "AGREEMENT"}
    sentences = plain_sentences(document) if document.agreements else {}
    for agreement in document.agreements:
        mention = mentions[agreement.mentions[0].start]
        yield {
            "document": document.id,
            "agreement": mention.text,
            "parties": agreement.parties,
            "third_parties": agreement.third_parties,
            "status": agreement.status,
            "kind": agreement.kind,
            "subjects": agreement.subjects,
            "domains": agreement.domains,
            "date": agreement.date,
            "place": agreement.place,
            "count": agreement.count,
            "confidence": agreement.confidence,
            "mentions": len(agreement.mentions),
            "sentence": sentences[mention.sentence],
            "entity": mention.entity,
            "perhaps": entities[mention.entity].perhaps,
        }


def entity_rows(entities: Iterable[Entity]) -> Iterator[Row]:
    """One row a distinct entity."""
    for entity in entities:
        yield {
            "id": entity.id,
            "label": entity.label,
            "name": entity.name,
            "other_forms": entity.other_forms,
            "titles": entity.titles,
            "country": entity.country,
            "latitude": entity.latitude,
            "longitude": entity.longitude,
            "mentions": entity.mentions,
            "documents": entity.documents,
            "first_document": entity.first_document,
            "last_document": entity.last_document,
            "perhaps": entity.perhaps,
        }


def title_rows(ties: Ties, entities: Entities) -> Iterator[Row]:
    """One row a person and title, the most often said and surest first; *entities* are those of the folder."""
    for holding in ties.holdings():
        yield {
            "person": entities[holding.person].name,
            "title": entities[holding.title].name,
            "organisation": tuple(entities[organisation].name for organisation in holding.organisations),
            "country": holding.countries,
            "confidence": holding.confidence,
            "mentions": holding.mentions,
            "documents": holding.documents,
            "first_document": holding.first_document,
            "last_document": holding.last_document,
            "entity": holding.person,
        }


def cooccurrence_rows(ties: Ties, entities: Entities) -> Iterator[Row]:
    """One row a pair, those most often together first; *entities* are those of the folder."""
    for tie in ties.together():
        source, target = entities[tie.source], entities[tie.target]
        yield {
            "source": source.name,
            "source_label": source.label,
            "target": target.name,
            "target_label": target.label,
            "sentences": tie.sentences,
            "documents": tie.documents,
            "source_entity": tie.source,
            "target_entity": tie.target,
        }


def error_rows(failures: Iterable[Failure]) -> Iterator[Row]:
    """One row an input that gave no document."""
    for failure in failures:
        yield {"source": failure.source, "error": failure.error}
