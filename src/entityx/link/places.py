"""Which place a name means: states, cities and regions, with their codes and coordinates.

Each rule takes a name and what the text speaks of, and gives the place, or nothing where the rule says nothing. The
first one that gives a place counts; a name for which none does is a place without a code, since a wrong code is worse
than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from spacy.tokens import Doc, Span

from entityx.lexicon.countries import Country, countries_named, country_named
from entityx.lexicon.places import (
    City,
    cities,
    english_name,
    place_key,
    region_nouns,
    regions,
    state_coordinates,
    vague_names,
)
from entityx.link.states import States, noun_of_place
from entityx.records import Place
from entityx.records import Span as Offsets

ARTICLES = frozenset({"du", "des", "la", "le", "l'", "les"})
OF = ARTICLES | {"de", "d'"}
"""What may stand between *province* and the name of the province."""
SOVEREIGN = frozenset({"état", "etat"})
"""The noun of a region that is said of a whole state too."""
MASCULINE = frozenset({"le", "du", "au"})
"""What stands before the name of a state, but not of its capital with the same name: *au Luxembourg*."""
FAR_LARGER = 5
"""How many times as many people a city has than the next of its name to be meant without further reason: Paris in
France, Oxford in England."""
LARGE, VERY_LARGE = 100_000, 1_000_000
"""The people of a city that an article may name without its state: by the city's own name, and by any."""
ALIKE = 0.5
"""How much a city's French name must be like its own (as difflib has it): *Tombouctou* and *Timbuktu* share half."""


@dataclass(frozen=True)
class Setting:
    """What the rules know of the text around a name.

    Attributes:
        states: The states that the text speaks of.
        cities: The cities that the text names without doubt, under any of their names.
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
    said_alone = (name for name in names if not noun_of_place(name))
    of_text = [found[0] for found in map(cities_named, said_alone) if found and is_far_larger(*found[:2])]
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
    noun = noun_of_place(name)
    return Place(f"{noun} {name.text}", (), ()) if noun else None


def region_with_the_name_of_a_state(name: Span, setting: Setting) -> Place | None:
    """*État du Niger*, *province de Luxembourg*: behind such a noun the region is meant, not the state of that name.

    With an article, *l'État du Niger* is the state too, unless the text speaks of the region's: then it is the region,
    or in doubt where the text also names the state otherwise.
    """
    state, noun = country_named(name.text), region_noun(name)
    if state is None or not noun:
        return None
    others = [(code, of) for code, of in _regions_named(state) if of != state.code]
    if len(others) != 1:
        return None
    if noun in SOVEREIGN and name.doc[name.start - 1].norm_ in ARTICLES:
        if others[0][1] not in setting.states.codes:
            return None
        if setting.states.says_otherwise(state, name.text):
            return Place(name.text, (), ())
    return _region(name, others[0])


def region_of_a_city(name: Span, setting: Setting) -> Place | None:
    """*Géorgie* beside *Atlanta*: with one of its cities in the text, a region is meant, not the state of that name.

    The city must lie in no doubt in the region, and the text speak of nothing else of the state.
    """
    state = country_named(name.text)
    if state is None or setting.states.says_otherwise(state, name.text):
        return None
    cities_in = {f"{city.country}-{city.region}" for city in setting.cities}
    found = [(code, of) for code, of in _regions_named(state) if code in cities_in and of != state.code]
    return _region(name, found[0]) if len(found) == 1 else None


def city_with_the_name_of_its_state(name: Span, setting: Setting) -> Place | None:
    """*la ville de Luxembourg*; *à Luxembourg*, in a text that says *le Luxembourg* too: the city, not the state."""
    state = country_named(name.text)
    before = [token.norm_ for token in name.doc[max(name.start - 3, 0) : name.start]]
    if state is None or not (before == ["la", "ville", "de"] or (before[-1:] == ["à"] and takes_article(name))):
        return None
    found = [city for city in _cities_like(place_key(name.text)) if city.country == state.code]
    return _city(name, found[0]) if found else None


def state(name: Span, setting: Setting) -> Place | None:
    """*Russie*, *Fédération de Russie*: a state's names are one place; of two *Congo*, the one named otherwise too."""
    country = setting.states.named(name.text)
    if country is None:
        return None
    latitude, longitude = state_coordinates(country.code) or (None, None)
    return Place(country.name, (), (), country.code, country.code, latitude, longitude)


def region_beside_its_city(name: Span, setting: Setting) -> Place | None:
    """*région de Mopti*: behind such a noun the region is meant, not the city of that name."""
    near = _regions_near(name, setting) if region_noun(name) else ()
    return _region(name, near[0]) if len(near) == 1 else None


def city_of_the_text(name: Span, setting: Setting) -> Place | None:
    """*Saint-Louis* beside *Sénégal*: the largest city of that name in the states of the text.

    In two of these states, it must be far larger than the other. It yields to a city that the whole world knows by the
    name: *Paris* in an article on the United States.
    """
    found = cities_named(name)
    near = [city for city in found if city.country in setting.states.codes]
    if not near:
        return None
    best = found[0] if found[0].population >= VERY_LARGE and is_far_larger(found[0], near[0]) else near[0]
    abroad = [city for city in near if city.country != best.country]
    return _city(name, best) if not abroad or is_far_larger(best, abroad[0]) else None


def region(name: Span, setting: Setting) -> Place | None:
    """*Nord-Kivu*: a region of ISO 3166-2, if one only of the text's states has one of that name, and no city.

    Names that regions share with points of the compass and wider stretches of land need a noun (*région du Sahel*).
    """
    if place_key(name.text) in vague_names() and not region_noun(name):
        return None
    near = _regions_near(name, setting)
    in_doubt = any(city.country in setting.states.codes for city in cities_named(name))
    return _region(name, near[0]) if len(near) == 1 and not in_doubt else None


def city_of_the_world(name: Span, setting: Setting) -> Place | None:
    """*Londres*, *Épinal*: a city by far larger than all others of its name, without its state in the text.

    A name that is not the city's own may be anything, and so may that of a small town: only those of France are named
    without saying where.
    """
    found = cities_named(name)
    if not found or not is_far_larger(*found[:2]):
        return None
    best = found[0]
    own = place_key(best.name) == place_key(name.text)
    if best.population >= VERY_LARGE or (own and (best.population >= LARGE or best.country == "FR")):
        return _city(name, best)
    return None


RULES: tuple[Rule, ...] = (
    bears_the_name,
    region_with_the_name_of_a_state,
    region_of_a_city,
    city_with_the_name_of_its_state,
    state,
    region_beside_its_city,
    city_of_the_text,
    region,
    city_of_the_world,
)
"""The rules, in the order in which they are asked."""


def _regions_named(state: Country) -> Sequence[tuple[str, str]]:
    """The regions that bear the name of *state*, which pycountry may have in English (*Georgia*)."""
    keys = {place_key(state.name), place_key(english_name(state.code))}
    return [region for key in sorted(keys) for region in regions().get(key, ())]


def _regions_near(name: Span, setting: Setting) -> Sequence[tuple[str, str]]:
    """The regions that bear *name* in the states of the text; none where *name* is a state's."""
    if countries_named(name.text):
        return ()
    return [(code, of) for code, of in regions().get(place_key(name.text), ()) if of in setting.states.codes]


def _region(name: Span, code_and_state: tuple[str, str]) -> Place:
    code, state = code_and_state
    return Place(name.text, (), (), code, state)


def _city(name: Span, city: City) -> Place:
    return Place(name.text, (), (), f"geonames-{city.geoname}", city.country, city.latitude, city.longitude)


def cities_named(name: Span) -> list[City]:
    """The cities that *name* can mean, the largest first; none where it is a state's.

    A name that is a city's own is none of a smaller one, unless it shortens that one's own: *Rome* is not Lomé, which
    GeoNames has under that name too.
    """
    if countries_named(name.text):
        return []
    key = place_key(name.text)
    words = set(key.split())
    found = _cities_like(key)
    own = max((city.population for city in found if place_key(city.name) == key), default=0)
    return [city for city in found if city.population >= own or words <= set(place_key(city.name).split())]


@lru_cache(maxsize=2**14)  # news repeats its names
def _cities_like(key: str) -> tuple[City, ...]:
    """The cities that have a name with *key* in GeoNames' list, the largest first.

    It has all sorts of other names for a city, also those of its districts: one must be like its own name, or the city
    very large.
    """
    return tuple(
        city
        for city in cities().get(key, ())
        if city.population >= VERY_LARGE or SequenceMatcher(None, key, place_key(city.name)).ratio() >= ALIKE
    )


def is_far_larger(city: City, other: City | None = None) -> bool:
    """Whether *city* is so much larger than the *other* of that name, if any, that it needs no reason to be meant."""
    return other is None or city.population >= FAR_LARGER * other.population


def takes_article(name: Span) -> bool:
    """Whether *name* stands somewhere in its text behind *le*, *du* or *au*."""
    doc = name.doc
    return any(ent.text == name.text and ent.start and doc[ent.start - 1].norm_ in MASCULINE for ent in doc.ents)


def region_noun(name: Span) -> str:
    """The noun *région*, *province* or the like before *name*, adjectives and articles between or not, or nothing."""
    before = name.start
    while before > 0 and (name.doc[before - 1].norm_ in OF or name.doc[before - 1].pos_ == "ADJ"):
        before -= 1
    noun = name.doc[before - 1].norm_ if before > 0 else ""
    return noun if noun in region_nouns() else ""
