"""The pieces of a long text become one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from entityx.lexicon.places import place_key
from entityx.lexicon.words import name_words
from entityx.link.people import once, resolve_names
from entityx.records import Agreement, Article, Confidence, Document, Mention, Organisation, Person, Place, Span

Named = TypeVar("Named", bound=Person | Place | Organisation)


def merge(article: Article, parts: Iterable[tuple[int, Document]]) -> Document:
    """The document of *article*, of what was found in its pieces.

    Those who have one name in several pieces are one, and so are a surname and the only full name that it can stand
    for, an acronym and the only full name that has it.

    Args:
        article: With the whole text.
        parts: Where each piece begins in the text, and its document.
    """
    moved = [_moved(document, by) for by, document in parts]
    people = [person for part in moved for person in part.people]
    organisations = [organisation for part in moved for organisation in part.organisations]
    fullest = resolve_names(person.name for person in people)
    full = _full_names(organisations)
    return Document(
        id=article.id,
        source=article.source,
        text=article.text,
        metadata=article.metadata,
        mentions=tuple(mention for part in moved for mention in part.mentions),
        people=tuple(
            replace(
                _one(same, fullest[same[0].name]),
                titles=once(title for person in same for title in person.titles),
                title_mentions=tuple(span for person in same for span, _ in person.titled),
                title_confidences=_title_confidences(same),
            )
            for same in _groups(people, lambda person: fullest[person.name])
        ),
        places=tuple(
            _one(same, same[0].name)
            for same in _groups(
                (place for part in moved for place in part.places), lambda place: place.code or place_key(place.name)
            )
        ),
        organisations=tuple(
            _one(same, full.get(name_words(same[0].name), same[0].name))
            for same in _groups(organisations, lambda one: name_words(full.get(name_words(one.name), one.name)))
        ),
        agreements=tuple(agreement for part in moved for agreement in part.agreements),
    )


def _groups(records: Iterable[Named], key: Callable[[Named], Hashable]) -> Iterable[list[Named]]:
    """*records* that have one *key*, together, in order of the first."""
    groups: dict[Hashable, list[Named]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups.values()


def _one(same: Sequence[Named], name: str) -> Named:
    """The record of all those that are the *same*, under *name*."""
    forms = dict.fromkeys(form for one in same for form in (one.name, *one.aliases))
    mentions = tuple(chain.from_iterable(one.mentions for one in same))
    return replace(same[0], name=name, aliases=tuple(form for form in forms if form != name), mentions=mentions)


def _title_confidences(same: Sequence[Person]) -> tuple[Confidence, ...]:
    """Those of all titles of one person, or nothing where they are known of none."""
    if not any(person.title_confidences for person in same):
        return ()
    return tuple(confidence for person in same for _, confidence in person.titled)


def _full_names(organisations: Iterable[Organisation]) -> Mapping[tuple[str, ...], str]:
    """For the other forms of one organisation only, by their words, its name."""
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in organisations:
        for alias in one.aliases:
            named[name_words(alias)].add(one.name)
    return {alias: next(iter(names)) for alias, names in named.items() if len(names) == 1}


def _moved(document: Document, by: int) -> Document:
    """*document*, *by* so many characters further on."""

    def spans(of: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(Span(span.start + by, span.end + by) for span in of)

    def mention(one: Mention) -> Mention:
        sentence = Span(one.sentence.start + by, one.sentence.end + by)
        return replace(one, start=one.start + by, end=one.end + by, sentence=sentence)

    def agreement(one: Agreement) -> Agreement:
        return replace(one, mentions=spans(one.mentions))

    return replace(
        document,
        mentions=tuple(map(mention, document.mentions)),
        people=tuple(
            replace(one, mentions=spans(one.mentions), title_mentions=spans(one.title_mentions))
            for one in document.people
        ),
        places=tuple(replace(one, mentions=spans(one.mentions)) for one in document.places),
        organisations=tuple(replace(one, mentions=spans(one.mentions)) for one in document.organisations),
        agreements=tuple(map(agreement, document.agreements)),
    )
