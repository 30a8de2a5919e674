"""What a run found, in short."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from entityx.collect.entities import EntityIndex
from entityx.records import Agreement, Document, Failure


@dataclass(slots=True)
class Summary:
    """What a run found, for a person to read. It holds counts and records, none of the texts.

    Attributes:
        documents: How many documents were written.
        mentions: How many mentions each label has.
        index: The distinct entities.
        agreements: Each agreement with the words of its first mention and its document's id.
        failures: The inputs that gave no document.
    """

    documents: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    index: EntityIndex = field(default_factory=EntityIndex)
    agreements: list[tuple[str, str, Agreement]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Count one document."""
        self.documents += 1
        self.mentions.update(mention.label for mention in document.mentions)
        self.index.add(document)
        words = {(m.start, m.end): m.text for m in document.mentions if m.label == "AGREEMENT"}
        for agreement in document.agreements:
            first = agreement.mentions[0]
            self.agreements.append((document.id, words[first.start, first.end], agreement))
