from dataclasses import replace

import pytest

from entityx.collect import COLUMNS, Agreed, Ties, document_tables, folder_tables
from entityx.records import Agreement, Failure, Organisation, Person, Place
from tests.collect.documents import MALI, document, identified, indexed

OFFICE = Organisation("Office des puits", ("ODP",), ())
AWA = Person(
    *("Awa Ba", ("Ba", "BA"), ("cheffe de l'Office des puits", "ministre malienne"), ()),
    title_confidences=(0.5, None, 0.75),
)
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
        ("Union des puits",),
        "treaty",
        ("environment", "industry"),
        date="2024-05",
        place="Ségou",
        count=3,
        confidence=0.625,
    )
    metadata = {"title": "À Ségou", "date": "12/05/2024", "url": "https://journal.example/a", "pages": 2}
    (found,) = identified(replace(bare, agreements=(agreement,), metadata=metadata))
    mentions = [replace(one, confidence=0.875) if one.text == "Ba" else one for one in found.mentions]
    return replace(found, mentions=tuple(mentions))


def tables_of(one):
    """The rows of all tables."""
    index = indexed(one)
    ties, agreed = Ties(index), Agreed(index)
    ties.add(one)
    agreed.add(one)
    tables = (*document_tables(one, index), *folder_tables(index, ties, agreed.rows(), [Failure("a", "b")]))
    return {table: list(rows) for table, rows in tables}


@pytest.fixture(scope="module")
def tables(one):
    return tables_of(one)


KINDS = {
    "text": str,
    "date": str,
    "texts": tuple,
    "integer": int | None,
    "number": float | None,
}


def test_rows_have_the_columns_of_their_table_with_what_these_hold(tables):
    assert set(tables) == set(COLUMNS)
    for table, rows in tables.items():
        assert rows
        for row in rows:
            assert list(row) == list(COLUMNS[table])
            assert [isinstance(row[column], KINDS[kind]) for column, kind in COLUMNS[table].items()] == [True] * len(
                row
            )


def test_a_document_s_row(tables):
    assert tables["documents"] == [
        {
            "document": "a.txt",
            "title": "À Ségou",
            "date": "2024-05-12",
            "url": "https://journal.example/a",
            "source": "in/a.txt",
            "language": "",
            "mentions": 11,
            "people": 1,
            "titles": 2,
            "places": 1,
            "organisations": 1,
            "agreements": 1,
        }
    ]


@pytest.mark.parametrize(
    ("metadata", "date"),
    [
        ({}, ""),
        ({"date": "2024-05-12T08:00:00Z"}, "2024-05-12"),
        ({"date": "mai 2024"}, "mai 2024"),
        ({"date": 2024}, "2024"),
        ({"created": "2024-05-03"}, "2024-05-03"),
        ({"date": "2024-05-12", "created": "2024-06-01"}, "2024-05-12"),
    ],
)
def test_a_date_that_is_no_day_stays_as_it_is(one, metadata, date):
    tables = tables_of(replace(one, metadata=metadata))
    assert [tables[table][0]["date"] for table in ("documents", "mentions")] == [date, date]


def test_a_mention_s_row(tables, one):
    assert tables["mentions"][6] == {
        "document": "a.txt",
        "date": "2024-05-12",
        "label": "PER",
        "text": "Ba",
        "name": "Awa Ba",
        "start": one.text.index("Ba y"),
        "end": one.text.index(" y signe"),
        "confidence": 0.875,
        "sentence": "Ba y signe trois accords.",
        "entity": "PER:awa-ba",
    }


def test_a_sentence_is_on_one_line_in_plain_writing(one):
    text = one.text.replace("Ba y signe", "Ba\r\n\u00a0signe")
    assert len(text) == len(one.text)
    assert tables_of(replace(one, text=text))["mentions"][6]["sentence"] == "Ba signe trois accords."


def test_a_person_s_row(tables):
    assert tables["people"] == [
        {
            "document": "a.txt",
            "name": "Awa Ba",
            "aliases": ("Ba", "BA"),
            "titles": ("cheffe de l'Office des puits", "ministre malienne"),
            "mentions": 2,
            "entity": "PER:awa-ba",
            "perhaps": "",
        }
    ]


def test_an_agreement_s_row(tables):
    assert tables["agreements"] == [
        {
            "document": "a.txt",
            "agreement": "accords",
            "parties": ("Chine", "Mali"),
            "third_parties": ("Union des puits",),
            "status": "signed",
            "kind": "treaty",
            "subjects": ("environment", "industry"),
            "domains": ("eau", "puits"),
            "date": "2024-05",
            "place": "Ségou",
            "count": 3,
            "confidence": 0.625,
            "mentions": 1,
            "sentence": "Ba y signe trois accords.",
            "entity": "AGREEMENT:1@a.txt",
            "perhaps": "",
        }
    ]


def test_an_entity_s_row(tables):
    rows = {row["id"]: row for row in tables["entities"]}
    assert rows["LOC:ML"] == {
        "id": "LOC:ML",
        "label": "LOC",
        "name": "Mali",
        "other_forms": (),
        "titles": (),
        "country": "ML",
        "latitude": 17.0,
        "longitude": -4.0,
        "mentions": 2,
        "documents": 1,
        "first_document": "a.txt",
        "last_document": "a.txt",
        "perhaps": "",
    }
    assert rows["PER:awa-ba"]["titles"] == ("cheffe de l'Office des puits", "ministre malienne")


def test_titles_rows_the_most_often_said_first(tables):
    assert tables["titles"] == [
        {
            "person": "Awa Ba",
            "title": title,
            "organisation": organisation,
            "country": country,
            "confidence": confidence,
            "mentions": mentions,
            "documents": 1,
            "first_document": "a.txt",
            "last_document": "a.txt",
            "entity": "PER:awa-ba",
        }
        for title, organisation, country, confidence, mentions in (
            ("ministre malienne", (), ("Mali",), 0.75, 2),
            ("cheffe de l'Office des puits", ("Office des puits",), (), None, 1),
        )
    ]


def test_cooccurrences_rows_the_most_frequent_first(tables):
    rows = tables["cooccurrences"]
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
    tables = tables_of(one)
    (row,) = tables["agreements"]
    assert (row["parties"], row["domains"], row["date"], row["place"], row["count"]) == ((), (), "", "", None)
    assert (row["third_parties"], row["kind"], row["subjects"], row["confidence"]) == ((), "unknown", (), None)
    assert [row["confidence"] for row in tables["mentions"]] == [None, None]
    (document_row,) = tables["documents"]
    assert (document_row["title"], document_row["date"], document_row["url"]) == ("", "", "")
    place = next(row for row in tables["entities"] if row["label"] == "LOC")
    assert (place["country"], place["latitude"], place["longitude"]) == ("", None, None)
