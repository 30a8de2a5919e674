"""Which states a text speaks of, and which one a name or an adjective means there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from entityx.lexicon.countries import Country, countries_named, countries_of_adjective, country_of_capital


class States:
    """The states that *doc* speaks of.

    Attributes:
        counts: How often it speaks of each, by name, capital or adjective; what could mean two is left out.
    """

    def __init__(self, doc: Doc) -> None:
        places = [ent for ent in doc.ents if ent.label_ == "LOC"]
        self._named = {c.code for c in (country_of_capital(p.text) for p in places) if c is not None}
        self._named |= {meant[0].code for p in places if len(meant := countries_named(p.text)) == 1}
        self.counts: Counter[Country] = Counter(filter(None, map(self.of_place, places)))
        for token in doc:
            if not token.ent_type_:
                self.counts.update(self.of_adjective(token.text))

    def _meant(self, candidates: tuple[Country, ...]) -> Country | None:
        """Of two states with one name, the only one that the text also names otherwise (*Congo* beside *Kinshasa*)."""
        if len(candidates) > 1:
            candidates = tuple(country for country in candidates if country.code in self._named)
        return candidates[0] if len(candidates) == 1 else None

    def named(self, name: str) -> Country | None:
        """The state that *name* names here, if any."""
        return self._meant(countries_named(name))

    def of_adjective(self, word: str) -> Iterator[Country]:
        """The states that an adjective or a people's name speaks of here, in the order of the word."""
        return filter(None, map(self._meant, countries_of_adjective(word)))

    def of_place(self, place: Span) -> Country | None:
        """The state that *place* stands for, itself or by its capital (*Moscou a signé*, but not *signé à Moscou*)."""
        is_site = place.start > 0 and place.doc[place.start - 1].norm_ == "à"
        return self.named(place.text) or (None if is_site else country_of_capital(place.text))

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the states that the text speaks of."""
        return frozenset(country.code for country in self.counts)
