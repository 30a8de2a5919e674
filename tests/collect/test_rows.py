from dataclasses import replace

import pytest

from entityx.collect import (
    COLUMNS,
    Ties,
    agreement_rows,
    cooccurrence_rows,
    entity_rows,
    error_rows,
    mention_rows,
    people_rows,
    title_rows,
)
from entityx.records import Agreement, Failure, Organisation, Person, Place
from tests.collect.documents import MALI, document, identified, indexed

OFFICE = Organisation("Office des puits", ("ODP",), ())
AWA = Person("Awa Ba", ("Ba", "BA"), ("cheffe de l'Office des puits", "ministre malienne"), ())
TEXT = """\
La [TITLE ministre malienne] [PER Awa Ba], [TITLE cheffe de l'[ORG Office des puits]] ([ORG ODP]), est au [LOC Mali].
[PER Ba] y signe trois [AGREEMENT accords].
La [TITLE ministre malienne] et le [LOC Mali] voient l'[ORG ODP]."""


@pytest.fixture(scope="module")
def one():
    bare = document(TEXT, AWA, MALI, OFFICE)
    agreement = Agreement(
        bare.agreements[0].mentions,
        ("Chine", "Mali"),
        "signed",
        ("eau", "puits"),
        date="2024-05",
        place="Ségou",
        count=3,
    )
    (found,) = identified(replace(bare, agreements=(agreement,)))
    return found


@pytest.fixture(scope="module")
def entities(one):
    return {entity.id: entity for entity in indexed(one).entities()}


@pytest.fixture(scope="module")
def ties(one):
    ties = Ties()
    ties.add(one)
    return ties


def test_rows_have_the_columns_of_their_table(one, entities, ties):
    rows = {
        "mentions": mention_rows(one),
        "entities": entity_rows(entities.values()),
        "people": people_rows(one),
        "titles": title_rows(ties, entities),
        "agreements": agreement_rows(one),
        "cooccurrences": cooccurrence_rows(ties, entities),
        "errors": error_rows([Failure("a", "b")]),
    }
    assert set(rows) == set(COLUMNS)
    for table, of_table in rows.items():
        found = list(of_table)
        assert found
        assert {tuple(row) for row in found} == {COLUMNS[table]}


def test_a_mention_s_row(one):
    assert list(mention_rows(one))[1] == {
        "document": "a.txt",
        "label": "PER",
        "text": "Awa Ba",
        "start": 21,
        "end": 27,
        "sentence": one.text.splitlines()[0],
        "entity": "PER:awa-ba",
    }


def test_a_person_s_row(one):
    assert list(people_rows(one)) == [
        {
            "document": "a.txt",
            "name": "Awa Ba",
            "aliases": "Ba | BA",
            "titles": "cheffe de l'Office des puits | ministre malienne",
            "mentions": 2,
            "entity": "PER:awa-ba",
        }
    ]


def test_an_agreement_s_row(one):
    assert list(agreement_rows(one)) == [
        {
            "document": "a.txt",
            "agreement": "accords",
            "parties": "Chine | Mali",
            "status": "signed",
            "domains": "eau | puits",
            "date": "2024-05",
            "place": "Ségou",
            "count": 3,
            "mentions": 1,
            "sentence": "Ba y signe trois accords.",
            "entity": "AGREEMENT:1@a.txt",
        }
    ]


def test_an_entity_s_row(entities):
    rows = {row["id"]: row for row in entity_rows(entities.values())}
    assert rows["LOC:ML"] == {
        "id": "LOC:ML",
        "label": "LOC",
        "name": "Mali",
        "other_forms": "",
        "titles": "",
        "country": "ML",
        "latitude": 17.0,
        "longitude": -4.0,
        "mentions": 2,
        "documents": 1,
        "first_document": "a.txt",
        "last_document": "a.txt",
    }
    assert rows["PER:awa-ba"]["titles"] == "cheffe de l'Office des puits | ministre malienne"


def test_titles_rows_the_most_often_said_first(ties, entities):
    assert list(title_rows(ties, entities)) == [
        {
            "person": "Awa Ba",
            "title": title,
            "organisation": organisation,
            "country": country,
            "mentions": mentions,
            "documents": 1,
            "first_document": "a.txt",
            "last_document": "a.txt",
            "entity": "PER:awa-ba",
        }
        for title, organisation, country, mentions in (
            ("ministre malienne", "", "Mali", 2),
            ("cheffe de l'Office des puits", "Office des puits", "", 1),
        )
    ]


def test_cooccurrences_rows_the_most_frequent_first(ties, entities):
    rows = list(cooccurrence_rows(ties, entities))
    assert rows[0] == {
        "source": "Mali",
        "source_label": "LOC",
        "target": "Office des puits",
        "target_label": "ORG",
        "sentences": 2,
        "documents": 1,
        "source_entity": "LOC:ML",
        "target_entity": "ORG:office-des-puits",
    }
    assert [(row["source"], row["target"], row["sentences"]) for row in rows[1:]] == [
        ("Mali", "Awa Ba", 1),
        ("Office des puits", "Awa Ba", 1),
    ]


def test_what_is_not_known_is_an_empty_cell():
    (one,) = identified(document("L'[AGREEMENT accord] de [LOC Trifouillis].", Place("Trifouillis", (), ())))
    (row,) = agreement_rows(one)
    assert (row["parties"], row["domains"], row["date"], row["place"], row["count"]) == ("", "", "", "", None)
    place = next(row for row in entity_rows(indexed(one).entities()) if row["label"] == "LOC")
    assert (place["country"], place["latitude"], place["longitude"]) == ("", None, None)
