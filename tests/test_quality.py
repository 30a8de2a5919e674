"""The quality that must not be lost: F1 on the annotated data, against the floors of ``quality.json``.

A floor stands one or two points below what was measured when it was set, and only rises.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from entityx.engines import Recipe, loaded
from entityx.evaluation import extracted, places, score_links, score_mentions, with_gold_mentions
from entityx.gold import read_gold_files

FLOORS = json.loads(Path(__file__).with_name("quality.json").read_text(encoding="utf-8"))
QUALITY = {name: part for name, part in FLOORS.items() if "gold" in part}


@pytest.fixture(scope="module")
def evaluated(shared):
    """A function that gives the annotated texts of a part of the data, and what is found in them."""

    @cache  # parts that score the same documents share them
    def found(gold, model, mentions_are_given):
        golds = read_gold_files([shared / gold])
        return golds, (with_gold_mentions if mentions_are_given else extracted)(golds, loaded(Recipe(model)))

    return lambda part: found(*(QUALITY[part].get(key) for key in ("gold", "model", "gold mentions")))


@pytest.fixture(scope="module")
def score(evaluated, shared, scorer):
    """A function that gives the scorer's table of a part."""

    @cache
    def table(part):
        predicted = {document.id: document.to_dict() for document in evaluated(part)[1]}
        return scorer.score(scorer.load(shared / QUALITY[part]["gold"]), json.loads(json.dumps(predicted)))

    return table


@pytest.mark.parametrize("part", QUALITY)
def test_quality_floors(part, score):
    table = score(part)
    lost = {row: round(table[row]["f"], 1) for row, floor in QUALITY[part]["floors"].items() if table[row]["f"] < floor}
    assert not lost, f"below their floors: {lost}"


@pytest.mark.parametrize("part", QUALITY)
def test_evaluation_agrees_with_the_shared_scorer(part, evaluated, score):
    golds, documents = evaluated(part)
    ours = score_mentions(golds, places(documents)) | score_links(golds, documents)
    theirs = {
        row: {figure: pytest.approx(figures[figure] / 100) for figure in "prf"} for row, figures in score(part).items()
    }
    assert ours == theirs


@pytest.mark.parametrize("part", QUALITY)
def test_floors_are_for_this_gold_data(part, shared):
    data = (shared / QUALITY[part]["gold"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == QUALITY[part]["sha256"], "the gold data changed: measure the floors anew"
