import math

import numpy as np
import pytest

from entityx.collect.surnames import SAME as SURNAME
from entityx.link.decision import AT_ALL, CLOSER_LOOK, MEANING, WEIGHTS, Decision, Evidence, answer_of, shares
from entityx.train.links import QUESTIONS

ANSWER = {"intercept": -1.0, "weights": {"near": 2.0, "quoted": -0.5}, "vector": [1.0, -2.0]}
MIXED = {**ANSWER, "mixing": {"intercept": 0.25, "features": 0.5, "read": 2.0}}


def vector(*numbers):
    return np.array(numbers, dtype=np.float32)


def decision(least=0.0, **answers):
    made = Decision("made up", least)
    made.answers = {name: answer_of(stored) for name, stored in answers.items()}
    return made


@pytest.mark.parametrize(
    ("evidence", "score"),
    [
        (Evidence(()), -1.0),
        (Evidence(("near",)), 1.0),
        (Evidence(("near", "quoted")), 0.5),
        (Evidence(("unheard of",)), -1.0),
        (Evidence((), vector(3.0, 1.0)), 0.0),
        (Evidence(("near",), vector(0.5, 0.25)), 1.0),
    ],
)
def test_a_score_adds_up(evidence, score):
    assert decision(yes=ANSWER).score(evidence) == {"yes": pytest.approx(score)}


def test_the_closer_look_counts_beside_the_features():
    assert decision(yes=MIXED).score(Evidence(("near",), read={"yes": 0.75})) == {"yes": 0.25 + 0.5 * 1.0 + 2.0 * 0.75}


@pytest.mark.parametrize("read", [None, {"no": 0.75}])
def test_without_a_closer_look_the_features_decide(read):
    assert decision(yes=MIXED).score(Evidence(("near",), read=read)) == {"yes": 1.0}


def test_an_answer_that_learned_without_the_closer_look_does_not_ask_it():
    assert decision(yes=ANSWER).score(Evidence(("near",), read={"yes": 5.0})) == {"yes": 1.0}


def test_answers_are_given_from_their_bar_on():
    made = decision({"yes": 1.0, "no": -2.0}, yes=ANSWER, no=ANSWER)
    assert made.decide(Evidence(())) == ["no"]
    assert made.decide(Evidence(("near",))) == ["yes", "no"]


def test_of_answers_without_a_bar_the_best_is_given():
    made = decision(None, yes=ANSWER, no={"intercept": -0.5, "weights": {}})
    assert made.decide(Evidence(())) == ["no"]
    assert made.decide(Evidence(("near",))) == ["yes"]


def test_the_order_of_features_does_not_matter():
    made = decision(yes={"intercept": 0.3, "weights": {str(i): 0.1 * i for i in range(50)}})
    features = list(map(str, range(50)))
    assert made.score(Evidence(features)) == made.score(Evidence(features[::-1]))


@pytest.mark.parametrize("read", [None, {"yes": 0.75}])
def test_reasons_add_up_to_the_score_the_weightiest_first(read):
    evidence = Evidence(("near", "quoted", "unheard of"), vector(0.5, 0.25), read)
    made = decision(yes=MIXED)
    reasons = made.explain(evidence, "yes")
    assert math.fsum(reason.weight for reason in reasons) == pytest.approx(made.score(evidence)["yes"])
    assert {reason.words for reason in reasons} == {"near", "quoted", MEANING, AT_ALL, *([CLOSER_LOOK] if read else [])}
    weights = [abs(reason.weight) for reason in reasons]
    assert weights == sorted(weights, reverse=True)


def test_shares_are_probabilities_and_keep_the_order():
    found = shares({"one": 1000.0, "two": 1000.0 - math.log(3), "three": -1000.0})
    assert found == {"one": pytest.approx(0.75), "two": pytest.approx(0.25), "three": 0.0}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.decision.name)
def test_the_weights_of_each_decision_are_there(question):
    answers = question.decision.answers
    assert set(answers) == set(question.answers)
    assert all(math.isfinite(weight) for own in answers.values() for weight in (own.intercept, *own.weights.values()))
    least = question.decision.least
    assert least is None or all(math.isfinite(question.decision.bar(answer)) for answer in answers)


def test_no_weights_are_left_over():
    names = {question.decision.name for question in QUESTIONS} | {SURNAME.name}
    assert {path.stem for path in WEIGHTS.glob("*.json")} == names
