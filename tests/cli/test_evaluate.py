import json
import re

import pytest
from typer.testing import CliRunner

import entityx
from entityx.cli.main import app

TEXTS = """Le [TITLE président] [PER Awa Koné] est à [LOC Bamako].

Une [ORG chaise] est vide."""


@pytest.fixture
def run(nlp, monkeypatch):
    """The command with the pipeline that is loaded already."""
    load = entityx.load
    monkeypatch.setattr(entityx, "load", lambda model: nlp if model is None else load(model))
    return lambda *arguments: CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.txt"
    path.write_text(TEXTS, encoding="utf-8")
    return path


def rows(output):
    """The figures of each row of the table, by its name."""
    lines = (line.split("│")[1:-1] for line in output.splitlines() if line.startswith("│"))
    return {cells[0].strip(): [float(cell) for cell in cells[1:]] for cells in lines}


def test_scores_stand_beside_those_of_the_fast_and_the_stock_model(run, gold):
    result = run(gold)
    assert result.exit_code == 0, result.output
    table = rows(result.output)
    assert list(table) == ["people", "places", "organisations", "names", "titles", "agreements", "all"]
    assert table["people"][:3] == [100.0, 100.0, 100.0]
    assert table["organisations"][1] == 0.0
    assert re.search(r"P ┃ +R ┃ +F1 ┃ +fast F1 ┃ +stock F1", result.output)
    assert table["titles"] == [100.0, 100.0, 100.0, 100.0, 0.0]
    assert table["names"][1] == pytest.approx(66.7)
    assert "missed" not in result.output


def test_errors_are_shown_in_context(run, gold):
    result = run(gold, "--errors")
    assert re.search(r"gold-002: missed ORG chaise\s+…Une chaise est vide\.…", result.output)


@pytest.fixture
def linked(tmp_path):
    """A text with links, with a title that no pipeline finds, an alias and a party that are none; and one without."""
    text = "La chaise Awa Ba approuve l'accord."
    mentions = [(3, 9, "TITLE"), (10, 16, "PER"), (28, 34, "AGREEMENT")]
    record = {
        "id": "a",
        "text": text,
        "mentions": [{"start": start, "end": end, "label": label} for start, end, label in mentions],
        "people": [{"name": "Awa Ba", "aliases": ["Ba"], "titles": ["chaise"]}],
        "agreements": [{"mentions": [{"start": 28, "end": 34}], "parties": ["Ligue"]}],
    }
    path = tmp_path / "linked.jsonl"
    path.write_text(
        "\n".join(map(json.dumps, [record, {"id": "b", "text": "Rien.", "mentions": []}])), encoding="utf-8"
    )
    return path


def test_links_are_scored_where_they_are_annotated(run, linked, gold):
    result = run(linked, "--errors")
    assert result.exit_code == 0, result.output
    assert "Exact mentions" in result.output
    assert re.search(r"titles-of │ +0\.0 │ +0\.0 │ +0\.0", result.output)
    assert re.search(r"a: missed TITLE chaise\s+…La chaise Awa Ba approuve", result.output)
    assert re.search(r"a: missed title chaise of Awa Ba\s+…La chaise Awa Ba approuve", result.output)
    assert "titles-of" not in run(gold).output


def test_links_can_be_made_from_the_annotated_mentions(run, linked):
    result = run(linked, "--gold-mentions", "--errors")
    assert result.exit_code == 0, result.output
    assert "Exact mentions" not in result.output
    assert re.search(r"titles-of │ +100\.0 │ +100\.0 │ +100\.0", result.output)
    assert re.search(r"aliases +│ +0\.0 │ +0\.0 │ +0\.0", result.output)
    assert re.search(r"status +│ +│ +│ +\d+\.0 │", result.output)
    assert "missed alias Ba of Awa Ba" in result.output
    assert "missed party Ligue of accord" in result.output
    assert "TITLE" not in result.output
    assert "missed" not in run(linked, "--gold-mentions").output


def test_annotated_mentions_are_of_no_use_without_links(run, gold):
    result = run(gold, "--gold-mentions")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "entityx: no annotated text has links" in result.stderr
    assert "leave the option out" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nope.jsonl"], 1, "cannot read the annotated texts nope.jsonl"),
        (["--model", "nope"], 2, "cannot load the model"),
    ],
)
def test_what_is_wrong_is_one_line(run, gold, arguments, code, message):
    result = run(*arguments if code == 1 else [gold, *arguments])
    assert result.exit_code == code
    assert message in result.stderr
