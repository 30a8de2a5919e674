import pytest

from entityx.link.states import States, noun_of_place
from entityx.recognise.layers import set_mentions
from tests.tagged import parse


@pytest.fixture
def tagged(nlp):
    def document(sentence):
        text, mentions = parse(sentence)
        doc = nlp(text)
        set_mentions(doc, mentions)
        return doc

    return document


def code(country):
    return country.code if country else None


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Le [LOC Mali] sème du mil.", "Mali", "ML"),
        ("Le [LOC Mali] sème du mil.", "Fédération de Russie", "RU"),  # the text need not speak of it
        ("Le [LOC Mali] sème du mil.", "Bamako", None),
        ("Le [LOC Congo] sème du mil.", "Congo", None),
        ("Le [LOC Congo] remercie la [LOC RDC].", "Congo", "CD"),
        ("Le [LOC Congo] et la [LOC RDC] se remercient.", "Congo", "CG"),
        ("En [LOC RDC], au [LOC Congo] et au [LOC Gabon], il pleut.", "Congo", "CG"),
        ("[LOC Kinshasa] compte les arbres du [LOC Congo].", "Congo", "CD"),
        ("[LOC Brazzaville] compte les arbres du [LOC Congo].", "Congo", "CG"),
        ("[LOC Brazzaville] répond pour ceux de [LOC Kinshasa] au [LOC Congo].", "Congo", None),
        ("Un tambour rd-congolais résonne au [LOC Congo].", "Congo", "CD"),
        ("Un tambour congolais résonne au [LOC Congo].", "Congo", None),
        ("La [LOC Corée] compte les arbres de [LOC Séoul].", "Corée", "KR"),
        ("Un chant nord-coréen résonne en [LOC Corée].", "Corée", "KP"),
    ],
)
def test_named(tagged, sentence, name, expected):
    assert code(States(tagged(sentence)).named(name)) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Il pleut.", "malienne", ["ML"]),
        ("Il pleut.", "sino-malien", ["CN", "ML"]),
        ("Il pleut.", "maire", []),
        ("Il pleut.", "congolais", []),
        ("Il pleut en [LOC RDC].", "congolais", ["CD"]),
        ("Il pleut sur [LOC Brazzaville].", "Congolaises", ["CG"]),
        ("Il pleut en [LOC RDC] et sur [LOC Brazzaville].", "congolais", []),
        ("Il pleut sur [LOC Séoul].", "sino-coréens", ["CN", "KR"]),
        ("Il pleut.", "sino-coréens", ["CN"]),
    ],
)
def test_of_adjective(tagged, sentence, word, expected):
    assert [country.code for country in States(tagged(sentence)).of_adjective(word)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[LOC Moscou] a signé.", "RU"),
        ("L'accord est signé à [LOC Moscou].", None),
        ("L'accord est signé à [LOC Djibouti].", "DJ"),  # a state is meant there too
        ("[LOC Ségou] a signé.", None),
        ("Le [LOC Congo] a signé.", None),
    ],
)
def test_of_place(tagged, sentence, expected):
    doc = tagged(sentence)
    assert code(States(doc).of_place(doc.ents[0])) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le [LOC Mali] et [LOC Bamako] plaisent aux Maliens.", {"ML": 3}),
        ("Une fête sino-malienne égaie le [LOC Mali].", {"CN": 1, "ML": 2}),
        ("Une fête égaie les rues à [LOC Moscou].", {}),
        ("Le fleuve [LOC Niger] a débordé.", {}),
        ("Le fleuve [LOC Niger] traverse le [LOC Niger].", {"NE": 1}),
        ("Un Congolais rentre au [LOC Congo].", {}),
        ("Un Congolais rentre au [LOC Congo], près de [LOC Kinshasa].", {"CD": 3}),
        ("Le [LOC Congo] et la [LOC RDC] se remercient.", {"CG": 1, "CD": 1}),
        ("[PER Awa Malien] rit avec l'[ORG Amicale malienne].", {}),  # words within names say nothing
    ],
)
def test_counts(tagged, sentence, expected):
    states = States(tagged(sentence))
    assert {country.code: count for country, count in states.counts.items()} == expected
    assert states.codes == set(expected)


@pytest.mark.parametrize(
    ("sentence", "otherwise"),
    [
        ("Le [LOC Mali] sème. Le [LOC MALI] récolte.", False),
        ("Le [LOC Mali] sème. Les Maliens récoltent.", True),
        ("Le [LOC Mali] sème. [LOC Bamako] récolte.", True),
    ],
)
def test_says_otherwise(tagged, sentence, otherwise):
    states = States(tagged(sentence))
    assert states.says_otherwise(states.named("Mali"), "Mali") == otherwise


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("le fleuve [LOC Niger] monte", "fleuve"),
        ("le pays du [LOC Niger] monte", ""),
        ("un fleuve, le [LOC Niger], monte", ""),
        ("[LOC Niger]", ""),
    ],
)
def test_noun_of_place(tagged, sentence, noun):
    assert noun_of_place(tagged(sentence).ents[0]) == noun
