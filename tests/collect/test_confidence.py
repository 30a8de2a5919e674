"""What is left out of the tables where a least confidence is asked for, and that all that is left goes together."""

from dataclasses import replace
from itertools import repeat

import pytest

from entityx.collect import Agreed, EntityIndex, Ties, confident, document_tables, folder_tables
from entityx.records import Organisation, Person, Span
from tests.collect.documents import MALI, PARIS, document

AWA = Person("Awa Ba", ("Ba", "Mme Ba"), ("maire de Ségou", "juge"), ())
TEXT = """\
La [TITLE maire de [LOC Ségou]] [PER Awa Ba] est au [LOC Mali] avec [PER Léa Sy].
[PER Ba], [TITLE juge], et [PER Mme Ba], [TITLE Juge], saluent l'[AGREEMENT accord] de l'[ORG OPV].
Le [AGREEMENT pacte] du [LOC Mali] tient."""


def sure(mentions=None, titles=(), agreements=(), tagged=TEXT, records=(AWA, MALI), id="a.txt"):
    """The document of *tagged*, whose titles are all the first person's, with what is known of its confidence.

    Args:
        mentions: The confidence of the first mention with these words.
        titles: That of the titles, where they stand.
        agreements: That of the agreements.
        tagged, records, id: As in `document`.
    """
    one = document(tagged, *records, id=id)
    known = dict(mentions or {})
    stand = tuple(Span(mention.start, mention.end) for mention in one.mentions if mention.label == "TITLE")
    return replace(
        one,
        mentions=tuple(replace(mention, confidence=known.pop(mention.text, None)) for mention in one.mentions),
        people=tuple(
            replace(person, title_mentions=stand, title_confidences=titles) if person is one.people[0] else person
            for person in one.people
        ),
        agreements=tuple(
            replace(agreement, confidence=confidence)
            for agreement, confidence in zip(one.agreements, agreements or repeat(None), strict=False)
        ),
    )


def words(one, spans):
    return [one.text[at.start : at.end] for at in spans]


def test_what_is_not_known_to_be_unsure_stays():
    one = sure({"Ba": 0.8, "OPV": 1}, (0.8, None, None), (0.9, None))
    assert confident(one, 0.8) == one
    assert confident(sure({"Ba": 0.0}, (0.0,) * 3, (0.0, 0.0)), 0) == sure({"Ba": 0.0}, (0.0,) * 3, (0.0, 0.0))


def test_a_mention_goes_and_with_the_last_one_who_or_what_it_names():
    one = confident(sure({"Léa Sy": 0.7, "OPV": 0.79, "Mali": 0.5}), 0.8)
    assert [mention.text for mention in one.mentions] == [
        *("maire de Ségou", "Ségou", "Awa Ba", "Ba", "juge", "Mme Ba", "Juge", "accord", "pacte", "Mali")
    ]  # the Mali of the last line
    assert [person.name for person in one.people] == ["Awa Ba"]
    assert one.organisations == ()
    assert [(place.name, words(one, place.mentions)) for place in one.places] == [
        ("Mali", ["Mali"]),
        ("Ségou", ["Ségou"]),
    ]


def test_another_form_goes_with_its_last_mention_and_the_fullest_name_stays():
    (person, _) = confident(sure({"Mme Ba": 0.5, "Awa Ba": 0.5}), 0.8).people
    assert (person.name, person.aliases) == ("Awa Ba", ("Ba",))


def test_a_title_goes_by_its_own_confidence_or_with_its_mention():
    (awa, _) = confident(sure(titles=(0.5, 0.9, 0.2)), 0.8).people
    assert (awa.titles, awa.title_confidences) == (("juge",), (0.9,))
    (awa, _) = confident(sure(titles=(0.9, 0.5, 0.2)), 0.8).people
    assert awa.titles == ("maire de Ségou",)
    one = confident(sure({"juge": 0.1, "maire de Ségou": 0.1}), 0.8)
    assert (one.people[0].titles, words(one, one.people[0].title_mentions)) == (("juge",), ["Juge"])
    one.check()


def test_a_title_that_is_nobody_s_any_more_is_still_a_mention():
    one = sure(titles=(0.5, 0.5, 0.5))
    assert confident(one, 0.8).mentions == one.mentions
    assert confident(one, 0.8).people[0].titles == ()


def test_an_agreement_goes_by_its_own_confidence_or_with_its_last_mention():
    one = confident(sure(agreements=(0.5, 0.9)), 0.8)
    assert [words(one, agreement.mentions) for agreement in one.agreements] == [["pacte"]]
    assert {"accord", "pacte"} <= {mention.text for mention in one.mentions}
    one = confident(sure({"pacte": 0.5}, agreements=(0.9, 0.9)), 0.8)
    assert [words(one, agreement.mentions) for agreement in one.agreements] == [["accord"]]


def tables(*documents, least):
    """The rows of all tables, of what is sure enough in *documents*."""
    index = EntityIndex(least=least)
    own = [index.add(one) for one in documents]
    ties, agreed = Ties(index), Agreed(index)
    rows = {}
    for one in own:
        kept = confident(index.identified(one), least)
        ties.add(kept)
        agreed.add(kept)
        for table, made in document_tables(kept, index):
            rows.setdefault(table, []).extend(made)
    return rows | {table: list(made) for table, made in folder_tables(index, ties, agreed.rows(), [])}


def columns(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_tables_count_what_is_left():
    one = sure({"Léa Sy": 0.5, "Ba": 0.5, "Mali": 0.5, "OPV": 0.5}, (0.9, 0.5, 0.5), (0.5, 0.9))
    found = tables(one, least=0.8)
    (row,) = found["documents"]
    assert [row[kind] for kind in ("mentions", "people", "titles", "places", "organisations", "agreements")] == [
        *(9, 1, 2, 2, 0, 1)
    ]
    assert [row["text"] for row in found["mentions"]] == [
        *("maire de Ségou", "Ségou", "Awa Ba", "juge", "Mme Ba", "Juge", "accord", "pacte", "Mali")
    ]
    assert columns(found["people"], "name", "aliases", "titles", "mentions") == [
        ("Awa Ba", ("Mme Ba",), ("maire de Ségou",), 2)
    ]
    assert len(found["entities"]) == 7  # Awa Ba, both titles, Mali, Ségou, and the words for both agreements
    assert columns(found["titles"], "person", "title", "confidence", "mentions") == [
        ("Awa Ba", "maire de Ségou", 0.9, 1)
    ]
    assert columns(found["agreements"], "agreement", "confidence") == [("pacte", 0.9)]
    entities = {row["id"]: (row["mentions"], row["other_forms"], row["titles"]) for row in found["entities"]}
    assert entities["PER:awa-ba"] == (2, ("Mme Ba",), ("maire de Ségou",))
    assert entities["LOC:ML"] == (1, (), ())
    assert not {"PER:lea-sy", "ORG:opv"} & set(entities)
    assert columns(found["cooccurrences"], "source", "target") == [("Ségou", "Awa Ba")]


def test_ids_are_those_of_all_that_was_found():
    office = Organisation("Office des puits villageois", ("OPV",), ())
    giving = sure(
        {"Office des puits villageois": 0.1, "OPV": 0.1},
        tagged="[ORG Office des puits villageois] ([ORG OPV]) : [AGREEMENT pacte], [AGREEMENT accord de [LOC Paris]].",
        records=(office, PARIS),
        agreements=(0.1, 0.9),
        id="1",
    )
    taking = sure(tagged="L'[ORG OPV] creuse.", records=(), id="2")
    found = tables(giving, taking, least=0.8)
    assert columns(found["mentions"], "document", "text", "entity", "name")[-1] == (
        *("2", "OPV", "ORG:office-des-puits-villageois", "Office des puits villageois"),
    )
    entities = {row["id"]: (row["mentions"], row["documents"], row["first_document"]) for row in found["entities"]}
    assert entities["ORG:office-des-puits-villageois"] == (1, 1, "2")
    assert columns(found["agreements"], "entity") == [("AGREEMENT:accord-de-paris",)]


@pytest.mark.parametrize("least", [0, 0.5, 1])
def test_where_nothing_is_known_of_confidence_the_tables_are_the_same(least):
    assert tables(sure(), least=least) == tables(sure(), least=0)


def test_a_document_of_which_nothing_is_left_is_still_a_row():
    one = sure({"Awa Ba": 0.1}, tagged="[PER Awa Ba] dort.", records=())
    found = tables(one, least=0.5)
    assert columns(found["documents"], "document", "mentions", "people") == [("a.txt", 0, 0)]
    assert found["entities"] == found["mentions"] == found["people"] == []


def test_agreements_of_the_folder_come_the_surest_first_and_the_unknown_last():
    first = sure(agreements=(0.25, None), id="1")
    second = sure(agreements=(None, 0.75), id="2")
    third = sure(agreements=(0.25, 0.5), id="3")
    found = columns(tables(first, second, third, least=0)["agreements"], "document", "agreement", "confidence")
    assert found == [
        ("2", "pacte", 0.75),
        ("3", "pacte", 0.5),
        ("1", "accord", 0.25),
        ("3", "accord", 0.25),
        ("1", "pacte", None),
        ("2", "accord", None),
    ]
