"""The rows of each table. A row is a dictionary of plain values, whatever file it is written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from entityx.collect.entities import EntityCount
from entityx.records import Document, Failure

Table = Literal["mentions", "entities", "people", "agreements", "errors"]
Row = Mapping[str, str | int]

COLUMNS: Mapping[Table, tuple[str, ...]] = {
    "mentions": ("document", "label", "text", "start", "end", "sentence"),
    "entities": ("label", "name", "mentions", "documents"),
    "people": ("document", "name", "aliases", "titles", "mentions"),
    "agreements": ("document", "agreement", "parties", "status", "domains", "mentions", "sentence"),
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
        }


def people_rows(document: Document) -> Iterator[Row]:
    """One row a person named in the document."""
    for person in document.people:
        yield {
            "document": document.id,
            "name": person.name,
            "aliases": SEPARATOR.join(person.aliases),
            "titles": SEPARATOR.join(person.titles),
            "mentions": len(person.mentions),
        }


def agreement_rows(document: Document) -> Iterator[Row]:
    """One row an agreement of the document, under the words and with the sentence of its first mention."""
    mentions = {(m.start, m.end): m for m in document.mentions if m.label == "AGREEMENT"}
    for agreement in document.agreements:
        first = agreement.mentions[0]
        mention = mentions[first.start, first.end]
        yield {
            "document": document.id,
            "agreement": mention.text,
            "parties": SEPARATOR.join(agreement.parties),
            "status": agreement.status,
            "domains": SEPARATOR.join(agreement.domains),
            "mentions": len(agreement.mentions),
            "sentence": mention.sentence,
        }


def entity_rows(counts: Iterable[EntityCount]) -> Iterator[Row]:
    """One row a distinct entity."""
    for count in counts:
        yield {
            "label": count.label,
            "name": count.name,
            "mentions": count.mentions,
            "documents": count.documents,
        }


def error_rows(failures: Iterable[Failure]) -> Iterator[Row]:
    """One row an input that gave no document."""
    for failure in failures:
        yield {"source": failure.source, "error": failure.error}
