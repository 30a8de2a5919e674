"""Calibration: what it learns from, on texts made up for it; how well it holds is in the model card."""

import json

import pytest

from entityx.gold import read_gold
from entityx.link.agreements import SURENESS, SURENESS_CLOSER, decide_agreements
from entityx.link.agreements.closer import Readings
from entityx.link.confidence import Calibration
from entityx.train.confidence import Judged, calibrate, is_right, judged_agreements, judged_holders, judged_mentions
from entityx.train.links import lessons

TEXT = "Un accord de pêche entre le Mali et le Niger est signé, dit le ministre malien Awa Diarra. L'accord vit."
MENTIONS = [
    ("accord de pêche", "AGREEMENT"),
    ("Mali", "LOC"),
    ("Niger", "LOC"),
    ("ministre malien", "TITLE"),
    ("Awa Diarra", "PER"),
]


@pytest.fixture
def gold(tmp_path):
    """A function that gives the text with an agreement annotated as it is told."""

    def made(parties=("Mali", "Niger"), status="signed", groups=((0, 1),)):
        mentions = [{"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label}
                    for words, label in MENTIONS]  # fmt: skip
        again = TEXT.rindex("accord")
        mentions.append({"start": again, "end": again + len("accord"), "label": "AGREEMENT"})
        places = [mention for mention in mentions if mention["label"] == "AGREEMENT"]
        record = {
            "text": TEXT,
            "mentions": mentions,
            "people": [{"name": "Awa Diarra", "titles": ["ministre malien"]}],
            "agreements": [
                {"mentions": [places[number] for number in group], "parties": parties, "status": status}
                for group in groups
            ],
        }
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        return list(read_gold(path))

    return made


def test_what_is_right_more_often_is_surer():
    judged = [Judged({"score": score}, right) for score, rights in ((-1, "nny"), (1, "nyy")) for right in
              (letter == "y" for letter in rights * 20)]  # fmt: skip
    made = Calibration("made up")
    made.weights = calibrate(judged)
    assert made.of({"score": -1}) == pytest.approx(1 / 3, abs=0.03)
    assert made.of({"score": 1}) == pytest.approx(2 / 3, abs=0.03)


def test_values_that_some_lack_count_as_zero():
    judged = [Judged({"flag": 1.0} if right else {}, right) for right in (True, False)] * 20
    assert calibrate(judged)["flag"] > 1


def test_mentions_are_judged_by_the_annotation(gold, nlp):
    judged = judged_mentions(gold(), nlp)
    assert [one.right for cases in judged.values() for one in cases].count(True) == len(MENTIONS) + 1


def test_titles_are_judged_by_the_annotation(gold, nlp):
    ((name, judged),) = judged_holders(gold(), nlp).items()
    assert name == "titles of persons"
    assert [one.right for one in judged] == [True]


@pytest.mark.parametrize(
    ("annotated", "right"),
    [
        ({}, True),
        ({"parties": ("Mali", "niger")}, True),
        ({"parties": ("Mali",)}, False),
        ({"parties": ("Mali", "Niger", "Togo")}, False),
        ({"status": "ended"}, False),
        ({"groups": ((0,), (1,))}, False),
    ],
)
def test_an_agreement_is_right_as_a_whole_or_not_at_all(gold, nlp, annotated, right):
    (lesson,) = lessons(gold(**annotated), nlp)
    decided = list(decide_agreements(lesson.mentions, lesson.scene, Readings(lesson.scene, ())))
    (one,) = decided
    assert (set(one.roles.parties), one.status) == ({"Mali", "Niger"}, "signed")
    assert is_right(one, decided, lesson) == right


def test_agreements_are_judged_with_a_closer_look_and_without(gold, nlp):
    judged = judged_agreements(lessons(gold(), nlp))
    assert {name: [one.right for one in cases] for name, cases in judged.items()} == {
        SURENESS.name: [True],
        SURENESS_CLOSER.name: [True],
    }
