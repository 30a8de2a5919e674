"""The quality that must not be lost: F1 on the annotated data, against the floors of ``quality.json``.

A floor stands one or two points below what was measured when it was set, and only rises.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

import pytest

from entityx.extraction import extract_documents
from entityx.read import read_articles

FLOORS = json.loads(Path(__file__).with_name("quality.json").read_text(encoding="utf-8"))
QUALITY = {name: part for name, part in FLOORS.items() if "gold" in part}


@pytest.fixture(scope="module")
def scorer(shared):
    """The module ``shared/score.py``."""
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(part, nlp, shared, scorer):
    gold = shared / QUALITY[part]["gold"]
    documents = extract_documents(read_articles([str(gold)]), nlp, failures=[])
    predicted = {document.id: document.to_dict() for document in documents}
    return scorer.score(scorer.load(gold), json.loads(json.dumps(predicted)))


@pytest.mark.parametrize("part", QUALITY)
def test_quality_floors(part, nlp, shared, scorer):
    table = score(part, nlp, shared, scorer)
    lost = {row: round(table[row]["f"], 1) for row, floor in QUALITY[part]["floors"].items() if table[row]["f"] < floor}
    assert not lost, f"below their floors: {lost}"


@pytest.mark.parametrize("part", QUALITY)
def test_floors_are_for_this_gold_data(part, shared):
    data = (shared / QUALITY[part]["gold"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == QUALITY[part]["sha256"], "the gold data changed: measure the floors anew"
