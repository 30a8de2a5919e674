"""What tells one entity of a folder from another: the keys by which the documents' entities are put together.

Putting together is conservative, since a wrong merge is worse than two rows: persons go together by their full names
only, so that a surname alone means someone of its own document; places by their code or else their name; organisations
by their name; titles by their words; an agreement is its document's own, unless it is called after the place where it
was made (*accord de Paris*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entityx.lexicon.agreements import singular
from entityx.lexicon.words import fold, name_words
from entityx.readable import readable
from entityx.records import Agreement, Document, Label, Place, Span

CALLED_AFTER = re.compile(r"\w+ (?:de |du |des |d')(?:la |l')?(.+)")
"""An agreement's noun with the place that it is called after."""


@dataclass(frozen=True, slots=True)
class Local:
    """An entity as one document has it.

    Attributes:
        label: Its kind.
        key: What it has in common with the same entity in other documents, and with no other entity of its kind.
        name: What the document calls it, in the fullest form.
        aliases: The other forms.
        mentions: Where they stand.
        titles: A person's titles.
        place: What is known of a place.
    """

    label: Label
    key: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    titles: tuple[str, ...] = ()
    place: Place | None = None


def local_entities(document: Document) -> Iterator[Local]:
    """The entities of *document*, each once."""
    for person in document.people:
        key = slug(person.name)
        if "-" not in key:
            key = own_key(key, document)
        yield Local("PER", key, person.name, person.aliases, person.mentions, titles=person.titles)
    for place in document.places:
        yield Local("LOC", place.code or slug(place.name), place.name, place.aliases, place.mentions, place=place)
    for organisation in document.organisations:
        name = organisation.name
        yield Local("ORG", slug(name), name, organisation.aliases, organisation.mentions)
    yield from _titles(document)
    states = {form for place in document.places if place.code == place.country != "" for form in forms(place)}
    words = {(mention.start, mention.end): plain(mention.text) for mention in document.mentions}
    for number, agreement in enumerate(document.agreements, start=1):
        called = list(dict.fromkeys(words[place.start, place.end] for place in agreement.mentions))
        key = named_key(agreement, called, states) or own_key(str(number), document)
        yield Local("AGREEMENT", key, called[0], tuple(called[1:]), agreement.mentions)


def _titles(document: Document) -> Iterator[Local]:
    """The titles of *document*, whosever they are."""
    spans: dict[str, list[Span]] = {}
    written: dict[str, dict[str, None]] = {}
    for mention in document.mentions:
        if mention.label == "TITLE":
            text = plain(mention.text)
            spans.setdefault(slug(text), []).append(Span(mention.start, mention.end))
            written.setdefault(slug(text), {})[text] = None
    for key, (first, *others) in written.items():
        yield Local("TITLE", key, first, tuple(others), tuple(spans[key]))


def forms(place: Place) -> tuple[str, ...]:
    """All the forms under which a document names *place*."""
    return place.name, *place.aliases


def named_key(agreement: Agreement, called: list[str], states: set[str]) -> str | None:
    """The key of an *agreement* that is called after a place, such as *accord de Paris*, or nothing.

    Args:
        agreement: An agreement.
        called: What it is called, in plain writing.
        states: The names of states in its document: an *accord du Mali* is one of many.
    """
    for form in called:
        if (after := CALLED_AFTER.fullmatch(form)) and after[1][0].isupper() and after[1] not in states:
            noun, *others = name_words(form)
            return "-".join((singular(noun), *others))
    return None


def own_key(key: str, document: Document) -> str:
    """*key* as that of an entity which is known in its own document only."""
    return f"{key}@{document.id}"


def slug(text: str) -> str:
    """*text* as a key: its words without case, accents and signs, with hyphens between.

    >>> slug("N'Golo  KANTÉ")
    'n-golo-kante'
    """
    return "-".join(name_words(text)) or fold(text)


def plain(text: str) -> str:
    """*text* in plain writing, on one line."""
    return " ".join(readable(text).text.split())
