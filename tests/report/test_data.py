from dataclasses import replace

import pytest

from entityx.records import Agreement, Person
from entityx.report.data import page_data
from tests.collect.documents import CHINA, MALI, PARIS, document

AWA = Person("Awa Ba", ("Ba",), ("ministre du Mali",), ())
TEXT = """\
La [TITLE ministre du [LOC Mali]] [PER Awa Ba] est à [LOC Paris].
Il fait beau.
[PER Ba] voit [PER Ali Diop]. Un [AGREEMENT accord] avec la [LOC Chine] est signé."""


@pytest.fixture(scope="module")
def data():
    one = document(TEXT, AWA, MALI, CHINA, PARIS)
    agreement = Agreement(
        one.agreements[0].mentions,
        ("Chine", "Mali", "Union des puits"),
        "signed",
        ("eau",),
        ("ONU", "Chine"),
        "treaty",
        ("environment",),
        date="2024-05",
        place="Paris",
        count=2,
    )
    metadata = {"title": "Le voyage", "date": "12/05/2024", "url": "https://journal.example/a"}
    return page_data(
        [
            replace(one, agreements=(agreement,), metadata=metadata),
            document("Rien.", id="vide.txt"),
            document("[PER Awa Ba] revient.", id="b.txt"),
        ]
    )


@pytest.fixture(scope="module")
def named(data):
    return {entity["name"]: entity for entity in data["entities"]}


def names(data, numbers):
    return [data["entities"][number]["name"] for number in numbers]


def test_documents_have_what_is_known_of_them_and_their_text(data):
    first, empty, _ = data["documents"]
    assert [first[key] for key in ("id", "title", "date", "url", "source", "mentions")] == [
        *("a.txt", "Le voyage", "2024-05-12", "https://journal.example/a", "in/a.txt", 8)
    ]
    assert empty["text"] == ["Rien."]
    number = {entity["name"]: n for n, entity in enumerate(data["entities"])}
    assert first["text"] == [
        [
            "La ",
            [number["ministre du Mali"], "ministre du ", [number["Mali"], "Mali"]],
            " ",
            [number["Awa Ba"], "Awa Ba"],
            " est à ",
            [number["Paris"], "Paris"],
            ".",
        ],
        "\nIl fait beau.\n",
        [
            [number["Awa Ba"], "Ba"],
            " voit ",
            [number["Ali Diop"], "Ali Diop"],
            ". Un ",
            [number["accord"], "accord"],
            " avec la ",
            [number["Chine"], "Chine"],
            " est signé.",
        ],
    ]


def test_entities_know_every_sentence_that_mentions_them_once(data, named):
    assert named["Awa Ba"]["sentences"] == [(0, 0), (0, 2), (2, 0)]
    assert (named["Awa Ba"]["mentions"], named["Awa Ba"]["documents"], named["Awa Ba"]["forms"]) == (3, 2, ("Ba",))


def test_a_person_has_titles_and_a_title_has_holders(data, named):
    ((title, times, sure),) = named["Awa Ba"]["titles"]
    assert (names(data, [title]), times, sure) == (["ministre du Mali"], 1, None)
    ((holder, _, _),) = named["ministre du Mali"]["titles"]
    assert names(data, [holder]) == ["Awa Ba"]
    assert named["Ali Diop"]["titles"] == []


def test_companions_stand_in_the_same_sentence(data, named):
    assert sorted(names(data, [number for number, _ in named["Awa Ba"]["companions"]])) == [
        *("Ali Diop", "Chine", "Mali", "Paris")
    ]


def test_places_lie_on_the_map(named):
    assert (named["Mali"]["country"], named["Paris"]["state"]) == ("ML", "France")
    assert named["Mali"]["x"] < named["Paris"]["x"] < named["Chine"]["x"]
    assert named["Paris"]["y"] < named["Mali"]["y"]
    assert "x" not in named["Awa Ba"]


def test_an_agreement_s_parties_lead_to_what_the_document_names(data):
    (agreement,) = data["agreements"]
    assert agreement["document"] == 0
    assert names(data, [agreement["entity"]]) == ["accord"]
    parties = [(name, None if number is None else names(data, [number])) for name, number in agreement["parties"]]
    assert parties == [("Chine", ["Chine"]), ("Mali", ["Mali"]), ("Union des puits", None)]
    third = [(name, None if number is None else names(data, [number])) for name, number in agreement["third_parties"]]
    assert third == [("ONU", None), ("Chine", ["Chine"])]
    assert [agreement[key] for key in ("words", "status", "kind", "subjects", "domains", "date", "place", "count")] == [
        *("accord", "signed", "treaty", ("environment",), ("eau",), "2024-05", "Paris", 2)
    ]


def sure(mention=None, title=None, agreement=None):
    """What the page knows of a document with a mention, a title of a person and an agreement as sure as that."""
    one = document("La [TITLE maire] [PER Awa Ba] et l'[AGREEMENT accord].", Person("Awa Ba", (), ("maire",), ()))
    return page_data(
        [
            replace(
                one,
                mentions=(one.mentions[0], replace(one.mentions[1], confidence=mention), *one.mentions[2:]),
                people=(replace(one.people[0], title_confidences=(title,)),),
                agreements=(replace(one.agreements[0], confidence=agreement),),
            )
        ]
    )


def test_confidence_is_told_in_per_cent():
    data = sure(0.796, 0.504, 0.995)
    number = {entity["name"]: n for n, entity in enumerate(data["entities"])}
    assert data["documents"][0]["text"][0][:4] == [
        *("La ", [number["maire"], "maire"], " ", [[number["Awa Ba"], 80], "Awa Ba"])
    ]
    assert data["entities"][number["Awa Ba"]]["titles"] == [[number["maire"], 1, 50]]
    assert data["agreements"][0]["confidence"] == 100
    assert sure()["agreements"][0]["confidence"] is None


@pytest.mark.parametrize(
    ("confidences", "is_there"),
    [
        ({}, False),
        ({"mention": 0.795, "title": 0.5, "agreement": 0.5}, False),
        ({"mention": 0.794}, True),
        ({"title": 0.494}, True),
        ({"agreement": 0.494}, True),
    ],
)
def test_whether_anything_is_unsure(confidences, is_there):
    data = sure(**confidences)
    assert data["unsure_below"] == {"mention": 80, "title": 50, "agreement": 50}
    assert data["has_unsure"] == is_there


def test_no_documents_are_an_empty_report():
    data = page_data([])
    assert (data["documents"], data["entities"], data["agreements"]) == ([], [], [])
