from itertools import permutations

import pytest

from entityx.records import Organisation, Person, Place
from tests.collect.documents import CHINA, MALI, PARIS, document, identified, ids, indexed

FULL = "Office des puits villageois"
GIVEN = Organisation(FULL, ("OPV",), ())
AWA = Person("Awa Ba", ("Ba",), (), ())
SAME = [
    (["[PER Awa Ba]"], ["[PER Awa Ba]"]),
    (["[PER Awa Ba]"], ["[PER AWA BÂ]"]),
    (["[PER Marie-Noëlle Sow]"], ["[PER Marie Noelle Sow]"]),
    (["[LOC Mali]", MALI], ["[LOC République du Mali]", MALI]),
    (["[LOC Paris]", PARIS], ["[LOC Lutèce]", Place("Lutèce", (), (), PARIS.code, "FR")]),
    (["[LOC Occident]"], ["[LOC occident]"]),
    (["[LOC St-Trifouillis]"], ["[LOC Saint Trifouillis]"]),
    (["[ORG Office des puits]"], ["[ORG OFFICE DES PUITS]"]),
    # well-known organisations under all their names
    (["[ORG ONU]"], ["[ORG Nations-Unies]"]),
    (["[ORG CEDEAO]"], ["[ORG Communauté économique des Etats de l'Afrique de l'Ouest]"]),
    (["[TITLE chef de l'État]"], ["[TITLE Chef de l’Etat]"]),
    (["l'[AGREEMENT accord de [LOC Paris]]", PARIS], ["les [AGREEMENT Accords de [LOC Paris]]", PARIS]),
]
DIFFERENT = [
    # surnames and given names mean someone of their own document
    (["[PER Ba]"], ["[PER Ba]"]),
    (["[PER Awa Ba]"], ["[PER Ba]"]),
    (["[PER El Ba]"], ["[PER El Ba]"]),
    (["[PER A. Ba]"], ["[PER A. Ba]"]),
    (["[PER Awa Ba]"], ["[PER Awa Koné Ba]"]),
    # cities of one name in two states; names that cities of several states bear
    (["[LOC Paris]", PARIS], ["[LOC Paris]", Place("Paris", (), (), "geonames-4717560", "US")]),
    (["[LOC Paris]", PARIS], ["[LOC Paris]"]),
    (["[LOC Valencia]"], ["[LOC Valencia]"]),
    # bodies that each state has
    (["[ORG Sénat]"], ["[ORG Sénat]"]),
    (["[ORG ministère de l'Eau]"], ["[ORG ministère de l'Eau]"]),
    # an acronym that others have too, and what only belongs to a well-known organisation
    (["[ORG BAD]"], ["[ORG BID]"]),
    (["[ORG ONU]"], ["[ORG Conseil de sécurité des Nations unies]"]),
    # kinds
    (["[ORG Paris]"], ["[LOC Paris]"]),
    # agreements with nothing but a noun, or the name of a state
    (["l'[AGREEMENT accord]"], ["l'[AGREEMENT accord]"]),
    (["l'[AGREEMENT accord du [LOC Mali]]", MALI], ["l'[AGREEMENT accord du [LOC Mali]]", MALI]),
]


def pair(one, other):
    """The outermost mentions' entities in the two documents."""
    return [
        documents.mentions[0].entity
        for documents in identified(document(*one, id="1.txt"), document(*other, id="2.txt"))
    ]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_entity_in_two_documents(one, other):
    first, second = pair(one, other)
    assert first == second != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_entities(one, other):
    first, second = pair(one, other)
    assert first != second


def test_within_its_document_a_surname_is_the_person():
    (one,) = identified(document("[PER Awa Ba] parle. [PER Ba] rit.", AWA))
    assert ids(one) == {"Awa Ba": "PER:awa-ba", "Ba": "PER:awa-ba"}


GIVES = document(f"L'[ORG {FULL}] ([ORG OPV])", GIVEN, id="gives")
SAYS = document("L'[ORG Opv] creuse.", id="says")
OTHER = document(
    "L'[ORG Ordre des poètes voyageurs] ([ORG OPV])",
    Organisation("Ordre des poètes voyageurs", ("OPV",), ()),
    id="other",
)
LONER = document("[PER OPV] chante, [LOC OPV] dort.", id="loner")


@pytest.mark.parametrize("documents", list(permutations([GIVES, SAYS, LONER])))
def test_an_acronym_joins_its_full_name_in_all_documents_whatever_their_order(documents):
    found = dict(zip([one.id for one in documents], identified(*documents), strict=True))
    assert ids(found["says"]) == {"Opv": "ORG:office-des-puits-villageois"}
    assert ids(found["gives"]) == {FULL: "ORG:office-des-puits-villageois", "OPV": "ORG:office-des-puits-villageois"}
    assert {mention.entity for mention in found["loner"].mentions} == {"PER:opv@loner", "LOC:opv"}


@pytest.mark.parametrize("documents", list(permutations([GIVES, SAYS, OTHER])))
def test_an_acronym_of_two_full_names_stays_apart(documents):
    found = dict(zip([one.id for one in documents], identified(*documents), strict=True))
    assert ids(found["says"]) == {"Opv": "ORG:opv"}
    assert set(ids(found["gives"]).values()) == {"ORG:office-des-puits-villageois"}
    assert set(ids(found["other"]).values()) == {"ORG:ordre-des-poetes-voyageurs"}


def test_another_form_of_an_acronym_is_no_full_name():
    forms = document("L'[ORG OPV] et l'[ORG Opv]", Organisation("OPV", ("Opv",), ()), id="forms")
    found = identified(GIVES, forms)
    assert set(ids(found[1]).values()) == {"ORG:office-des-puits-villageois"}


def test_the_acronym_of_a_body_of_any_state_joins_it_in_its_document_only():
    gives = document(
        "le [ORG ministère de l'Eau] ([ORG MDE])", Organisation("ministère de l'Eau", ("MDE",), ()), id="1"
    )
    found = identified(gives, document("le [ORG MDE]", id="2"))
    assert set(ids(found[0]).values()) == {"ORG:ministere-de-l-eau@1"}
    assert ids(found[1]) == {"MDE": "ORG:mde"}


def test_an_acronym_does_not_join_a_name_that_is_an_acronym_itself():
    found = identified(
        document("[ORG G5 Puits] ([ORG GP])", Organisation("G5 Puits", ("GP",), ())),
        document(
            "[ORG Groupe des cinq puits] ([ORG G5-PUITS])", Organisation("Groupe des cinq puits", ("G5-PUITS",), ())
        ),
        document("[ORG GP] et [ORG G5 Puits]"),
    )
    assert ids(found[2]) == {"GP": "ORG:gp", "G5 Puits": "ORG:groupe-des-cinq-puits"}
    assert {entity.id for entity in indexed(*found).entities()} >= {one for each in found for one in ids(each).values()}


def test_a_name_without_its_kind_joins_it_in_its_document_only():
    short = document("le [ORG Groupe Yadran], [ORG Yadran]", Organisation("Groupe Yadran", ("Yadran",), ()))
    found = identified(short, document("[ORG Yadran]"))
    assert ids(found[0]) == {"Groupe Yadran": "ORG:groupe-yadran", "Yadran": "ORG:groupe-yadran"}
    assert ids(found[1]) == {"Yadran": "ORG:yadran"}


def test_an_entity_s_row():
    documents = [
        document(
            "Le [TITLE maire] [PER AWA BA] et la [TITLE ministre] [PER Awa Ba] : [PER Ba], [PER Ba].",
            Person("Awa Ba", ("AWA BA", "Ba"), ("maire", "ministre"), ()),
            id="1",
        ),
        document("Rien.", id="2"),
        document("Le [TITLE Maire] [PER Awa Ba].", Person("Awa Ba", (), ("Maire",), ()), id="3"),
        document("Au [LOC Mali].", id="4"),
    ]
    entity = next(one for one in indexed(*documents).entities() if one.label == "PER")
    assert (entity.id, entity.name, entity.other_forms) == ("PER:awa-ba", "Awa Ba", ("Ba", "AWA BA"))
    assert entity.titles == ("maire", "ministre")
    assert (entity.mentions, entity.documents, entity.first_document, entity.last_document) == (5, 2, "1", "3")
    assert (entity.country, entity.latitude, entity.longitude) == ("", None, None)


def test_the_row_of_a_place_has_its_state_and_coordinates_under_the_usual_name():
    (entity,) = indexed(document("[LOC République du Mali] et [LOC République du Mali]", MALI)).entities()
    assert (entity.id, entity.name, entity.other_forms) == ("LOC:ML", "Mali", ("République du Mali",))
    assert (entity.country, entity.latitude, entity.longitude) == ("ML", 17.0, -4.0)


def test_the_row_of_an_organisation_counts_its_acronym():
    entities = indexed(SAYS, SAYS, GIVES, document("[ORG OPV]", id="4")).entities()
    (entity,) = entities
    assert (entity.name, entity.other_forms) == (FULL, ("OPV", "Opv"))
    assert (entity.mentions, entity.documents, entity.first_document, entity.last_document) == (5, 4, "says", "4")


def test_a_document_with_the_full_name_and_the_acronym_apart_counts_once():
    both = document(f"L'[ORG {FULL}]. L'[ORG OPV].", id="both")
    (entity,) = indexed(GIVES, both).entities()
    assert (entity.mentions, entity.documents) == (4, 2)


@pytest.mark.parametrize(
    ("documents", "name"),
    [
        (["[TITLE Maire]", "[TITLE maire] et [TITLE maire]"], "maire"),
        (["[TITLE maire], [TITLE Maire], [TITLE Maire]"], "Maire"),
        (["[ORG OFFICE]", "[ORG Office]"], "Office"),
        (["[ORG Office]", "[ORG OFFICE]"], "Office"),
        (["[PER Awa\u00a0Ba]"], "Awa Ba"),
    ],
)
def test_an_entity_has_the_name_that_is_used_most_and_rather_none_in_capitals(documents, name):
    (entity,) = indexed(*(document(tagged, id=str(i)) for i, tagged in enumerate(documents))).entities()
    assert entity.name == name


def test_the_most_mentioned_come_first_then_by_kind_and_name():
    one = document("[ORG Zed] [ORG Ada] [LOC Xi] [PER Bo Li] [PER Bo Li]")
    assert [entity.name for entity in indexed(one).entities()] == ["Bo Li", "Xi", "Ada", "Zed"]


MIXED = [
    document("[PER Ba] et [PER Awa Ba] au [LOC Mali], à [LOC Paris].", MALI, PARIS, id="1"),
    document("[PER Ba], du [ORG Sénat], signe l'[AGREEMENT accord] et le [AGREEMENT bail].", id="2"),
    document("La [TITLE maire] [PER Awa Ba] en [LOC Chine].", CHINA, id="3"),
]


@pytest.mark.parametrize("documents", list(permutations(MIXED)))
def test_ids_do_not_depend_on_the_other_documents_nor_on_their_order(documents):
    for alone, among in zip(documents, identified(*documents), strict=True):
        assert identified(alone) == [among]


def test_the_same_documents_give_the_same_entities_whatever_the_order_but_for_first_and_last():
    def rows(documents):
        return [
            (one.id, one.name, one.other_forms, one.mentions, one.documents) for one in indexed(*documents).entities()
        ]

    assert all(rows(documents) == rows(MIXED) for documents in permutations(MIXED))


def test_the_document_is_otherwise_as_it_was():
    (one,) = identified(MIXED[0])
    bare = [(m.start, m.end, m.label, m.text, m.sentence) for m in one.mentions]
    assert bare == [(m.start, m.end, m.label, m.text, m.sentence) for m in MIXED[0].mentions]
    assert (one.people, one.places, one.text) == (MIXED[0].people, MIXED[0].places, MIXED[0].text)


BANK = document("La [ORG Banque africaine de développement] prête.", id="bank")
SHORT = document("La [ORG BAD] prête.", id="short")
BADMINTON = document(
    "La [ORG Brigade des aides discrètes] ([ORG BAD])",
    Organisation("Brigade des aides discrètes", ("BAD",), ()),
    id="b",
)


def test_an_acronym_that_others_have_is_a_well_known_organisation_s_where_the_folder_names_it_and_no_other():
    assert ids(identified(SHORT)[0]) == {"BAD": "ORG:bad"}
    assert ids(identified(SHORT, BANK)[0]) == {"BAD": "ORG:banque-africaine-de-developpement"}
    assert ids(identified(SHORT, BADMINTON)[0]) == {"BAD": "ORG:brigade-des-aides-discretes"}
    assert ids(identified(SHORT, BANK, BADMINTON)[0]) == {"BAD": "ORG:bad"}


def test_a_well_known_organisation_has_its_usual_name():
    onu = indexed(document("L'[ORG ONU] et les [ORG Nations unies]"))["ORG:organisation-des-nations-unies"]
    assert (onu.name, onu.other_forms, onu.mentions) == ("Organisation des Nations unies", ("Nations unies", "ONU"), 2)


@pytest.mark.parametrize(
    ("name", "acronym", "id"),
    [
        ("Organisation de la santé mondiale", "OMS", "ORG:organisation-de-la-sante-mondiale"),
        ("Organisation mondiale pour la santé", "OMS", "ORG:organisation-mondiale-de-la-sante"),
        # not its initials: an organ, not the union
        ("Conseil de sécurité", "ONU", "ORG:conseil-de-securite"),
    ],
)
def test_another_full_name_of_a_well_known_acronym_is_that_organisation_s_if_it_has_the_initials(name, acronym, id):
    (one, other) = identified(
        document(f"[ORG {name}] ([ORG {acronym}])", Organisation(name, (acronym,), ())),
        document(f"[ORG {acronym}]", id="2"),
    )
    assert ids(one)[name] == id
    assert ids(other)[acronym] in ("ORG:organisation-mondiale-de-la-sante", "ORG:organisation-des-nations-unies")


UNESCO = "Organisation des Nations unies pour l'éducation, la science et la culture"


@pytest.mark.parametrize("name", [UNESCO, "Bureau du fleuve"])
def test_a_form_of_a_well_known_organisation_is_no_acronym_of_another(name):
    """Were it one, it could not be the full name of *ONUESC*."""
    gives = document(f"[ORG {name}] ([ORG UNESCO])", Organisation(name, ("UNESCO",), ()), id="1")
    other = document(f"[ORG {UNESCO}] ([ORG ONUESC])", Organisation(UNESCO, ("ONUESC",), ()), id="2")
    assert ids(identified(gives, other, document("[ORG ONUESC]", id="3"))[2]) == {"ONUESC": "ORG:unesco"}
