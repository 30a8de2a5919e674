import pytest

from entityx.collect.identity import (
    is_ambiguous,
    is_full_name,
    is_of_any_state,
    local_entities,
    plain,
    slug,
    treaty_key,
)
from entityx.lexicon.countries import countries
from entityx.records import Organisation, Person
from tests.collect.documents import MALI, PARIS, document


@pytest.mark.parametrize(
    ("name", "is_full"),
    [
        ("Awa Ba", True),
        ("AWA BA", True),
        ("Awa El Ba", True),
        ("Awa el-Ba", True),
        ("Awa B. Koné", True),
        ("Omar Ould Sidi", True),
        ("Bo Xu", True),
        ("Ba", False),
        ("", False),
        # a given name alone, a compound surname alone
        ("Marie-Noëlle", False),
        ("Sow-Koné", False),
        ("El-Ba", False),
        # a surname with its particle
        ("El Ba", False),
        ("al Ba", False),
        ("Ben Koné", False),
        ("de la Roche", False),
        ("Van der Sow", False),
        # an initial stands for many names
        ("A. Ba", False),
        ("A. B. Koné", False),
        ("Awa B.", False),
    ],
)
def test_a_full_name_has_a_given_name_and_a_surname(name, is_full):
    assert is_full_name(name) is is_full


@pytest.mark.parametrize(
    ("name", "ambiguous"),
    [
        ("Valencia", True),  # cities of several states
        ("valencia", True),
        ("Centre", True),  # regions of several states
        ("Congo", True),  # states
        ("Sud-Est", True),  # a part of any country
        ("nord", True),
        ("Europe du Nord", False),
        ("Tombouctou", False),
        ("Occident", False),
        ("Trifouillis-lès-Sables", False),
    ],
)
def test_a_name_that_places_of_several_states_bear_is_ambiguous(name, ambiguous):
    assert is_ambiguous(name) is ambiguous


@pytest.mark.parametrize(
    ("name", "of_any"),
    [
        ("Parlement", True),
        ("cour SUPREME", True),
        ("CENI", True),
        ("ministère de la Santé", True),
        ("Ministère du Budget", True),
        ("ministère de l'Eau et des Forêts", True),
        ("ministère des Sports", True),
        ("ministère d'État", True),
        # the name says whose it is
        ("Parlement malien", False),
        ("Cour suprême du Kenya", False),
        ("ministère malien de la Santé", False),
        ("ministère de la Santé du Mali", False),
        ("ministère du Budget d’Oman", False),
        # there is one only
        ("Parlement européen", False),
        ("Cour pénale internationale", False),
        ("Ministry of Sound", False),
    ],
)
def test_a_body_that_each_state_has_under_one_name(name, of_any):
    assert is_of_any_state(name) is of_any


@pytest.mark.parametrize("country", [country for country in countries() if country.code in ("ML", "CI", "GB", "CD")])
def test_a_ministry_with_the_name_of_its_state_is_that_of_no_other(country):
    assert not any(is_of_any_state(f"ministère de la Santé de {name}") for name in country.names)


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("accord de Ségou", "accord-de-segou"),
        ("Accords de Ségou", "accord-de-segou"),
        ("traité d'Épinal", "traite-d-epinal"),
        ("convention de La Baule", "convention-de-la-baule"),
        ("pacte du Caire", "pacte-du-caire"),
        # of a state, which has many; of what is no place; of what the document does not call a place
        ("accord du Mali", None),
        ("accord de paix", None),
        ("accord de Koné", None),
        # with more than the name
        ("accord de Ségou sur l'eau", None),
        ("accord de paix de Ségou", None),
        # a contract is not called after a place
        ("contrat de Ségou", None),
        ("accord", None),
    ],
)
def test_a_treaty_is_called_after_a_place(form, key):
    assert treaty_key(form, {"Ségou", "Épinal", "La Baule", "Caire"}) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Awa  BÂ", "awa-ba"),
        ("N’Golo Koné", "n-golo-kone"),
        ("État\nmajor", "etat-major"),
        ("A|B, C", "a-b-c"),
        ("E\u0301lie", "elie"),
        ("…", "…"),
    ],
)
def test_slug(text, key):
    assert slug(text) == key


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Awa\n Ba", "Awa Ba"),
        ("Awa\u00a0Ba", "Awa Ba"),
        ("A\u00adwa", "Awa"),
        ("E\u0301lie", "Élie"),
        ("Awa Ba", "Awa Ba"),
    ],
)
def test_plain(text, written):
    assert plain(text) == written


def keys(*arguments, **options):
    return {one.name: (one.label, one.key) for one in local_entities(document(*arguments, **options))}


def test_keys_of_one_document():
    assert keys(
        "La [TITLE ministre] [PER Awa Ba] et [PER Koné] sont à [LOC Paris] et au [LOC Mali], pas en [LOC Occident].\n"
        "L'[ORG OPV], [ORG Office des puits villageois], et le [ORG Parlement] signent un [AGREEMENT accord].",
        PARIS,
        MALI,
        Organisation("Office des puits villageois", ("OPV",), ()),
        id="b.txt",
    ) == {
        "Awa Ba": ("PER", "awa-ba"),
        "Koné": ("PER", "kone@b.txt"),
        "Paris": ("LOC", "geonames-2988507"),
        "Mali": ("LOC", "ML"),
        "Occident": ("LOC", "occident"),
        "Office des puits villageois": ("ORG", "office-des-puits-villageois"),
        "Parlement": ("ORG", "parlement@b.txt"),
        "ministre": ("TITLE", "ministre"),
        "accord": ("AGREEMENT", "1@b.txt"),
    }


def test_agreements_are_numbered_in_their_document_and_called_by_their_longest_words():
    assert keys(
        "Un [AGREEMENT accord], cet [AGREEMENT accord sur l'eau], et un [AGREEMENT bail].",
        agreements=[("accord", "accord sur l'eau"), ("bail",)],
    ) == {"accord sur l'eau": ("AGREEMENT", "1@a.txt"), "bail": ("AGREEMENT", "2@a.txt")}


def test_a_treaty_keeps_its_name_whatever_else_it_is_called():
    assert keys(
        "L'[AGREEMENT accord historique sur l'eau], dit [AGREEMENT accord de [LOC Ségou]].",
        agreements=[("accord historique sur l'eau", "accord de Ségou")],
    ) == {"accord de Ségou": ("AGREEMENT", "accord-de-segou"), "Ségou": ("LOC", "segou")}


def test_an_agreement_called_after_a_state_is_its_document_s_own():
    assert keys("L'[AGREEMENT accord du [LOC Mali]].", MALI)["accord du Mali"] == ("AGREEMENT", "1@a.txt")


def test_every_mention_has_one_entity():
    one = document(
        "Le [TITLE maire de [LOC Ségou]] [PER Awa Ba] voit le [TITLE Maire de [LOC Ségou]], [PER Ba], et l'[ORG OPV].\n"
        "L'[AGREEMENT accord de [LOC Ségou]] et le [AGREEMENT bail].",
        Person("Awa Ba", ("Ba",), ("maire de Ségou",), ()),
    )
    spans = [(entity.label, at.start, at.end) for entity in local_entities(one) for at in entity.mentions]
    assert sorted(spans) == sorted((m.label, m.start, m.end) for m in one.mentions)
