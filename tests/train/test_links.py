"""Training of links from end to end, on few texts: how good they are is measured by hand (see the model card)."""

import json

import numpy as np
import pytest

from entityx.errors import TrainingError
from entityx.gold import Gold, read_gold_files
from entityx.link.linear import LinearModel
from entityx.train.links import FEWEST, Case, fit, train_links, with_links

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


def model_of(stored):
    return LinearModel(
        stored["intercept"], stored["weights"], np.array(stored["vector"]) if "vector" in stored else None
    )


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
    cases = [Case(frozenset({"for", "both"}), answer=True), Case(frozenset({"against", "both"}), answer=False)] * FEWEST
    model = model_of(fit(cases, c=1.0))
    assert model.weights["for"] > 0 > model.weights["against"]
    assert model.score({"for", "both"}) > 0 > model.score({"against", "both"})


def test_what_is_seen_too_rarely_weighs_nothing():
    cases = [Case(frozenset({"for"}), answer=True), Case(frozenset({"against"}), answer=False)] * FEWEST
    rare = [Case(frozenset({"for", "rare"}), answer=True)] * (FEWEST - 1)
    assert set(fit(cases + rare, c=1.0)["weights"]) == {"for", "against"}


def test_meaning_weighs_too():
    one, other = np.array([1.0, 0.0], dtype=np.float32), np.array([0.0, 1.0], dtype=np.float32)
    cases = [
        Case(frozenset({"both"}), answer=True, vector=one),
        Case(frozenset({"both"}), answer=False, vector=other),
        Case(frozenset({"both"}), answer=True),
    ] * FEWEST
    model = model_of(fit(cases, c=1.0))
    assert model.score({"both"}, one) > model.score({"both"}) > model.score({"both"}, other)


def test_weights_are_learned_and_written(golds, nlp, tmp_path):
    links = [{"id": gold.id, **LINKS[i % len(TEXTS)]} for i, gold in enumerate(golds)]
    linked = with_links(golds, write_links(tmp_path / "links", links))
    folder = tmp_path / "weights"
    folder.mkdir()
    train_links([*linked, Gold("no links", golds[0].text, golds[0].mentions)], nlp, folder)
    learned = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert {name: set(models) for name, models in learned.items()} == {
        "holders": {"holder"},
        "groups": {"same"},
        "parties": {"party"},
        "domains": {"domain"},
        "status": {"signed", "negotiated", "ended", "unknown"},
    }
    assert learned["parties"]["party"]["weights"]["subject"] > 0
    assert learned["domains"]["domain"]["weights"]["within"] > 0
    assert learned["status"]["ended"]["weights"]["stated ended"] > 0
    assert learned["holders"]["holder"]["weights"]["by rule"] > 0
