"""What of a document is sure enough for the tables of a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from entityx.collect.identity import plain, slug
from entityx.records import Confidence, Document, Label, Organisation, Person, Place, Span

Named = TypeVar("Named", Person, Place, Organisation)


def confident(document: Document, least: float) -> Document:
    """*document* without what is less sure than *least*; what is not known to be less sure stays.

    - A mention goes by its own confidence. With its last mention goes a person, place or organisation, and another form
      that only mentions had which go.
    - That a title is a person's goes by its own confidence, and with the mention of the title.
    - An agreement goes by its own confidence, and with its last mention. Mentions stay without their agreement.

    Nothing else changes: names and parties stay as all of the text gave them.
    """
    if not least:
        return document
    mentions = tuple(one for one in document.mentions if is_sure(one.confidence, least))
    stand = {(one.label, one.start, one.end) for one in mentions}

    def left(label: Label, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(at for at in spans if (label, at.start, at.end) in stand)

    def named(label: Label, records: Iterable[Named]) -> tuple[Named, ...]:
        of = ((one, left(label, one.mentions)) for one in records)
        return tuple(_with_mentions(one, spans, document.text) for one, spans in of if spans)

    def with_titles(person: Person) -> Person:
        spans = set(left("TITLE", person.title_mentions))
        titled = [(at, sure) for at, sure in person.titled if at in spans and is_sure(sure, least)]
        return _with_titles(person, titled, document.text)

    agreements = (replace(one, mentions=left("AGREEMENT", one.mentions)) for one in document.agreements)
    return replace(
        document,
        mentions=mentions,
        people=tuple(map(with_titles, named("PER", document.people))),
        places=named("LOC", document.places),
        organisations=named("ORG", document.organisations),
        agreements=tuple(one for one in agreements if one.mentions and is_sure(one.confidence, least)),
    )


def is_sure(confidence: Confidence, least: float) -> bool:
    """Whether *confidence* is *least* or more, or not known.

    >>> is_sure(0.8, 0.8), is_sure(0.79, 0.8), is_sure(None, 0.8)
    (True, False, True)
    """
    return confidence is None or confidence >= least


def _with_mentions(one: Named, spans: tuple[Span, ...], text: str) -> Named:
    """*one* with the mentions at *spans* only, and the other forms that these have."""
    aliases = _still_said(one.aliases, _words(one.mentions, text), _words(spans, text), plain)
    return replace(one, mentions=spans, aliases=aliases)


def _with_titles(person: Person, titled: Collection[tuple[Span, Confidence]], text: str) -> Person:
    """*person* with those titles only that are *titled*, each with its confidence."""
    spans = tuple(at for at, _ in titled)
    said, still = _words(person.title_mentions, text), _words(spans, text)
    return replace(
        person,
        titles=_still_said(person.titles, said, still, slug),
        title_mentions=spans,
        title_confidences=tuple(sure for _, sure in titled) if person.title_confidences else (),
    )


def _still_said(
    forms: Iterable[str], before: Iterable[str], after: Iterable[str], key: Callable[[str], str]
) -> tuple[str, ...]:
    """*forms* without those that are among the words *before* and no longer among those *after*, compared by *key*."""
    gone = set(map(key, before)) - set(map(key, after))
    return tuple(form for form in forms if key(plain(form)) not in gone)


def _words(spans: Iterable[Span], text: str) -> list[str]:
    """What stands at *spans* in *text*, in plain writing."""
    return [plain(text[at.start : at.end]) for at in spans]
