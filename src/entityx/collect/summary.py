"""What a run found, in short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from entityx.collect.entities import Entity
from entityx.recognise.language import FRENCH
from entityx.records import Agreement, Document, Failure

SHOWN = 10
"""Of each kind, how many are kept for a person to read."""


@dataclass(slots=True)
class Summary:
    """What a run found, for a person to read. However many articles there are, it stays small.

    Attributes:
        documents: How many documents were written.
        kept: How many of these an earlier run had found, their articles being unchanged.
        mentions: How many mentions each label has.
        languages: How many documents there are in each language that is not French.
        distinct: How many distinct entities each label has.
        most: The first of each label, the most mentioned.
        titled: The first persons who hold titles, the most mentioned.
        title_holders: How many persons hold titles.
        agreements: The surest agreements, each with the words of its first mention and its document's id; of those as
            sure as one another, the first.
        agreed: How many agreements there are.
        failures: The inputs that gave no document.
    """

    documents: int = 0
    kept: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    distinct: Counter[str] = field(default_factory=Counter)
    most: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    titled: list[Entity] = field(default_factory=list)
    title_holders: int = 0
    agreements: list[tuple[str, str, Agreement]] = field(default_factory=list)
    agreed: int = 0
    failures: list[Failure] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Count one document."""
        self.documents += 1
        self.mentions.update(mention.label for mention in document.mentions)
        if document.language not in ("", FRENCH):
            self.languages[document.language] += 1
        self.agreed += len(document.agreements)
        words = {(m.start, m.end): m.text for m in document.mentions if m.label == "AGREEMENT"}
        for agreement in document.agreements:
            first = agreement.mentions[0]
            self.agreements.append((document.id, words[first.start, first.end], agreement))
        self.agreements.sort(key=lambda one: one[2].confidence or 0, reverse=True)
        del self.agreements[SHOWN:]

    def add_entities(self, entities: Iterable[Entity]) -> None:
        """Count the distinct entities, the most mentioned first."""
        for entity in entities:
            self.distinct[entity.label] += 1
            if len(self.most[entity.label]) < SHOWN:
                self.most[entity.label].append(entity)
            if entity.titles:
                self.title_holders += 1
                self.titled += [entity][: SHOWN - len(self.titled)]
