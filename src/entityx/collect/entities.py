"""The distinct entities of a folder."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from entityx.collect.identity import Local, local_entities, plain, slug
from entityx.lexicon.words import fold
from entityx.records import Document, Label, Place

Key = tuple[Label, str]


@dataclass(frozen=True, slots=True)
class Entity:
    """One distinct entity of a folder.

    Attributes:
        id: Its kind and key: the same in every run that puts the same documents together.
        label: Its kind.
        name: What it is called most often, in full; a state by its usual French name.
        other_forms: The other forms, the most used first.
        titles: A person's titles, in order of appearance, once whatever their letter case.
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
        names, forms: How often each full name of it, and each form, stands.
        titles: A person's titles, by their folded words.
        place: What is known of a place.
    """

    first: str
    last: str = ""
    documents: array[int] = field(default_factory=lambda: array("L"))
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)
    place: Place | None = None


class EntityIndex:
    """Gathers entities, one document after the other, holding none of the documents.

    All documents are added first; only then is known which acronym stands for which organisation, and so which entity
    each mention is.
    """

    def __init__(self) -> None:
        self._number = 0
        self._tallies: dict[Key, Tally] = {}
        self._full_names: dict[str, set[str]] = defaultdict(set)  # keys of organisations, by those of their acronyms

    def add(self, document: Document) -> None:
        """Take up the entities of *document*."""
        words = {(mention.start, mention.end, mention.label): mention.text for mention in document.mentions}
        for one in local_entities(document):
            tally = self._tallies.setdefault((one.label, one.key), Tally(document.id))
            tally.last = document.id
            if not tally.documents or tally.documents[-1] != self._number:
                tally.documents.append(self._number)
            tally.names[one.name] += len(one.mentions)
            tally.forms.update(plain(words[place.start, place.end, one.label]) for place in one.mentions)
            for title in one.titles:
                tally.titles.setdefault(fold(title), title)
            tally.place = tally.place or one.place
            if one.label == "ORG":
                for alias in one.aliases:
                    if slug(alias) != one.key:
                        self._full_names[slug(alias)].add(one.key)
        self._number += 1
        self.__dict__.pop("_merged", None)

    @cached_property
    def _merged(self) -> Mapping[Key, Key]:
        """The key under which each key goes: that of the full name, for acronyms that only ever stand for one."""
        merged = {key: key for key in self._tallies}
        for acronym, full_names in self._full_names.items():
            if len(full_names) == 1 and ("ORG", acronym) in merged:
                merged["ORG", acronym] = ("ORG", next(iter(full_names)))
        return merged

    def id_of(self, one: Local) -> str:
        """The id of the entity that *one*, of a document that was added, is in the folder."""
        label, key = self._merged[one.label, one.key]
        return f"{label}:{key}"

    def identified(self, document: Document) -> Document:
        """*document*, which was added, with the id of its entity in each mention."""
        ids = {(one.label, place): self.id_of(one) for one in local_entities(document) for place in one.mentions}
        spans = {(label, place.start, place.end): entity for (label, place), entity in ids.items()}
        mentions = (
            replace(mention, entity=spans.get((mention.label, mention.start, mention.end), ""))
            for mention in document.mentions
        )
        return replace(document, mentions=tuple(mentions))

    def entities(self) -> list[Entity]:
        """The entities, the most mentioned first, then by kind and name."""
        parts: dict[Key, list[tuple[Key, Tally]]] = defaultdict(list)
        for key, tally in self._tallies.items():
            parts[self._merged[key]].append((key, tally))
        found = [_entity(key, dict(tallies)) for key, tallies in parts.items()]
        return sorted(found, key=lambda entity: (-entity.mentions, entity.label, entity.name, entity.id))


def _entity(key: Key, tallies: Mapping[Key, Tally]) -> Entity:
    """The entity with *key*, whose keys, its own and those of its acronyms, have these *tallies*."""
    own, every = tallies[key], tallies.values()
    name = min(own.names, key=lambda form: (-own.names[form], form.isupper(), form))
    forms: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for tally in every:
        forms.update(tally.forms)
        titles = tally.titles | titles
    others = sorted((form for form in forms if form != name), key=lambda form: (-forms[form], form))
    place = own.place or Place(name, (), ())
    return Entity(
        id=f"{key[0]}:{key[1]}",
        label=key[0],
        name=name,
        other_forms=tuple(others),
        titles=tuple(titles.values()),
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        mentions=forms.total(),
        documents=len({number for tally in every for number in tally.documents}),
        first_document=min(every, key=lambda tally: tally.documents[0]).first,
        last_document=max(every, key=lambda tally: tally.documents[-1]).last,
    )
