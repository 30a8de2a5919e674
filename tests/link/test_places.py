import pytest

from entityx.link.places import RULES, Setting, cities_named, is_far_larger, link_places, region_noun
from entityx.link.states import States
from entityx.recognise.layers import set_mentions
from tests.tagged import parse

BY_NAME = {rule.__name__: rule for rule in RULES}

APPLIES = [
    ("bears_the_name", "Le fleuve [LOC Niger] a débordé.", "Niger", ("fleuve Niger", "")),
    ("bears_the_name", "Elle habite rue [LOC Washington].", "Washington", ("rue Washington", "")),
    (
        "region_with_the_name_of_a_state",
        "Au [LOC Nigeria], l'État du [LOC Niger] manque d'eau.",
        "Niger",
        ("Niger", "NG-NI"),
    ),
    (
        "region_with_the_name_of_a_state",
        "Il neige dans l'État de [LOC Niger].",
        "Niger",
        ("Niger", "NG-NI"),
    ),
    (
        "region_with_the_name_of_a_state",
        "Il neige dans la province de [LOC Luxembourg].",
        "Luxembourg",
        ("Luxembourg", "BE-WLX"),
    ),
    # the text speaks of both: in doubt
    (
        "region_with_the_name_of_a_state",
        "Au [LOC Nigeria], des Nigériens vantent l'État du [LOC Niger].",
        "Niger",
        ("Niger", ""),
    ),
    ("region_of_a_city", "La [LOC Géorgie] vote, et [LOC Atlanta] attend.", "Géorgie", ("Géorgie", "US-GA")),
    (
        "city_with_the_name_of_its_state",
        "La ville de [LOC Luxembourg] pave ses rues.",
        "Luxembourg",
        ("Luxembourg", "geonames-2960316"),
    ),
    (
        "city_with_the_name_of_its_state",
        "Réunis à [LOC Luxembourg], ils remercient le [LOC Luxembourg].",
        "Luxembourg",
        ("Luxembourg", "geonames-2960316"),
    ),
    ("state", "Le [LOC Niger] sème du mil.", "Niger", ("Niger", "NE")),
    ("state", "La [LOC Fédération de Russie] a dit non.", "Fédération de Russie", ("Russie", "RU")),
    ("region_beside_its_city", "Au [LOC Mali], la région de [LOC Mopti] récolte.", "Mopti", ("Mopti", "ML-5")),
    (
        "city_of_the_text",
        "Au [LOC Sénégal], les barques de [LOC Saint-Louis] rentrent.",
        "Saint-Louis",
        ("Saint-Louis", "geonames-2246452"),
    ),
    # known to the whole world, though the text's state has a town of that name
    ("city_of_the_text", "Aux [LOC États-Unis], on imite [LOC Paris].", "Paris", ("Paris", "geonames-2988507")),
    ("region", "En [LOC RDC], le [LOC Nord-Kivu] replante.", "Nord-Kivu", ("Nord-Kivu", "CD-NK")),
    ("region", "Au [LOC Burkina Faso], la région du [LOC Sahel] replante.", "Sahel", ("Sahel", "BF-12")),
    ("city_of_the_world", "Le train de [LOC Londres] est parti.", "Londres", ("Londres", "geonames-2643743")),
    ("city_of_the_world", "Le train d'[LOC Épinal] est parti.", "Épinal", ("Épinal", "geonames-3020035")),
]

LOOK_ALIKES = [
    ("bears_the_name", "Un fleuve traverse le [LOC Niger].", "Niger"),
    ("bears_the_name", "La ville de [LOC Washington] pave ses rues.", "Washington"),
    ("region_with_the_name_of_a_state", "L'État du [LOC Niger] emprunte à la [LOC France].", "Niger"),
    ("region_with_the_name_of_a_state", "Le [LOC Luxembourg] envie les provinces.", "Luxembourg"),
    ("region_with_the_name_of_a_state", "Au [LOC Nigeria], on attend le [LOC Niger].", "Niger"),
    ("region_with_the_name_of_a_state", "Au [LOC Mali], la région de [LOC Mopti] récolte.", "Mopti"),
    ("region_of_a_city", "La [LOC Géorgie] vote.", "Géorgie"),
    ("region_of_a_city", "La [LOC Géorgie] vote, et [LOC Tbilissi] attend [LOC Atlanta].", "Géorgie"),
    ("region_of_a_city", "Des Géorgiens de [LOC Géorgie] visitent [LOC Atlanta].", "Géorgie"),
    ("region_of_a_city", "La [LOC Géorgie] vote, et [LOC Chicago] attend.", "Géorgie"),
    ("city_with_the_name_of_its_state", "Le [LOC Luxembourg] pave ses rues.", "Luxembourg"),
    ("city_with_the_name_of_its_state", "Réunis à [LOC Luxembourg], ils chantent.", "Luxembourg"),
    ("city_with_the_name_of_its_state", "La ville de [LOC Mopti] pave ses rues.", "Mopti"),
    ("state", "Le [LOC Congo] sème du mil.", "Congo"),
    ("state", "[LOC Moscou] a dit non.", "Moscou"),
    ("region_beside_its_city", "Au [LOC Mali], la ville de [LOC Mopti] récolte.", "Mopti"),
    ("region_beside_its_city", "La région de [LOC Mopti] récolte.", "Mopti"),
    ("city_of_the_text", "Les barques de [LOC Saint-Louis] rentrent.", "Saint-Louis"),
    ("city_of_the_text", "Le [LOC Mali] achète les barques de [LOC Saint-Louis].", "Saint-Louis"),
    ("region", "Le [LOC Nord-Kivu] replante.", "Nord-Kivu"),
    ("region", "Au [LOC Burkina Faso], le [LOC Sahel] replante.", "Sahel"),
    ("region", "Au [LOC Mali], la route de [LOC Mopti] est longue.", "Mopti"),  # a city too
    ("city_of_the_world", "Les barques de [LOC Saint-Louis] rentrent.", "Saint-Louis"),
    ("city_of_the_world", "Le train de [LOC Trouvillon-les-Grèbes] est parti.", "Trouvillon-les-Grèbes"),
    ("city_of_the_world", "Le [LOC Niger] sème du mil.", "Niger"),
]


@pytest.fixture
def tagged(nlp):
    def document(sentence):
        text, mentions = parse(sentence)
        doc = nlp(text)
        set_mentions(doc, mentions)
        return doc

    return document


@pytest.fixture
def places(tagged):
    def link(sentence):
        doc = tagged(sentence)
        return link_places(doc, States(doc))

    return link


def asked(rule, doc, form):
    """What the rule called *rule* says of the first name *form*, with the setting that `link_places` would make."""
    found = [cities_named(name) for name in doc.ents]
    setting = Setting(States(doc), [named[0] for named in found if named and is_far_larger(*named[:2])])
    return BY_NAME[rule](next(name for name in doc.ents if name.text == form), setting)


@pytest.mark.parametrize(("rule", "sentence", "form", "expected"), APPLIES)
def test_each_rule_says_what_it_is_for(tagged, rule, sentence, form, expected):
    place = asked(rule, tagged(sentence), form)
    assert place is not None
    assert (place.name, place.code) == expected


@pytest.mark.parametrize(("rule", "sentence", "form"), LOOK_ALIKES)
def test_each_rule_is_silent_on_its_look_alike(tagged, rule, sentence, form):
    assert asked(rule, tagged(sentence), form) is None


def test_every_rule_has_both():
    assert {rule for rule, *_ in APPLIES} == {rule for rule, *_ in LOOK_ALIKES} == set(BY_NAME)


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Le [LOC Niger] sème du mil.", ["NE"]),
        ("Le fleuve [LOC Niger] traverse le [LOC Niger].", ["", "NE"]),
        ("Au [LOC Nigeria], l'État du [LOC Niger] manque d'eau.", ["NG", "NG-NI"]),
        ("L'État du [LOC Niger] emprunte à la [LOC France].", ["NE", "FR"]),
        ("Le [LOC Congo] sème du mil.", [""]),
        ("Le [LOC Congo] remercie la [LOC RDC].", ["CD"]),  # not a list: the same state
        ("Le [LOC Congo] et la [LOC RDC] se remercient.", ["CG", "CD"]),
        ("[LOC Kinshasa] compte les arbres du [LOC Congo].", ["geonames-2314302", "CD"]),
        ("[LOC Brazzaville] compte les arbres du [LOC Congo].", ["geonames-2260535", "CG"]),
        (
            "[LOC Brazzaville] écrit à ceux de [LOC Kinshasa] : le [LOC Congo] monte.",
            ["geonames-2260535", "geonames-2314302", ""],
        ),
        ("La [LOC Guinée] appelle la [LOC Guinée-Bissau].", ["GN", "GW"]),
        ("La [LOC Géorgie] vote.", ["GE"]),
        ("La [LOC Géorgie] vote, et [LOC Tbilissi] attend.", ["GE", "geonames-611717"]),
        ("La [LOC Géorgie] vote, et [LOC Atlanta] attend.", ["US-GA", "geonames-4180439"]),
        ("Le [LOC Luxembourg] pave ses rues.", ["LU"]),
        ("En [LOC Belgique], la province de [LOC Luxembourg] pave ses rues.", ["BE", "BE-WLX"]),
        ("[LOC Trouvillon-les-Grèbes] pave ses rues.", [""]),
    ],
)
def test_codes_of_the_places_of_a_text(places, sentence, codes):
    assert [place.code for place in places(sentence)] == codes


@pytest.mark.parametrize(
    ("sentence", "name", "aliases"),
    [
        ("La [LOC Russie] signe. La [LOC Fédération de Russie] attend.", "Russie", ("Fédération de Russie",)),
        (
            "La [LOC RDC] signe. La [LOC République démocratique du Congo] attend. La [LOC RDC] rit.",
            "République démocratique du Congo",
            ("RDC",),
        ),
        ("[LOC Trouvillon] dort. [LOC TROUVILLON] rêve.", "Trouvillon", ("TROUVILLON",)),
    ],
)
def test_names_of_one_place_are_one_with_every_mention(places, sentence, name, aliases):
    _, mentions = parse(sentence)
    (place,) = places(sentence)
    assert (place.name, place.aliases) == (name, aliases)
    assert [(at.start, at.end) for at in place.mentions] == sorted((start, end) for start, end, _ in mentions)


@pytest.mark.parametrize(
    ("sentence", "country", "latitude", "longitude"),
    [
        ("Le [LOC Mali] sème du mil.", "ML", 17, -4),
        ("La [LOC RDC] sème du maïs.", "CD", 0, 25),
        ("Le train de [LOC Londres] est parti.", "GB", 51.5, -0.1),
        ("[LOC Bamako] compte ses arbres.", "ML", 12.6, -8),
    ],
)
def test_coordinates(places, sentence, country, latitude, longitude):
    (place,) = places(sentence)
    assert place.country == country
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=1)


def test_an_unknown_place_has_nothing_but_its_name(places):
    (place,) = places("On pêche à [LOC Trouvillon-les-Grèbes].")
    assert (place.name, place.code, place.country) == ("Trouvillon-les-Grèbes", "", "")
    assert (place.latitude, place.longitude) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("la province de [LOC Ségou] récolte", "province"),
        ("l'État du [LOC Niger] récolte", "état"),
        ("la ville de [LOC Ségou] récolte", ""),
        ("[LOC Ségou] récolte", ""),
    ],
)
def test_region_noun(tagged, sentence, noun):
    assert region_noun(tagged(sentence).ents[0]) == noun


def test_other_names_are_no_places(places):
    assert places("[PER Awa Congo] préside l'[ORG Amicale du Niger].") == []
