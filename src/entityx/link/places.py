"""Which place a name means: states, cities and regions, with their codes and coordinates.

Each rule takes a name and what the text speaks of, and gives the place, or nothing where the rule says nothing. The
first one that gives a place counts; a name for which none does is a place without a code, since a wrong code is worse
than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from entityx.lexicon.countries import Country, countries_named, country_named
from entityx.lexicon.places import (
    City,
    cities,
    english_name,
    place_key,
    place_nouns,
    region_nouns,
    regions,
    state_coordinates,
)
from entityx.link.states import States
from entityx.records import Place
from entityx.records import Span as Offsets

OF = frozenset({"de", "du", "des", "d'", "la", "le", "l'", "les"})
"""What may stand between *province* and the name of the province."""
FAR_LARGER = 10
"""How many times as many people a city has than the next of its name to be meant without further reason: Paris in
France, not in Texas. By this figure no capital of a state yields to a namesake."""
LARGE = 300_000
"""The people of a city that an article may name without its state, under a name that is not the city's own."""


@dataclass(frozen=True)
class Setting:
    """What the rules know of the text around a name.

    Attributes:
        states: The states that the text speaks of.
        cities: The cities that the text names, under any of their names.
    """

    states: States
    cities: Sequence[City]


Rule = Callable[[Span, Setting], Place | None]


def link_places(doc: Doc, states: States) -> list[Place]:
    """The places named in *doc*, each once, in order of first mention.

    Args:
        doc: A text with its names.
        states: The states that it speaks of.
    """
    names = [ent for ent in doc.ents if ent.label_ == "LOC"]
    of_text = [
        city for name in names if not countries_named(name.text) for city in cities().get(place_key(name.text), ())
    ]
    setting = Setting(states, of_text)
    mentions: dict[str, list[Span]] = defaultdict(list)
    places: dict[str, Place] = {}
    for name in names:
        place = place_of(name, setting)
        key = place.code or place_key(place.name)
        places.setdefault(key, place)
        mentions[key].append(name)
    return [
        replace(
            place,
            aliases=tuple(form for form in dict.fromkeys(name.text for name in mentions[key]) if form != place.name),
            mentions=tuple(Offsets(name.start_char, name.end_char) for name in mentions[key]),
        )
        for key, place in places.items()
    ]


def place_of(name: Span, setting: Setting) -> Place:
    """The place that *name* means, its mentions left out."""
    found = (rule(name, setting) for rule in RULES)
    return next(filter(None, found), None) or Place(name.text, (), ())


def bears_the_name(name: Span, setting: Setting) -> Place | None:
    """*fleuve Niger*, *rue Washington*: what bears a state's or a city's name is not the state or the city."""
    before = name.doc[name.start - 1].norm_ if name.start else ""
    return Place(f"{before} {name.text}", (), ()) if before in place_nouns() else None


def region_with_the_name_of_a_state(name: Span, setting: Setting) -> Place | None:
    """*État du Niger*, *province de Luxembourg*: behind such a noun the region is meant, not the state of that name."""
    state = country_named(name.text)
    before = name.start
    while before > 0 and (name.doc[before - 1].norm_ in OF or name.doc[before - 1].pos_ == "ADJ"):
        before -= 1
    if state is None or before == 0 or name.doc[before - 1].norm_ not in region_nouns():
        return None
    others = [(code, of) for code, of in _regions_named(state) if of != state.code]
    return _region(name, others[0]) if len(others) == 1 else None


def region_of_a_city(name: Span, setting: Setting) -> Place | None:
    """*Géorgie* beside *Atlanta*: with one of its cities in the text, a region is meant, not the state of that name.

    The city must lie in no doubt in the region, and the text speak of nothing else of the state.
    """
    state = country_named(name.text)
    if state is None or setting.states.counts[state] > sum(ent.text == name.text for ent in name.doc.ents):
        return None
    cities_in = {f"{city.country}-{city.region}" for city in setting.cities}
    found = [(code, of) for code, of in _regions_named(state) if code in cities_in and of != state.code]
    return _region(name, found[0]) if len(found) == 1 else None


def state(name: Span, setting: Setting) -> Place | None:
    """*Russie*, *Fédération de Russie*: a state's names are one place; of two *Congo*, the one named otherwise too."""
    country = setting.states.named(name.text)
    if country is None:
        return None
    latitude, longitude = state_coordinates(country.code) or (None, None)
    return Place(country.name, (), (), country.code, country.code, latitude, longitude)


def city(name: Span, setting: Setting) -> Place | None:
    """The city of that name, if only one can be meant: by far the largest, or the largest in the states of the text.

    A city's own name (*Épinal*) is enough where no other city bears it; another name of a city, which may be anything,
    needs the state in the text or a large city.
    """
    if countries_named(name.text):
        return None
    key = place_key(name.text)
    found = cities().get(key, ())
    near = [city for city in found if city.country in setting.states.codes]
    if found and (len(found) == 1 or found[0].population >= FAR_LARGER * found[1].population):
        best = found[0]
        known = best in near or place_key(best.name) == key or best.population >= LARGE
    elif near:
        best = near[0]
        known = all(city.country == best.country for city in near)
    else:
        return None
    if not known:
        return None
    return Place(name.text, (), (), f"geonames-{best.geoname}", best.country, best.latitude, best.longitude)


def region(name: Span, setting: Setting) -> Place | None:
    """*Nord-Kivu*: a region of ISO 3166-2, if one only of the text's states has one of that name."""
    found = () if countries_named(name.text) else regions().get(place_key(name.text), ())
    near = [(code, of) for code, of in found if of in setting.states.codes]
    return _region(name, near[0]) if len(near) == 1 else None


RULES: tuple[Rule, ...] = (
    bears_the_name,
    region_with_the_name_of_a_state,
    region_of_a_city,
    state,
    city,
    region,
)
"""The rules, in the order in which they are asked."""


def _regions_named(state: Country) -> Sequence[tuple[str, str]]:
    """The regions that bear the name of *state*, which pycountry may have in English (*Georgia*)."""
    keys = {place_key(state.name), place_key(english_name(state.code))}
    return [region for key in sorted(keys) for region in regions().get(key, ())]


def _region(name: Span, code_and_state: tuple[str, str]) -> Place:
    code, state = code_and_state
    return Place(name.text, (), (), code, state)
