"""A document, and how the tests of writing write it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from entityx.collect import Agreed, EntityIndex, Row, Table, Ties, document_tables, folder_tables
from entityx.records import Agreement, Document, Failure, Mention, Organisation, Person, Place, Span
from entityx.write import DEFAULT_DIALECT, FORMATS, OutputFolder

TEXT = 'Le président Awa Ba, dite "la Lionne", salue l’accord du Mali et de l’OPV ; œuvre.\nFin'
SENTENCE = Span(0, len(TEXT.splitlines()[0]))
DOCUMENT = Document(
    id="a/b.txt",
    source="in/a/b.txt",
    text=TEXT,
    metadata={"date": "2024-05-01"},
    mentions=(
        Mention(3, 12, "TITLE", "président", SENTENCE),
        Mention(13, 19, "PER", "Awa Ba", SENTENCE),
        Mention(47, 53, "AGREEMENT", "accord", SENTENCE),
        Mention(57, 61, "LOC", "Mali", SENTENCE),
        Mention(70, 73, "ORG", "OPV", SENTENCE),
    ),
    people=(Person("Awa Ba", ("Ba", "la Lionne"), ("président",), (Span(13, 19),), (Span(3, 12),)),),
    places=(Place("Mali", (), (Span(57, 61),), "ML", "ML", 17.0, -4.0),),
    organisations=(Organisation("OPV", (), (Span(70, 73),)),),
    agreements=(
        Agreement((Span(47, 53),), ("Mali", "OPV"), "signed", ("énergie",), date="2024-05", place="Ségou", count=2),
    ),
    language="fr",
)
SURE = replace(
    DOCUMENT,
    mentions=tuple(replace(one, confidence={"TITLE": 0.875, "ORG": 0.5}.get(one.label)) for one in DOCUMENT.mentions),
    people=(replace(DOCUMENT.people[0], title_confidences=(0.5,)),),
    agreements=(
        replace(
            DOCUMENT.agreements[0],
            third_parties=("ONU",),
            kind="treaty",
            subjects=("energy", "trade"),
            confidence=0.25,
        ),
    ),
)
"""The same, with what it says of confidence and of the agreement's kind."""
OTHER = replace(DOCUMENT, id="c.txt")
ENTITIES = ["TITLE:president", "PER:awa-ba", "AGREEMENT:1@a/b.txt", "LOC:ML", "ORG:opv"]


def write(
    folder: Path,
    *documents: Document,
    formats: Collection[str] = FORMATS,
    with_text: bool = True,
    csv_dialect: str = DEFAULT_DIALECT,
    min_confidence: float = 0,
    failures: Collection[Failure] = (),
) -> None:
    """Write *documents* into *folder* as a run does."""
    with OutputFolder(
        folder, formats=formats, with_text=with_text, csv_dialect=csv_dialect, min_confidence=min_confidence
    ) as output:
        output.add([(document.id.encode(), document) for document in documents], {})
        output.publish(failures)


def saying(words: str) -> Document:
    """A document with *words* wherever a text can get."""
    all_of_it = Span(0, len(words))
    return Document(
        id=words,
        source=words,
        text=words,
        metadata={"title": words, "url": words, "date": words},
        mentions=tuple(
            Mention(0, len(words), label, words, all_of_it) for label in ("PER", "LOC", "ORG", "TITLE", "AGREEMENT")
        ),
        people=(Person(words, (words,), (words,), (all_of_it,), (all_of_it,)),),
        places=(Place(words, (words,), (all_of_it,), "", "ML", -4.5, 17.0),),
        organisations=(Organisation(words, (words,), (all_of_it,)),),
        agreements=(
            Agreement((all_of_it,), (words, words), "signed", (words,), (words, words), date="2024-05-01", place=words),
        ),
    )


def all_rows(document: Document, failures: Collection[Failure] = ()) -> dict[Table, list[Row]]:
    """The rows that a run writes into each table when *document* is all that it reads."""
    index = EntityIndex()
    document = index.add(document)
    ties, agreed = Ties(index), Agreed(index)
    ties.add(document)
    agreed.add(document)
    tables = (*document_tables(document, index), *folder_tables(index, ties, agreed.rows(), failures))
    return {table: list(rows) for table, rows in tables}
