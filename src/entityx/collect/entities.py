"""The distinct entities of a folder."""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from entityx.collect.identity import local_entities, plain, slug
from entityx.records import Document, Label, Place

Key = tuple[Label, str]


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


@dataclass(slots=True)
class Tally:
    """What the documents say of one key.

    Attributes:
        first, last: The ids of the first and the last document in which it stands.
        documents: The numbers of all of them, from 0 in the order of reading.
        names: What the documents call it in full, each once.
        forms: How often it stands in each form.
        titles: A person's titles, by their slugs.
        place: What is known of a place.
    """

    first: str
    last: str
    documents: array[int] = field(default_factory=lambda: array("L"))
    names: tuple[str, ...] = ()
    forms: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)
    place: Place | None = None


class EntityIndex:
    """Gathers entities, one document after the other, holding none of the documents.

    All documents are added first; only then is known which acronym stands for which organisation, and so which entity
    each mention is.
    """

    def __init__(self) -> None:
        self._documents = 0
        self._tallies: dict[Key, Tally] = {}
        self._full_names: dict[str, set[str]] = defaultdict(set)  # keys of organisations, by those of their acronyms

    def add(self, document: Document) -> None:
        """Take up the entities of *document*."""
        words = {(mention.start, mention.end): plain(mention.text) for mention in document.mentions}
        for one in local_entities(document):
            tally = self._tallies.setdefault((one.label, one.key), Tally(document.id, document.id))
            tally.last = document.id
            tally.documents.append(self._documents)
            if one.name not in tally.names:
                tally.names += (one.name,)
            tally.forms.update(words[at.start, at.end] for at in one.mentions)
            for title in one.titles:
                tally.titles.setdefault(slug(title), title)
            tally.place = tally.place or one.place
            for acronym in one.acronyms:
                self._full_names[acronym].add(one.key)
        self._documents += 1

    def _key_in_folder(self, label: Label, key: str) -> Key:
        """The key of the entity that *key* is in the folder.

        An acronym is its full name where the documents give it one only, which is no acronym itself.
        """
        full_names = self._full_names.get(key, set()) if label == "ORG" else set()
        if len(full_names) == 1 and full_names.isdisjoint(self._full_names):
            return label, next(iter(full_names))
        return label, key

    def identified(self, document: Document) -> Document:
        """*document*, which was added, with the id of its entity in each mention."""
        ids = {
            (one.label, at.start, at.end): _id(self._key_in_folder(one.label, one.key))
            for one in local_entities(document)
            for at in one.mentions
        }
        mentions = (replace(one, entity=ids[one.label, one.start, one.end]) for one in document.mentions)
        return replace(document, mentions=tuple(mentions))

    def entities(self) -> list[Entity]:
        """The entities, the most mentioned first, then by kind and name."""
        parts: dict[Key, list[Key]] = defaultdict(list)
        for label, key in self._tallies:
            parts[self._key_in_folder(label, key)].append((label, key))
        found = [_entity(key, {part: self._tallies[part] for part in of_key}) for key, of_key in parts.items()]
        return sorted(found, key=lambda entity: (-entity.mentions, entity.label, entity.name, entity.id))


def _id(key: Key) -> str:
    """The id of the entity with *key*, as one string in memory, however often it is asked for."""
    return sys.intern(":".join(key))


def _entity(key: Key, tallies: Mapping[Key, Tally]) -> Entity:
    """The entity with *key*; *tallies* are those of its own key and of its acronyms'."""
    own, every = tallies[key], tallies.values()
    name = min(own.names, key=lambda form: (-own.forms[form], form.isupper(), form))
    forms: Counter[str] = Counter()
    for tally in every:
        forms.update(tally.forms)
    others = sorted((form for form in forms if form != name), key=lambda form: (-forms[form], form))
    place = own.place or Place(name, (), ())
    return Entity(
        id=_id(key),
        label=key[0],
        name=name,
        other_forms=tuple(others),
        titles=tuple(own.titles.values()),
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        mentions=forms.total(),
        documents=len({number for tally in every for number in tally.documents}),
        first_document=min(every, key=lambda tally: tally.documents[0]).first,
        last_document=max(every, key=lambda tally: tally.documents[-1]).last,
    )
