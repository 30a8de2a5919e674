"""Who stands where in a text that speaks of an agreement: those who could be its parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from spacy.attrs import SENT_START
from spacy.tokens import Doc, Span

from entityx.lexicon.countries import country_of_capital
from entityx.lexicon.titles import civilities
from entityx.link.organisations import link_organisations, unions
from entityx.link.people import link_people, resolve_mentions
from entityx.link.states import States
from entityx.recognise.layers import AGREEMENTS_KEY, TITLES_KEY, read_layer
from entityx.records import Organisation, Person

Kind = Literal["state", "capital", "adjective", "place", "organisation", "organ", "person"]
"""How an occurrence names a party. A state is named by its name, its capital or its adjective, a union of states by its
own name or by an organ of it."""
OF_STATE: frozenset[Kind] = frozenset({"state", "capital", "adjective"})

ARTICLES = frozenset({"le", "la", "l'", "les", "un", "une", "son", "sa", "ses", "leur", "leurs", "ce", "cet", "cette"})
IN_CHAIN = (
    ARTICLES
    | civilities()
    | {"et", ",", "de", "du", "d'", "(", ")", "ainsi", "que", "avec", "comme", "–", "-", "mais", "aussi", "ou"}
    | {"gouvernement"}
)
"""What may stand between two who are named together (*la Zambie et la Namibie*, *le ministre russe et son homologue*),
besides titles and names."""
LONGEST_GAP = 14
"""Tokens between two who are named together."""
PLACED = frozenset({"à", "en", "dans", "depuis"})
"""Prepositions behind which a place is where something happens."""
SOURCE = "selon"
REACH_SOURCE = 5
"""Tokens before a name within which `SOURCE` makes it the source of what is said (*selon l'agence Reuters*)."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of the text that names someone who could be a party; *start* and *end* count tokens."""

    party: str
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Occurrences that are named together; *start* and *end* count tokens."""

    start: int
    end: int
    parties: frozenset[str]


class Scene:
    """Whom and what a text names, and how they stand to one another.

    Attributes:
        doc: The text with its layers of mentions.
        titles: Its titles.
        states: The states that it speaks of.
        people, organisations: Those that it names.
    """

    def __init__(
        self,
        doc: Doc,
        titles: Sequence[Span],
        states: States,
        people: Sequence[Person],
        organisations: Sequence[Organisation],
    ) -> None:
        self.doc, self.titles, self.states, self.people = doc, titles, states, people
        self.organisations = organisations
        self._sources: dict[Occurrence, bool] = {}

    @classmethod
    def of(cls, doc: Doc) -> Scene:
        """The scene of *doc*, with persons that have no titles yet."""
        states = States(doc)
        people = link_people(resolve_mentions([ent for ent in doc.ents if ent.label_ == "PER"]), ())
        return cls(doc, read_layer(doc, TITLES_KEY), states, people, link_organisations(doc))

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """All occurrences, in order."""
        return sorted(self._found(), key=lambda one: (one.start, one.end, one.party))

    def _found(self) -> Iterator[Occurrence]:
        starts = {ent.start_char: ent for ent in self.doc.ents}
        in_agreements = {token.i for mention in read_layer(self.doc, AGREEMENTS_KEY) for token in mention}
        named: list[tuple[Kind, Sequence[Person | Organisation]]]
        named = [("person", self.people), ("organisation", self.organisations)]
        for kind, those in named:
            for one in those:
                for mention in one.mentions:
                    ent = starts[mention.start]
                    yield Occurrence(one.name, kind, ent.start, ent.end)
                    if kind == "organisation" and (union := self._unions.get(ent.text)):
                        yield Occurrence(union, "organ", ent.start, ent.end)
        for ent in self.doc.ents:
            if ent.label_ == "LOC":
                if state := self.states.named(ent.text):
                    yield Occurrence(state.name, "state", ent.start, ent.end)
                elif ent.start in in_agreements:
                    continue  # accord de Paris: where it was made, as a rule
                elif state := country_of_capital(ent.text):
                    yield Occurrence(state.name, "capital", ent.start, ent.end)
                else:
                    yield Occurrence(ent.text, "place", ent.start, ent.end)
        for token in self.doc:
            if not token.ent_type_:
                for state in self.states.of_adjective(token.text):
                    yield Occurrence(state.name, "adjective", token.i, token.i + 1)

    @cached_property
    def _unions(self) -> Mapping[str, str]:
        """For the name of each organ of a union that the text names too, the union (*Commission européenne*)."""
        return unions({form: one.name for one in self.organisations for form in (one.name, *one.aliases)})

    @cached_property
    def by_party(self) -> dict[str, list[Occurrence]]:
        """The occurrences of each who could be a party, in order of the first."""
        named: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in self.occurrences:
            named[occurrence.party].append(occurrence)
        return named

    @cached_property
    def sentence(self) -> list[int]:
        """The number of each token's sentence."""
        starts = self.doc.to_array([SENT_START]).ravel() == 1
        starts[:1] = True
        numbers: list[int] = (starts.cumsum() - 1).tolist()
        return numbers

    @cached_property
    def in_sentence(self) -> dict[int, list[Occurrence]]:
        """The occurrences of each sentence that has any, by its number."""
        found: dict[int, list[Occurrence]] = defaultdict(list)
        for one in self.occurrences:
            found[self.sentence[one.start]].append(one)
        return found

    def near(self, mention: Span, sentences: int) -> Iterator[Occurrence]:
        """The occurrences in the sentence of *mention*, and in so many *sentences* on either side, sources left out."""
        own = self.sentence[mention.start]
        for number in range(own - sentences, own + sentences + 1):
            yield from (one for one in self.in_sentence.get(number, ()) if not self.is_source(one))

    @cached_property
    def in_titles(self) -> frozenset[int]:
        """The tokens of titles."""
        return frozenset(token.i for title in self.titles for token in title)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The states by how often they are named, from 0."""
        counts = Counter(one.party for one in self.occurrences if one.kind in OF_STATE)
        return {state: rank for rank, (state, _) in enumerate(counts.most_common())}

    @cached_property
    def chain(self) -> dict[Occurrence, Chain]:
        """For each occurrence, those that it is named together with."""
        chains: list[list[Occurrence]] = []
        for before, one in pairwise([None, *self.occurrences]):
            if one is not None and before is not None and self._together(before, one):
                chains[-1].append(one)
            elif one is not None:
                chains.append([one])
        return {
            one: Chain(min(o.start for o in chain), max(o.end for o in chain), frozenset(o.party for o in chain))
            for chain in chains
            for one in chain
        }

    def _together(self, one: Occurrence, other: Occurrence) -> bool:
        if self.sentence[one.start] != self.sentence[other.start] or other.start - one.end > LONGEST_GAP:
            return False
        gap = self.doc[one.end : max(one.end, other.start)]
        return all(token.norm_ in IN_CHAIN or token.i in self.in_titles or token.ent_type_ for token in gap)

    def preposition(self, token: int) -> str:
        """The word before *token*, articles left out; ``^`` where there is none."""
        before = token - 1
        while before > 0 and self.doc[before].norm_ in ARTICLES:
            before -= 1
        return self.doc[before].norm_ if before >= 0 else "^"

    def is_source(self, one: Occurrence) -> bool:
        """Whether the text has what it says from *one* (*selon Moscou*, *selon l'agence Reuters*)."""
        if one not in self._sources:
            self._sources[one] = self._is_source(one)
        return self._sources[one]

    def _is_source(self, one: Occurrence) -> bool:
        for token in reversed(self.doc[max(0, one.start - REACH_SOURCE) : one.start]):
            if token.norm_ == SOURCE:
                return True
            if token.is_punct or token.pos_ in ("VERB", "AUX"):
                break
        return False

    def can_act(self, one: Occurrence) -> bool:
        """Whether *one* is no mere place, where something happens, nor a source."""
        is_site = one.kind in ("state", "capital") and self.preposition(one.start) in PLACED
        return not is_site and one.kind != "place" and not self.is_source(one)
