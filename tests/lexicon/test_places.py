from itertools import pairwise

import pycountry
import pytest

from entityx.lexicon.countries import countries
from entityx.lexicon.places import (
    FEWEST_PEOPLE,
    cities,
    english_name,
    is_latin,
    place_key,
    place_nouns,
    region_nouns,
    regions,
    state_coordinates,
    vague_names,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("N’Djaména", "n djamena"),
        ("N'DJAMENA", "n djamena"),
        ("St-Étienne", "saint etienne"),
        ("Saint Etienne", "saint etienne"),
        ("Ste-Foy", "sainte foy"),
        ("St. Louis", "saint louis"),
        ("Stains", "stains"),
        ("  Nord-Kivu ", "nord kivu"),
        ("", ""),
    ],
)
def test_place_key(name, key):
    assert place_key(name) == key


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Bamako", "ML", 12.6, -8.0),
        ("N’Djamena", "TD", 12.1, 15.0),
        ("Londres", "GB", 51.5, -0.1),
        ("Tombouctou", "ML", 16.8, -3.0),
        ("SEGOU", "ML", 13.4, -6.3),
    ],
)
def test_cities_have_all_their_names_whatever_the_spelling(name, country, latitude, longitude):
    largest = cities()[place_key(name)][0]
    assert largest.country == country
    assert (largest.latitude, largest.longitude) == pytest.approx((latitude, longitude), abs=0.5)


def test_cities_of_one_name_come_by_their_people_each_once():
    of_name = cities()[place_key("Saint-Louis")]
    assert {"US", "SN", "FR"} <= {city.country for city in of_name}
    assert all(one.population >= other.population for one, other in pairwise(of_name))
    assert len({city.geoname for city in of_name}) == len(of_name)


def test_the_list_of_cities_goes_down_to_small_towns():
    assert FEWEST_PEOPLE <= min(city.population for city in cities()[place_key("Arlon")]) < 50_000


@pytest.mark.parametrize("name", ["Trouvillon-les-Grèbes", "", "Москва", "北京"])
def test_a_name_that_no_city_has_in_our_letters(name):
    assert place_key(name) not in cities()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nord-Kivu", ("CD-NK", "CD")),
        ("nord kivu", ("CD-NK", "CD")),
        ("Georgia", ("US-GA", "US")),
        ("Mopti", ("ML-5", "ML")),
        ("Niger", ("NG-NI", "NG")),
    ],
)
def test_regions_by_name(name, code):
    assert code in regions()[place_key(name)]


def test_a_name_that_several_regions_bear_gives_all():
    assert {"BF", "CM"} <= {state for _, state in regions()[place_key("Centre")]}


@pytest.mark.parametrize("name", ["Mayotte", "Guadeloupe", "La Réunion", "Polynésie française", "Puerto Rico"])
def test_what_has_a_code_among_states_is_no_region(name):
    assert any(place_key(region.name) == place_key(name) for region in pycountry.subdivisions)
    assert place_key(name) not in regions()


@pytest.mark.parametrize(("code", "name"), [("GE", "Georgia"), ("DE", "Germany"), ("ZZZ", ""), ("", "")])
def test_english_name(code, name):
    assert english_name(code) == name


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("ML", 17, -4), ("CD", 0, 25), ("CG", -1, 15), ("NE", 16, 8), ("NG", 10, 8), ("LU", 49.8, 6.2), ("GE", 42, 43.5)],
)
def test_state_coordinates(code, latitude, longitude):
    assert state_coordinates(code) == pytest.approx((latitude, longitude), abs=1)


@pytest.mark.parametrize("code", ["ZZ", "XK", "PS"])
def test_a_state_that_the_package_does_not_know_has_no_coordinates(code):
    assert state_coordinates(code) is None


def test_nearly_all_states_have_coordinates_on_the_globe():
    found = [state_coordinates(country.code) for country in countries()]
    assert found.count(None) < 15
    assert all(-90 <= at[0] <= 90 and -180 <= at[1] <= 180 for at in found if at is not None)


@pytest.mark.parametrize("name", ["Ségou", "Épinal", "Łódź", "Şanlıurfa", "a"])
def test_is_latin(name):
    assert is_latin(name)


@pytest.mark.parametrize("name", ["Москва", "Αθήνα", "القاهرة", "北京", "9", ""])
def test_is_not_latin(name):
    assert not is_latin(name)


@pytest.mark.parametrize(
    ("words", "held", "other"),
    [
        (place_nouns(), "fleuve", "ville"),
        (region_nouns(), "état", "fleuve"),
        (region_nouns(), "etat", "ville"),
        (vague_names(), "nord est", "nord kivu"),
        (vague_names(), "sahel", "mopti"),
    ],
)
def test_lists_are_folded_as_they_are_asked(words, held, other):
    assert held in words
    assert other not in words
