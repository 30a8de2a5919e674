"""Counting the distinct entities of a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from entityx.lexicon.words import fold
from entityx.readable import readable
from entityx.records import Document, Label


@dataclass(frozen=True, slots=True)
class EntityCount:
    """One distinct entity: what it is called most often, and in how many mentions and documents it stands."""

    label: Label
    name: str
    mentions: int
    documents: int


@dataclass(slots=True)
class _Tally:
    names: Counter[str] = field(default_factory=Counter)
    documents: int = 0


class EntityCounts:
    """Counts entities, one document after the other, holding none of the documents.

    A person counts under the fullest form of the name in each document; everything else under its words, without
    regard to letter case and kinds of apostrophe.
    """

    def __init__(self) -> None:
        self._tallies: dict[tuple[Label, str], _Tally] = {}

    def add(self, document: Document) -> None:
        """Count the mentions of *document*."""
        full_names = {(m.start, m.end): person.name for person in document.people for m in person.mentions}
        keys = set()
        for mention in document.mentions:
            name = " ".join(readable(mention.text).text.split())
            if mention.label == "PER":
                name = full_names.get((mention.start, mention.end), name)
            key = (mention.label, fold(name))
            keys.add(key)
            self._tallies.setdefault(key, _Tally()).names[name] += 1
        for key in keys:
            self._tallies[key].documents += 1

    def __iter__(self) -> Iterator[EntityCount]:
        """The entities, the most mentioned first, then by kind and name."""
        counts = [
            EntityCount(
                label=label,
                name=min(tally.names, key=lambda name: (-tally.names[name], name.isupper(), name)),
                mentions=tally.names.total(),
                documents=tally.documents,
            )
            for (label, _), tally in self._tallies.items()
        ]
        return iter(sorted(counts, key=lambda count: (-count.mentions, count.label, count.name)))
