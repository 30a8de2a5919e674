from collections import Counter

import pytest
from babel import Locale

from entityx.lexicon.countries import (
    compound_halves,
    countries,
    countries_named,
    countries_of_adjective,
    country_named,
    country_of_capital,
    plural,
)
from entityx.lexicon.words import spellings


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mali", "ML"),
        ("Fédération de Russie", "RU"),
        ("RDC", "CD"),
        ("République démocratique du Congo", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinée", "GN"),
        ("Guinée-Bissau", "GW"),
        ("Guinée équatoriale", "GQ"),
        ("Etats-Unis", "US"),
        ("Côte d’Ivoire", "CI"),
        ("Royaume-Uni", "GB"),
    ],
)
def test_country_named(name, code):
    assert country_named(name).code == code


@pytest.mark.parametrize("name", ["Congo", "Corée", "Bamako", "malien", "Trouvillon", ""])
def test_what_is_no_country_or_could_be_two_has_none(name):
    assert country_named(name) is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Congo", ["CD", "CG"]),
        ("CONGO", ["CD", "CG"]),
        ("Corée", ["KP", "KR"]),
        ("République démocratique du Congo", ["CD"]),
        ("République du Congo", ["CG"]),
        ("Corée du Nord", ["KP"]),
        ("mali", ["ML"]),
        ("Bamako", []),
        ("malien", []),
        ("", []),
    ],
)
def test_countries_named_gives_all_that_share_the_name(name, codes):
    assert [country.code for country in countries_named(name)] == codes


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("malienne", ["Mali"]),
        ("Maliens", ["Mali"]),
        ("ivoiriennes", ["Côte d'Ivoire"]),
        ("sino-malien", ["Chine", "Mali"]),
        ("franco-allemands", ["France", "Allemagne"]),
        ("nigérien", ["Niger"]),
        ("nigérian", ["Nigeria"]),
        ("Ethiopiens", ["Éthiopie"]),
        ("bissau-guinéennes", ["Guinée-Bissau"]),
        ("rd-congolais", ["République démocratique du Congo"]),
        ("franco-chou", []),
        ("maire", []),
    ],
)
def test_countries_of_adjective(word, names):
    assert [country.name for (country,) in countries_of_adjective(word)] == names


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("congolais", [["CD", "CG"]]),
        ("Congolaises", [["CD", "CG"]]),
        ("coréenne", [["KP", "KR"]]),
        ("sino-coréens", [["CN"], ["KP", "KR"]]),
        ("congolo-maliens", [["CD", "CG"], ["ML"]]),
        ("rd-congolaise", [["CD"]]),
        ("nord-coréen", [["KP"]]),
        ("sud-coréenne", [["KR"]]),
        ("sino-", []),
        ("-malien", []),
        ("sino", []),
    ],
)
def test_an_adjective_that_states_share_gives_all_of_them_for_its_half(word, codes):
    assert [[country.code for country in meant] for meant in countries_of_adjective(word)] == codes


@pytest.mark.parametrize(
    ("adjective", "several"),
    [("malien", "maliens"), ("français", "français"), ("russe", "russes"), ("nord-coréen", "nord-coréens")],
)
def test_plural(adjective, several):
    assert plural(adjective) == several


@pytest.mark.parametrize("halves", [("sino", ""), ("bissau", "guinéen"), ("rd", "congolaise"), ("nord", "coréens")])
def test_halves_of_compound_adjectives(halves):
    assert halves in set(compound_halves())


def test_a_whole_adjective_is_no_half():
    assert {first for first, _ in compound_halves()}.isdisjoint({"malien", "français", "congolais"})


@pytest.mark.parametrize(
    ("capital", "name"),
    [
        ("Moscou", "Russie"),
        ("Kiev", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Kinshasa", "République démocratique du Congo"),
        ("Brazzaville", "Congo-Brazzaville"),
        ("Séoul", "Corée du Sud"),
    ],
)
def test_capital_stands_for_its_government(capital, name):
    assert country_of_capital(capital).name == name


@pytest.mark.parametrize("name", ["Bruxelles", "Luxembourg", "Mali", "Ségou", ""])
def test_what_is_not_said_of_one_government_stands_for_none(name):
    assert country_of_capital(name) is None


def test_only_the_two_congos_and_koreas_share_forms():
    forms = Counter()
    for country in countries():
        forms.update({form for name in country.names for form in spellings(name)})
    assert sorted(form for form, count in forms.items() if count > 1) == ["congo", "corée"]
    adjectives = Counter(adjective for country in countries() for adjective in set(country.adjectives))
    assert {form[:6] for form, count in adjectives.items() if count > 1} == {"congol", "coréen"}


def test_codes_are_known_and_no_name_is_a_gloss():
    assert {country.code for country in countries()} <= set(Locale("fr").territories)
    assert [country.name for country in countries() if set("()[]") & set(country.name)] == []
