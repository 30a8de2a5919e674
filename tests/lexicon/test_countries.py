from collections import Counter

import pytest
from babel import Locale

from entityx.lexicon.countries import (
    countries,
    countries_named,
    countries_of_adjective,
    country_named,
    country_of_capital,
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


@pytest.mark.parametrize("name", ["Congo", "Corée", "Bamako", "malien", ""])
def test_what_is_no_country_or_could_be_two_has_none(name):
    assert country_named(name) is None


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


@pytest.mark.parametrize(("capital", "name"), [("Moscou", "Russie"), ("Kiev", "Ukraine"), ("Kyiv", "Ukraine")])
def test_capital_stands_for_its_government(capital, name):
    assert country_of_capital(capital).name == name


def test_a_capital_of_others_too_stands_for_no_government():
    assert country_of_capital("Bruxelles") is None


def test_forms_that_two_states_share_give_both():
    assert [country.code for country in countries_named("Congo")] == ["CD", "CG"]
    assert [[country.code for country in meant] for meant in countries_of_adjective("sino-coréens")] == [
        ["CN"],
        ["KP", "KR"],
    ]


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
