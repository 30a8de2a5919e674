"""Training of links from end to end, on few texts: how good they are is measured by hand (see the model card)."""

import json

import numpy as np
import pytest

from entityx.errors import TrainingError
from entityx.gold import Gold, read_gold_files
from entityx.link.decision import Evidence, answer_of
from entityx.train.links import FEWEST, QUESTIONS, Case, fit, is_kept_out, lessons, mix, train_links, with_links

TEXTS = [
    "Le [LOC Mali] et la [LOC Zambie] ont signé un [AGREEMENT accord de pêche]. L'[AGREEMENT accord] est en vigueur.",
    "Le [TITLE maire] [PER Awa Ba] est là. [PER Ali Sow] aussi. Un [AGREEMENT traité] de paix est rompu.",
    "Le [LOC Kenya] négocie un [AGREEMENT contrat]. Le [LOC Gabon] a un [AGREEMENT bail].",
]
LINKS = [
    {
        "people": [],
        "agreements": [
            {
                "mentions": [{"start": 34, "end": 49}, {"start": 53, "end": 59}],
                "parties": ["Mali", "Zambie"],
                "status": "signed",
                "domains": ["pêche"],
            }
        ],
    },
    {
        "people": [{"name": "Awa Ba", "titles": ["maire"], "title_mentions": [{"start": 3, "end": 8}]}],
        "agreements": [{"mentions": [{"start": 42, "end": 48}], "parties": [], "status": "ended", "domains": ["paix"]}],
    },
    {
        "agreements": [
            {"mentions": [{"start": 20, "end": 27}], "parties": ["Kenya"], "status": "negotiated"},
            {"mentions": [{"start": 43, "end": 47}], "parties": [], "status": "unknown"},
        ]
    },
]


@pytest.fixture
def golds(tmp_path):
    """Each text `FEWEST` times, so that its features count."""
    path = tmp_path / "gold.txt"
    path.write_text("\n\n".join(TEXTS * FEWEST), encoding="utf-8")
    return read_gold_files([path])


def write_links(folder, records):
    folder.mkdir()
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / "links.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def case(*features, right, vector=None, read=None):
    given = None if read is None else {"yes": read}
    return Case(Evidence(features, vector, given), frozenset({"yes"} if right else ()))


def test_links_go_to_their_texts(golds, tmp_path):
    folder = write_links(tmp_path / "links", [{"id": golds[2].id, **LINKS[2]}, {"id": golds[0].id, **LINKS[0]}])
    linked = with_links(golds, folder)
    assert [gold.text for gold in linked] == [golds[2].text, golds[0].text]
    assert [gold.links.agreements[0].parties for gold in linked] == [("Kenya",), ("Mali", "Zambie")]


def test_links_of_no_text_are_refused(golds, tmp_path):
    folder = write_links(tmp_path / "links", [{"id": "elsewhere", **LINKS[2]}])
    with pytest.raises(TrainingError, match=r"links\.jsonl has links for elsewhere"):
        with_links(golds, folder)


def test_what_speaks_for_a_yes_weighs_more():
    cases = [case("for", "both", right=True), case("against", "both", right=False)] * FEWEST
    answer = answer_of(fit(cases, "yes", c=1.0))
    assert answer.weights["for"] > 0 > answer.weights["against"]
    assert answer.by_features(cases[0].evidence) > 0 > answer.by_features(cases[1].evidence)


def test_what_is_seen_too_rarely_weighs_nothing():
    cases = [case("for", right=True), case("against", right=False)] * FEWEST
    rare = [case("for", "rare", right=True)] * (FEWEST - 1)
    assert set(fit(cases + rare, "yes", c=1.0)["weights"]) == {"for", "against"}


@pytest.mark.parametrize("right", [True, False])
def test_an_answer_that_is_always_or_never_right_is_always_or_never_given(right):
    answer = answer_of(fit([case("for", right=right)] * FEWEST, "yes", c=1.0))
    assert (answer.by_features(Evidence(("for",))) >= 0) == right


def test_the_closer_look_counts_as_far_as_it_tells():
    cases = [case("for", right=right, read=2.0 if right else -2.0) for right in (True, False)] * 20
    blind = answer_of({"intercept": 0.0, "weights": {}})
    mixing = mix(cases, {"yes": blind})
    assert mixing.read > 0.5
    assert mixing.features == 0
    noise = [case("for", right=right, read=read) for right in (True, False) for read in (2.0, -2.0)] * 10
    assert mix(noise, {"yes": blind}).read == pytest.approx(0, abs=0.01)


def test_passages_of_one_article_are_kept_out_together():
    kept_out = {name for name in (f"pol{number:04}a" for number in range(200)) if is_kept_out(name)}
    assert 20 < len(kept_out) < 60
    assert all(is_kept_out(f"xt{name[:7]}w7") for name in kept_out)


def test_meaning_weighs_too():
    one, other = np.array([1.0, 0.0], dtype=np.float32), np.array([0.0, 1.0], dtype=np.float32)
    cases = [
        case("both", right=True, vector=one),
        case("both", right=False, vector=other),
        case("both", right=True),
    ] * FEWEST
    answer = answer_of(fit(cases, "yes", c=1.0))
    scores = [answer.by_features(Evidence(("both",), vector)) for vector in (one, None, other)]
    assert scores == sorted(scores, reverse=True)


def test_weights_are_learned_and_written(golds, nlp, tmp_path, monkeypatch):
    links = [{"id": gold.id, **LINKS[i % len(TEXTS)]} for i, gold in enumerate(golds)]
    linked = with_links(golds, write_links(tmp_path / "links", links))
    folder = tmp_path / "weights"
    folder.mkdir()
    for question in QUESTIONS:  # what is learned stays with the decision, and not for other tests
        monkeypatch.setattr(question.decision, "answers", question.decision.answers)
    train_links(list(lessons([*linked, Gold("no links", golds[0].text, golds[0].mentions)], nlp)), folder)
    learned = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert {name: set(answers) for name, answers in learned.items()} == {
        question.decision.name: set(question.answers) for question in QUESTIONS
    }
    assert learned["roles"]["party"]["weights"]["subject"] > 0
    assert learned["domains"]["domain"]["weights"]["within"] > 0
    assert learned["status"]["ended"]["weights"]["stated ended"] > 0
    assert learned["holders"]["holder"]["weights"]["by rule"] > 0
