"""What ties the entities of a folder together: who held which title, and who is named with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from entityx.collect.identity import plain
from entityx.lexicon.countries import countries_of_adjective
from entityx.lexicon.words import WORD, fold
from entityx.records import NAME_LABELS, Document, Mention


@dataclass(slots=True)
class Holding:
    """That a person held a title.

    Attributes:
        title: As first written.
        organisations: The ids of those that it names.
        countries: The ISO 3166-1 codes of the states that it names, or says by an adjective.
        mentions, documents: How often the title designates the person, and in how many documents.
        first_document, last_document: The ids of the first and the last of them, in the order of reading.
    """

    title: str
    first_document: str
    organisations: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    mentions: int = 0
    documents: int = 0
    last_document: str = ""


@dataclass(slots=True)
class Tie:
    """That two entities are named together: in how many sentences, of how many documents."""

    sentences: int = 0
    documents: int = 0


class Ties:
    """Gathers ties, one document after the other; the mentions must carry the ids of their entities.

    Attributes:
        holdings: By the person's id and the folded title.
        together: By the ids of the two, in alphabetical order. A sentence that a document has twice counts once.
    """

    def __init__(self) -> None:
        self.holdings: dict[tuple[str, str], Holding] = {}
        self.together: dict[tuple[str, str], Tie] = {}

    def add(self, document: Document) -> None:
        """Take up the ties of *document*."""
        self._add_titles(document)
        sentences: dict[str, set[str]] = defaultdict(set)
        for mention in document.mentions:
            if mention.label in NAME_LABELS:
                sentences[mention.sentence].add(mention.entity)
        pairs = Counter(pair for named in sentences.values() for pair in combinations(sorted(named), 2))
        for pair, count in pairs.items():
            tie = self.together.setdefault(pair, Tie())
            tie.sentences += count
            tie.documents += 1

    def _add_titles(self, document: Document) -> None:
        names = {(m.start, m.end): m.entity for m in document.mentions if m.label == "PER"}
        titles = {(m.start, m.end): m for m in document.mentions if m.label == "TITLE"}
        states = {
            (place.start, place.end): one.code
            for one in document.places
            if one.code == one.country != ""
            for place in one.mentions
        }
        for person in document.people:
            entity = names[person.mentions[0].start, person.mentions[0].end]
            for place in person.title_mentions:
                mention = titles[place.start, place.end]
                title = plain(mention.text)
                held = self.holdings.setdefault((entity, fold(title)), Holding(title, document.id))
                held.mentions += 1
                held.documents += held.last_document != document.id
                held.last_document = document.id
                for within in inside(mention, document):
                    if within.label == "ORG":
                        held.organisations[within.entity] = None
                    elif state := states.get((within.start, within.end)):
                        held.countries[state] = None
                held.countries |= dict.fromkeys(states_of_adjectives(title))


def inside(title: Mention, document: Document) -> Iterator[Mention]:
    """The names within *title*."""
    for mention in document.mentions:
        if mention.label in NAME_LABELS and title.start <= mention.start and mention.end <= title.end:
            yield mention


def states_of_adjectives(title: str) -> Iterator[str]:
    """The codes of the states that the adjectives of *title* speak of without doubt (*ministre malien*)."""
    for word in WORD.findall(title):
        for meant in countries_of_adjective(word):
            if len(meant) == 1 and word[0].islower():
                yield meant[0].code
