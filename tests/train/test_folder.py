"""Training of what tells whose a surname is: how good it is, `python -m entityx.train.folder` shows."""

import json
from dataclasses import replace

import pytest

from entityx.records import Person
from entityx.train.folder import Label, held_out, joined, labelled_pairs, learn, read_labels, without_full_name
from entityx.train.links import FEWEST, FOLDER, with_links
from tests.collect.documents import document

AWA = Person("Awa Guindo", ("Guindo",), ("maire",), ())
FULL = document("La [TITLE maire] [PER Awa Guindo] parle. [PER Guindo] rit.", AWA, id="full")
AGAIN = replace(FULL, id="again")
KADI = document("[PER Kadi Guindo] chante.", id="kadi")
ALONE = document("[PER Guindo] est là.", id="alone")

OF_AWA = Label("alone", "Guindo", 0, 6, "awa-guindo", same=True)
OF_KADI = Label("alone", "Guindo", 0, 6, "kadi-guindo", same=False)
HIDDEN = Label("full", "Guindo", 31, 37, "awa-guindo", same=True, hidden="awa-guindo")


def pairs_of(documents, labels):
    """The pairs, as document, person, and whether whose the surname is was left out."""
    found = labelled_pairs(documents, labels)
    return {(pair.label.document, pair.label.person, pair.without): pair for pair in found}


def test_the_others_who_bear_a_surname_come_once_more_without_the_one_whose_it_is():
    found = pairs_of([FULL, KADI, ALONE], [OF_AWA, OF_KADI])
    assert set(found) == {
        ("alone", "awa-guindo", False),
        ("alone", "kadi-guindo", False),
        ("alone", "kadi-guindo", True),
    }
    assert found["alone", "awa-guindo", False].case.right == {"same"}
    assert found["alone", "kadi-guindo", False].case.right == set()
    without, beside = (found["alone", "kadi-guindo", without].case.evidence.features for without in (True, False))
    assert "the only bearer" in without
    assert "the only bearer" not in beside


def test_a_hidden_name_leaves_the_surname_alone_in_its_document():
    hidden = without_full_name(FULL, "guindo", "awa-guindo")
    (person,) = hidden.people
    assert (person.name, person.aliases, person.titles) == ("Guindo", (), ("maire",))
    assert [one.text for one in hidden.mentions] == ["maire", "Guindo"]
    assert without_full_name(FULL, "guindo", "kadi-guindo") is FULL
    assert set(pairs_of([FULL, AGAIN], [HIDDEN])) == {("full", "awa-guindo", False)}


def test_each_round_hides_one_name_of_a_surname():
    """Were both hidden at once, nobody would bear the surname."""
    labels = [HIDDEN, HIDDEN._replace(document="again")]
    assert set(pairs_of([FULL, AGAIN], labels)) == {("full", "awa-guindo", False), ("again", "awa-guindo", False)}


def test_a_pair_that_is_not_found_teaches_nothing():
    assert not pairs_of([FULL], [OF_AWA])
    assert set(pairs_of([FULL, KADI, ALONE], [OF_KADI])) == {("alone", "kadi-guindo", False)}


@pytest.fixture
def taught():
    """Pairs of several surnames, those of persons with the same title being right."""
    documents, labels = [], []
    for number in range(2 * FEWEST):
        name = "Guin" + "d" * number + "o"
        same = number % 2 == 0
        holder = Person(f"Awa {name}", (), ("maire",), ())
        alone = Person(name, (), ("maire" if same else "préfet",), ())
        documents += [
            document(f"La [TITLE maire] [PER Awa {name}] parle.", holder, id=f"full {number}"),
            document(f"Le [TITLE {alone.titles[0]}] [PER {name}] rit.", alone, id=f"alone {number}"),
        ]
        labels.append(Label(f"alone {number}", name, 0, 0, f"awa-{name.lower()}", same=same))
    return list(labelled_pairs(documents, labels))


def test_what_speaks_for_the_same_person_weighs_more(taught):
    weights = learn(taught).weights
    assert weights["office: the same"] > 0 > weights["office: another"]


def test_each_pair_is_scored_once_by_what_others_teach(taught):
    scored = list(held_out(taught))
    assert {pair.label for pair, _ in scored} == {pair.label for pair in taught}
    assert len(scored) == len(taught)
    # All surnames but those of one part teach: the scores of one kind differ with the part.
    assert len({score for pair, score in scored if pair.label.same}) > 1


def test_what_is_joined_is_counted_as_the_collecting_decides():
    found = pairs_of([FULL, KADI, ALONE], [OF_AWA, OF_KADI])
    awa, kadi = found["alone", "awa-guindo", False], found["alone", "kadi-guindo", False]
    assert joined([(awa, 9.0), (kadi, 0.0)]).startswith("joined: 1 surnames, 1 rightly, of 1")
    assert joined([(awa, 9.0), (kadi, 9.0)]).startswith("joined: 0 surnames")
    assert joined([(awa, 0.0), (kadi, 9.0)]).startswith("joined: 1 surnames, 0 rightly, of 1")


def test_labels_are_no_links_within_a_text(tmp_path):
    path = tmp_path / FOLDER
    path.write_text(json.dumps(OF_AWA._asdict()) + "\n", encoding="utf-8")
    assert read_labels(path) == [OF_AWA]
    assert with_links([], tmp_path) == []
