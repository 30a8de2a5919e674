"""Which states a text speaks of, and which one a name or an adjective means there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain

from spacy.attrs import ENT_TYPE, ORTH
from spacy.tokens import Doc, Span

from entityx.lexicon.countries import Country, countries_named, countries_of_adjective, country_of_capital
from entityx.lexicon.places import place_key, place_nouns
from entityx.lexicon.words import fold

IN_LISTS = frozenset({",", "et", "le", "la", "l'", "les", "de", "du", "des", "d'", "au", "aux", "en", "à"})
"""What stands between the states of a list: *en RDC, au Congo et au Gabon*."""


class States:
    """The states that *doc* speaks of.

    Attributes:
        counts: How often it speaks of each, by name, capital or adjective; what could mean two is left out, and so are
            the names of other places that bear a state's (*fleuve Niger*).
    """

    def __init__(self, doc: Doc) -> None:
        places = [ent for ent in doc.ents if ent.label_ == "LOC" and not noun_of_place(ent)]
        words = words_outside(doc)
        self._said = Counter(fold(place.text) for place in places)
        self._others = _told_apart(places)
        self._capitals = {c.code for c in (country_of_capital(p.text) for p in places) if c is not None}
        adjectives = {word: meant for word in words if (meant := countries_of_adjective(word))}
        spoken_of = [*map(self._candidates, self._said), *chain.from_iterable(adjectives.values())]
        self._named = self._capitals | {meant[0].code for meant in spoken_of if len(meant) == 1}
        self.counts: Counter[Country] = Counter(filter(None, map(self.of_place, places)))
        for word in adjectives:
            for state in self.of_adjective(word):
                self.counts[state] += words[word]

    def _candidates(self, name: str) -> tuple[Country, ...]:
        """The states that *name* can mean here: *Congo* in *le Congo et la RDC* is the other one."""
        others = self._others.get(fold(name), frozenset())
        return tuple(country for country in countries_named(name) if country.code not in others)

    def _meant(self, candidates: tuple[Country, ...]) -> Country | None:
        """Of two states with one name, the only one that the text also names otherwise (*Congo* beside *Kinshasa*)."""
        if len(candidates) > 1:
            candidates = tuple(country for country in candidates if country.code in self._named)
        return candidates[0] if len(candidates) == 1 else None

    def named(self, name: str) -> Country | None:
        """The state that *name* names here, if any."""
        return self._meant(self._candidates(name))

    def of_adjective(self, word: str) -> Iterator[Country]:
        """The states that an adjective or a people's name speaks of here, in the order of the word."""
        return filter(None, map(self._meant, countries_of_adjective(word)))

    def of_place(self, place: Span) -> Country | None:
        """The state that *place* stands for, itself or by its capital (*Moscou a signé*, but not *signé à Moscou*)."""
        is_site = place.start > 0 and place.doc[place.start - 1].norm_ == "à"
        return self.named(place.text) or (None if is_site else country_of_capital(place.text))

    def says_otherwise(self, state: Country, name: str) -> bool:
        """Whether the text speaks of *state* by another word than *name* too, or names its capital."""
        by_name = sum(count for form, count in self._said.items() if place_key(form) == place_key(name))
        return state.code in self._capitals or self.counts[state] > by_name

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the states that the text speaks of."""
        return frozenset(country.code for country in self.counts)


def words_outside(doc: Doc) -> Counter[str]:
    """How often *doc* has each word outside of names, in order of the first."""
    columns = doc.to_array([ORTH, ENT_TYPE])
    counts: Counter[int] = Counter(columns[columns[:, 1] == 0, 0].tolist())
    return Counter({str(doc.vocab.strings[word]): count for word, count in counts.items()})


def noun_of_place(name: Span) -> str:
    """The noun right before *name* of a place that bears another's name (*fleuve Niger*), or nothing."""
    before = name.doc[name.start - 1].norm_ if name.start else ""
    return before if before in place_nouns() else ""


def _told_apart(places: Iterable[Span]) -> Mapping[str, AbstractSet[str]]:
    """For the folded names that two states share, the codes of those beside which they stand in a list with *et*."""
    lists: list[list[Span]] = []
    for place in places:
        if countries_named(place.text):
            between = place.doc[lists[-1][-1].end : place.start] if lists else ()
            if between and all(token.norm_ in IN_LISTS for token in between):
                lists[-1].append(place)
            else:
                lists.append([place])
    apart: dict[str, set[str]] = defaultdict(set)
    for listed in lists:
        if any(token.norm_ == "et" for token in listed[0].doc[listed[0].end : listed[-1].start]):
            alone = {meant[0].code for place in listed if len(meant := countries_named(place.text)) == 1}
            for place in listed:
                apart[fold(place.text)] |= alone
    return {name: codes for name, codes in apart.items() if len(countries_named(name)) > 1}
