"""Documents as the links give them, from tagged sentences: ``Le [TITLE président] [PER Awa Ba] parle.``"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from entityx.collect import EntityIndex
from entityx.records import Agreement, Document, Mention, Organisation, Person, Place, Span
from tests.tagged import parse

MALI = Place("Mali", ("République du Mali",), (), "ML", "ML", 17.0, -4.0)
CHINA = Place("Chine", ("République populaire de Chine",), (), "CN", "CN", 35.0, 105.0)
PARIS = Place("Paris", (), (), "geonames-2988507", "FR", 48.9, 2.3)


def document(
    tagged: str,
    *records: Person | Place | Organisation,
    id: str = "a.txt",
    agreements: Iterable[tuple[str, ...]] = (),
) -> Document:
    """The document of *tagged*, each line a sentence.

    Args:
        tagged: Its text, with tags.
        records: The people, places and organisations with another form or title; their mentions are put in. A mention
            that none of them has gets a record of its own.
        id: Its id.
        agreements: The words of mentions that are one agreement.
    """
    text, found = parse(tagged)
    mentions = [
        Mention(start, end, label, text[start:end], line_at(text, start))
        for start, end, label in sorted(found, key=lambda place: (place[0], -place[1]))
    ]

    def spans(label: str, forms: Iterable[str]) -> tuple[Span, ...]:
        return tuple(Span(m.start, m.end) for m in mentions if m.label == label and m.text in forms)

    def linked(label: str, kind: type) -> tuple[Any, ...]:
        given = [one for one in records if isinstance(one, kind)]
        known = {form for one in given for form in (one.name, *one.aliases)}
        new = dict.fromkeys(m.text for m in mentions if m.label == label and m.text not in known)
        of_kind = [*given, *(kind(name, (), (), ()) if kind is Person else kind(name, (), ()) for name in new)]
        return tuple(replace(one, mentions=spans(label, (one.name, *one.aliases))) for one in of_kind)

    people = (replace(one, title_mentions=spans("TITLE", one.titles)) for one in linked("PER", Person))
    grouped = {form for group in agreements for form in group}
    groups = [
        *agreements,
        *dict.fromkeys((m.text,) for m in mentions if m.label == "AGREEMENT" and m.text not in grouped),
    ]
    return Document(
        id=id,
        source=f"in/{id}",
        text=text,
        metadata={},
        mentions=tuple(mentions),
        people=tuple(people),
        places=linked("LOC", Place),
        organisations=linked("ORG", Organisation),
        agreements=tuple(Agreement(spans("AGREEMENT", group), (), "unknown", ()) for group in groups),
    )


def line_at(text: str, start: int) -> Span:
    """Where the line of *text* stands in which *start* lies."""
    begin = text.rfind("\n", 0, start) + 1
    return Span(begin, begin + len(text[begin:].partition("\n")[0]))


def indexed(*documents: Document) -> EntityIndex:
    """The entities of *documents*."""
    index = EntityIndex()
    for one in documents:
        index.add(one)
    return index


def identified(*documents: Document) -> list[Document]:
    """*documents* with the ids of their entities."""
    index = EntityIndex()
    own = [index.add(one) for one in documents]
    return [index.identified(one) for one in own]


def ids(document: Document) -> dict[str, str]:
    """The ids of an identified *document*, by the words of their mentions."""
    return {mention.text: mention.entity for mention in document.mentions}
