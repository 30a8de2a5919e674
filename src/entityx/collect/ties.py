"""What ties the entities of a folder together: who held which title, and who is named with whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from entityx.collect.identity import is_state, plain, plain_sentences
from entityx.lexicon.countries import countries_of_adjective
from entityx.records import NAME_LABELS, Document

MOST_NAMES = 20
"""Entities that a sentence names at most to tie them: one with more is a list, which says little of any two of them,
and its pairs grow with the square of its length (a list of 150 names has 11,175)."""

HYPHENATED = re.compile(r"[\w-]+")
"""A word with its hyphens (*sud-africain*)."""


@dataclass(slots=True)
class Holding:
    """That a person held a title.

    Attributes:
        first_document, last_document: The ids of the first and the last document that says so, in the order of reading.
        organisations: The ids of those that the title names.
        countries: The usual French names of the states that it names, or speaks of by an adjective.
        mentions, documents: How often the title designates the person, and in how many documents.
    """

    first_document: str
    last_document: str = ""
    organisations: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    mentions: int = 0
    documents: int = 0


@dataclass(slots=True)
class Tie:
    """That two entities are named together: in how many sentences, of how many documents."""

    sentences: int = 0
    documents: int = 0


class Ties:
    """Gathers ties, one document after the other; the mentions must carry the ids of their entities.

    Attributes:
        holdings: By the ids of the person and of the title.
        together: By the ids of the two, in alphabetical order. A sentence that a document has twice counts once, and
            one that names more than `MOST_NAMES` not at all.
    """

    def __init__(self) -> None:
        self.holdings: dict[tuple[str, str], Holding] = {}
        self.together: dict[tuple[str, str], Tie] = {}

    def add(self, document: Document) -> None:
        """Take up the ties of *document*."""
        self._add_titles(document)
        written = plain_sentences(document)
        sentences: dict[str, set[str]] = defaultdict(set)
        for mention in document.mentions:
            if mention.label in NAME_LABELS:
                sentences[written[mention.sentence]].add(mention.entity)
        short = (sorted(named) for named in sentences.values() if len(named) <= MOST_NAMES)
        for pair, count in Counter(pair for named in short for pair in combinations(named, 2)).items():
            tie = self.together.setdefault(pair, Tie())
            tie.sentences += count
            tie.documents += 1

    def _add_titles(self, document: Document) -> None:
        """Take up who held which title in *document*."""
        at = {(mention.start, mention.end, mention.label): mention for mention in document.mentions}
        names = [mention for mention in document.mentions if mention.label in NAME_LABELS]
        starts = [name.start for name in names]
        states = {
            (on.start, on.end): place.name for place in document.places if is_state(place) for on in place.mentions
        }
        for person in document.people:
            first = person.mentions[0]
            holder = at[first.start, first.end, "PER"].entity
            for span in person.title_mentions:
                title = at[span.start, span.end, "TITLE"]
                held = self.holdings.setdefault((holder, title.entity), Holding(document.id))
                held.mentions += 1
                held.documents += held.last_document != document.id
                held.last_document = document.id
                for name in names[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                    if name.end > span.end:
                        continue  # the two only cross
                    if name.label == "ORG":
                        held.organisations[name.entity] = None
                    elif state := states.get((name.start, name.end)):
                        held.countries[state] = None
                held.countries |= dict.fromkeys(states_of_adjectives(plain(title.text)))


def states_of_adjectives(title: str) -> Iterator[str]:
    """The usual French names of the states that the adjectives of *title* speak of without doubt.

    >>> list(states_of_adjectives("ancien ministre sud-africain")), list(states_of_adjectives("président congolais"))
    (['Afrique du Sud'], [])
    """
    for word in HYPHENATED.findall(title):
        if word[0].islower():  # with a capital it is a name's
            yield from (meant[0].name for meant in countries_of_adjective(word) if len(meant) == 1)
