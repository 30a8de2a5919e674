from dataclasses import replace
from itertools import permutations

import pytest

from entityx.records import Agreement, Document, Organisation
from tests.collect.documents import MALI, document, identified, indexed

TRADE = Agreement((), ("Mali", "Niger"), "signed", (), kind="treaty", subjects=("trade",))


def article(id: str, *accords: Agreement, date: str = "2024-05-01", text: str = "") -> Document:
    """A document that tells of *accords*."""
    written = text or "Le [LOC Mali] et le Niger. " + " ".join(
        f"Un [AGREEMENT accord {'n' * number}]." for number in range(1, len(accords) + 1)
    )
    bare = document(written, MALI, id=id)
    told = zip(bare.agreements, accords, strict=True)
    agreements = tuple(replace(accord, mentions=found.mentions) for found, accord in told)
    return replace(bare, agreements=agreements, metadata={"date": date} if date else {})


def ids_of(*documents: Document) -> dict[str, list[str]]:
    """The ids of the agreements of *documents*."""
    return {
        one.id: [mention.entity for mention in one.mentions if mention.label == "AGREEMENT"]
        for one in identified(*documents)
    }


def joined(one: Agreement, other: Agreement, *dates: str) -> tuple[bool, str]:
    """Whether the agreements of two documents are one, and which the second is perhaps."""
    first, second = dates or ("2024-05-01", "2024-05-20")
    documents = article("1", one, date=first), article("2", other, date=second)
    found = ids_of(*documents)
    index = indexed(*documents)
    (own,) = found["2"]
    return found["1"] == found["2"], index[own].perhaps


FIRST = "AGREEMENT:1@1"


@pytest.mark.parametrize("documents", list(permutations([article("1", TRADE), article("2", TRADE), article("3")])))
def test_one_accord_in_two_articles_whatever_their_order(documents):
    assert ids_of(*documents) == {"1": [FIRST], "2": [FIRST], "3": []}


@pytest.mark.parametrize("dates", [("2024-05-01", "2024-06-01"), ("2024-06-01", "2024-05-01")])
def test_the_article_that_comes_first_in_time_gives_the_id(dates):
    found = ids_of(article("1", TRADE, date=dates[0]), article("2", TRADE, date=dates[1]))
    earlier = min(zip(dates, found, strict=True))[1]
    assert found == {id: [f"AGREEMENT:1@{earlier}"] for id in found}


@pytest.mark.parametrize(
    ("other", "dates"),
    [
        # overlapping subjects are enough
        (replace(TRADE, subjects=("energy", "trade")), ()),
        (replace(TRADE, parties=("Niger", "Mali")), ()),
        (replace(TRADE, confidence=0.9), ()),
        (replace(TRADE, status="ended"), ()),
        (replace(TRADE, date="2024-04"), ()),
    ],
)
def test_one_accord(other, dates):
    assert joined(TRADE, other, *dates) == (True, "")


def test_the_date_that_both_say_joins_articles_of_any_time():
    said = replace(TRADE, date="2024-05-01")
    assert joined(said, replace(TRADE, date="2024-05"), "2024-05-02", "2030-01-01") == (True, "")
    assert joined(said, said, "", "") == (True, "")
    assert joined(replace(TRADE, date="2024"), replace(TRADE, date="2024"), "", "") == (False, FIRST)


@pytest.mark.parametrize(
    ("other", "dates"),
    [
        # more than a month; no date; no subjects; a record that is not sure itself
        (TRADE, ("2024-05-01", "2024-06-02")),
        (TRADE, ("2024-05-01", "")),
        (replace(TRADE, subjects=()), ()),
        (replace(TRADE, confidence=0.4), ()),
    ],
)
def test_perhaps_one_accord(other, dates):
    assert joined(TRADE, other, *dates) == (False, FIRST)


@pytest.mark.parametrize(
    ("other", "dates"),
    [
        (replace(TRADE, parties=("Mali", "Niger", "Tchad")), ()),
        (replace(TRADE, parties=("Mali",)), ()),
        (replace(TRADE, kind="commercial"), ()),
        (replace(TRADE, subjects=("defence",)), ()),
        (replace(TRADE, count=3), ()),
        (TRADE, ("2024-05-01", "2025-06-01")),
        (replace(TRADE, subjects=()), ("2024-05-01", "2024-09-01")),
    ],
)
def test_another_accord(other, dates):
    assert joined(TRADE, other, *dates) == (False, "")


def test_two_dates_make_two_accords():
    assert joined(replace(TRADE, date="2024-04-02"), replace(TRADE, date="2024-03")) == (False, "")


@pytest.mark.parametrize("one", [replace(TRADE, kind="unknown"), replace(TRADE, parties=("Mali",))])
def test_of_an_agreement_that_is_not_known_well_nothing_is_said(one):
    assert joined(one, one) == (False, "")


def test_where_a_document_has_two_accords_of_the_same_parties_none_is_sure():
    documents = article("1", TRADE), article("2", TRADE, replace(TRADE, subjects=("defence", "trade")))
    assert ids_of(*documents)["2"] == ["AGREEMENT:1@2", "AGREEMENT:2@2"]
    index = indexed(*documents)
    assert {index[id].perhaps for id in ("AGREEMENT:1@2", "AGREEMENT:2@2")} == {FIRST}


def test_what_all_tell_of_stays_what_joins():
    """The third is of energy, the first of trade: that the second is of both does not make them one."""
    found = ids_of(
        article("1", TRADE),
        article("2", replace(TRADE, subjects=("energy", "trade"))),
        article("3", replace(TRADE, subjects=("energy",))),
    )
    assert found == {"1": [FIRST], "2": [FIRST], "3": ["AGREEMENT:1@3"]}


def test_what_the_first_says_alone_does_not_join():
    found = ids_of(
        article("1", replace(TRADE, subjects=("energy", "trade"))),
        article("2", TRADE),
        article("3", replace(TRADE, subjects=("energy",))),
    )
    assert found == {"1": [FIRST], "2": [FIRST], "3": ["AGREEMENT:1@3"]}


def test_the_parties_are_entities_whatever_they_are_called():
    union = replace(TRADE, parties=("Mali", "UE"))
    text = "Le [LOC République du Mali] et l'[ORG {}]. Un [AGREEMENT accord]."
    documents = [
        article("1", union, text=text.format("UE")),
        article(
            "2",
            replace(union, parties=("République du Mali", "Union européenne")),
            text=text.format("Union européenne"),
        ),
    ]
    assert ids_of(*documents) == {"1": [FIRST], "2": [FIRST]}


def test_a_party_that_only_its_document_knows_joins_nothing():
    text = "Le [LOC Mali] et [PER Guindo]. Un [AGREEMENT accord]."
    with_her = replace(TRADE, parties=("Mali", "Guindo"))
    assert ids_of(article("1", with_her, text=text), article("2", with_her, text=text))["2"] == ["AGREEMENT:1@2"]


def test_an_acronym_of_a_party_is_its_full_name():
    text = "Le [LOC Mali] et l'[ORG Office des puits] ([ORG ODP]). Un [AGREEMENT accord]."
    first = article("1", replace(TRADE, parties=("Mali", "Office des puits")), text=text)
    office = replace(
        first.organisations[0], aliases=("ODP",), mentions=tuple(m for o in first.organisations for m in o.mentions)
    )
    first = replace(first, organisations=(office,))
    second = article(
        "2", replace(TRADE, parties=("Mali", "ODP")), text="Le [LOC Mali] et l'[ORG ODP]. Un [AGREEMENT accord]."
    )
    assert isinstance(office, Organisation)
    assert ids_of(first, second)["2"] == [FIRST]
