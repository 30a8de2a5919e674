"""Whose a surname is that stands alone: most weights are set here, so that tests do not hang on the learned ones."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from entityx.collect import EntityIndex, surnames
from entityx.collect.surnames import LONGEST_GAP, MOST_BEARERS, MOST_NAMES, SAME, Office, offices, pairs
from entityx.link.decision import Answer
from entityx.records import Document, Person
from tests.collect.documents import MALI, document, identified, ids, indexed

AWA = Person("Awa Guindo", ("Guindo",), ("présidente malienne",), ())
MINISTER = Person("Guindo", (), ("présidente malienne",), ())


def article(id: str, text: str, *records: Person, date: str = "") -> Document:
    places = (MALI,) if "Mali]" in text else ()
    return replace(document(text, *records, *places, id=id), metadata={"date": date} if date else {})


def full(id: str, date: str = "") -> Document:
    text = "La [TITLE présidente malienne] [PER Awa Guindo] est au [LOC Mali] avec [PER Ali Sow]. [PER Guindo] parle."
    return article(id, text, AWA, date=date)


def alone(id: str = "alone", date: str = "") -> Document:
    text = "La [TITLE présidente malienne] [PER Guindo] est au [LOC Mali] avec [PER Ali Sow]."
    return article(id, text, MINISTER, date=date)


def weigh(monkeypatch: pytest.MonkeyPatch, **weights: float) -> None:
    """Let the decision have these *weights*, each for the feature that it names with ``_`` for spaces."""
    own = {name.replace("_", " "): weight for name, weight in weights.items()}
    monkeypatch.setitem(SAME.__dict__, "answers", {"same": Answer(0.0, own)})


@pytest.fixture
def certain(monkeypatch):
    """Who is named alone in the folder under a surname is its bearer."""
    weigh(monkeypatch, the_only_bearer=9.0)


@pytest.fixture
def unsure(monkeypatch):
    weigh(monkeypatch, the_only_bearer=1.0)


def entity_of(name: str, *documents: Document) -> str:
    """The entity of *name* in the document ``alone``."""
    found = dict(zip([one.id for one in documents], identified(*documents), strict=True))
    return ids(found["alone"])[name]


def test_the_learned_weights_know_a_president_whom_the_folder_knows_well():
    known = [full(str(number)) for number in range(12)]
    assert entity_of("Guindo", *known, alone()) == "PER:awa-guindo"


def test_the_learned_weights_do_not_know_a_namesake_of_whom_nothing_is_the_same():
    other = article("1", "[PER Awa Guindo] et [PER Kadi Sy].")
    assert entity_of("Guindo", other, article("alone", "[PER Guindo] chante avec [PER Ali Sow].")) == "PER:guindo@alone"


@pytest.mark.usefixtures("certain")
@pytest.mark.parametrize("documents", list(permutations([full("1"), full("2"), alone()])))
def test_a_surname_is_its_only_bearer_whatever_the_order(documents):
    assert entity_of("Guindo", *documents) == "PER:awa-guindo"


@pytest.mark.usefixtures("certain")
def test_the_person_has_the_mentions_titles_and_documents_of_the_surname():
    said = Person("Guindo", (), ("cheffe",), ())
    index = indexed(full("1"), article("alone", "La [TITLE cheffe] [PER Guindo] et [PER GUINDO].", said))
    awa = index["PER:awa-guindo"]
    assert (awa.mentions, awa.documents, awa.last_document) == (4, 2, "alone")
    assert awa.titles == ("présidente malienne", "cheffe")
    assert not awa.perhaps
    with pytest.raises(KeyError):
        index["PER:guindo@alone"]


@pytest.mark.usefixtures("certain")
def test_a_title_of_both_stands_once():
    said = Person("Guindo", (), ("Présidente malienne",), ())
    index = indexed(full("1"), article("alone", "La [TITLE Présidente malienne] [PER Guindo].", said))
    assert index["PER:awa-guindo"].titles == ("présidente malienne",)


@pytest.mark.usefixtures("unsure")
def test_what_is_not_sure_is_perhaps_so():
    index = indexed(full("1"), alone())
    assert index["PER:guindo@alone"].perhaps == "PER:awa-guindo"
    assert index["PER:awa-guindo"].perhaps == ""
    assert entity_of("Guindo", full("1"), alone()) == "PER:guindo@alone"


def test_what_is_not_likely_is_not_even_perhaps_so(monkeypatch):
    weigh(monkeypatch, the_only_bearer=-1.0)
    assert indexed(full("1"), alone())["PER:guindo@alone"].perhaps == ""


def test_where_two_are_sure_none_is(monkeypatch):
    weigh(monkeypatch, mentioned_once=9.0)
    index = indexed(full("1"), article("2", "[PER Kadi Guindo] parle."), alone())
    assert index["PER:guindo@alone"].perhaps == "PER:kadi-guindo"


@pytest.mark.usefixtures("certain")
@pytest.mark.parametrize(
    ("other", "said"),
    [
        # a given name too, a place too
        ("[PER Guindo Sow] rit.", "Guindo"),
        ("", "Kayes"),
    ],
)
def test_what_is_a_given_name_or_a_place_too_is_never_sure(other, said):
    documents = [
        article("1", f"[PER Awa {said}] parle. {other}"),
        article("alone", f"[PER {said}] est là."),
    ]
    assert indexed(*documents)[f"PER:{said.lower()}@alone"].perhaps == f"PER:awa-{said.lower()}"


@pytest.mark.usefixtures("certain")
@pytest.mark.parametrize(
    "text",
    [
        # the family; an initial; one of two in the document
        "Les [PER Guindo] sont là.",
        "[PER K. Guindo] est là.",
        "[PER Ali Guindo], [PER Kadi Guindo]. [PER Guindo] est là.",
    ],
)
def test_what_may_be_another_of_the_family_is_nobody_s(text):
    index = indexed(full("1"), article("alone", text))
    own = next(one for one in index.entities() if one.id.endswith("@alone") and one.label == "PER")
    assert own.perhaps == ""


@pytest.mark.usefixtures("certain")
def test_a_surname_of_two_words_is_that_of_whose_name_ends_in_both():
    documents = [article("1", "[PER Awa Dos Guindo]."), article("alone", "[PER Dos Guindo] et [PER Ben Guindo].")]
    assert entity_of("Dos Guindo", *documents) == "PER:awa-dos-guindo"
    assert entity_of("Ben Guindo", *documents) == "PER:ben-guindo@alone"


@pytest.mark.usefixtures("certain")
@pytest.mark.parametrize(("apart", "sure"), [(LONGEST_GAP - 1, True), (LONGEST_GAP, False)])
def test_a_document_of_quite_another_time_is_never_sure(apart, sure):
    day = date(2020, 1, 1)
    documents = [full("1", "2010-01-01"), full("2", str(day)), alone(date=str(day + timedelta(days=apart)))]
    assert (entity_of("Guindo", *documents) == "PER:awa-guindo") is sure


@pytest.mark.usefixtures("certain")
def test_a_surname_that_very_many_bear_is_nobody_s():
    documents = [article(str(number), f"[PER Awa{'a' * number} Guindo].") for number in range(MOST_BEARERS + 1)]
    assert not list(pairs(_resolved(*documents, alone()).database))
    assert len(list(pairs(_resolved(*documents[1:], alone()).database))) == 1


def test_a_list_of_names_is_nobody_s_company():
    people = " ".join(f"[PER Ali N{'o' * number}m]" for number in range(MOST_NAMES))
    listed = article("alone", f"[PER Guindo] {people}")
    ((one, _),) = pairs(_resolved(full("1"), listed).database)
    assert not one.company.names


def doubted(one: Document, *words: str) -> Document:
    """*one* in whose mentions of *words* little confidence is."""
    mentions = (replace(m, confidence=0.1 if m.text in words else 0.9) for m in one.mentions)
    return replace(one, mentions=tuple(mentions))


def test_whose_a_surname_is_does_not_depend_on_what_is_counted():
    known = [doubted(full(str(number)), "Ali Sow", "Mali", "présidente malienne") for number in range(12)]
    documents = [*known, doubted(alone(), "Ali Sow", "Mali", "présidente malienne")]
    for least in (0, 0.5):
        index = EntityIndex(least=least)
        own = [index.add(one) for one in documents]
        assert ids(index.identified(own[-1]))["Guindo"] == "PER:awa-guindo"
        assert index["PER:awa-guindo"].documents == 13
        assert index["PER:awa-guindo"].titles == (("présidente malienne",) if not least else ())


@pytest.mark.usefixtures("unsure")
def test_nothing_is_perhaps_what_is_not_counted():
    index = EntityIndex(least=0.5)
    for one in (doubted(full("1"), "Awa Guindo", "Guindo"), doubted(alone())):
        index.add(one)
    assert index["PER:guindo@alone"].perhaps == ""
    with pytest.raises(KeyError):
        index["PER:awa-guindo"]


def _resolved(*documents: Document) -> EntityIndex:
    index = indexed(*documents)
    index.join_acronyms()
    return index


def features_of(*documents: Document) -> dict[str, set[str]]:
    """The features of the surname in ``alone`` with each who bears it."""
    ((one, bearers),) = pairs(_resolved(*documents).database)
    return {bearer.key: set(surnames.features(one, bearer, bearers)) for bearer in bearers}


def test_features():
    other = article("2", "[PER Kadi Guindo] chante.")
    found = features_of(full("1"), full("3"), full("4"), other, alone())
    assert found["awa-guindo"] == {
        "50% of the documents of its bearers",
        "70% of the documents of its bearers",
        "in full in 2 documents",
        "in full in 3 documents",
        "called so elsewhere",
        "mentioned once",
        "office: the same, of the same state",
        "the foremost state in common",
        "1 people in common",
    }
    assert found["kadi-guindo"] == {"mentioned once", "office: none said"}


def test_a_surname_that_is_known_better_than_the_one_who_bears_it():
    found = features_of(full("1"), article("alone", "[PER Guindo] rit."))
    assert "alone in more documents than in full" not in found["awa-guindo"]
    index = _resolved(full("1"), article("2", "[PER Guindo]."), article("3", "[PER Guindo]."))
    for one, bearers in pairs(index.database):
        assert "alone in more documents than in full" in set(surnames.features(one, bearers[0], bearers))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ([("maire", "Mali")], [("maire", "Mali")], "office: the same, of the same state"),
        ([("maire", "Mali")], [("maire", "Niger")], "office: the same, of another state"),
        ([("maire", "Mali")], [("maire", "")], "office: the same"),
        ([("maire", "Mali")], [("préfet", "Mali")], "office: another"),
        ([], [("préfet", "Mali")], "office: none said"),
    ],
)
def test_offices(one, other, found):
    def of(said):
        return {Office(head, frozenset(filter(None, [state]))) for head, state in said}

    assert offices(of(one), of(other)) == found


def test_the_case_of_a_title_that_comes_first_makes_no_difference():
    said = Person("Guindo", (), ("Présidente Malienne", "présidente malienne"), ())
    one = article("alone", "La [TITLE Présidente Malienne], la [TITLE présidente malienne] [PER Guindo].", said)
    assert "office: the same, of the same state" in features_of(full("1"), one)["awa-guindo"]


@pytest.mark.parametrize("documents", list(permutations([full("1"), article("2", "[PER Awa Guindo] rit."), alone()])))
def test_the_documents_that_are_looked_at_are_the_same_whatever_the_order(documents, monkeypatch):
    monkeypatch.setattr(surnames, "MOST_DOCUMENTS", 1)
    assert "1 people in common" in features_of(*documents)["awa-guindo"]
