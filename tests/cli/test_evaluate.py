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


def test_scores_stand_beside_those_of_the_stock_model(run, gold):
    result = run(gold)
    assert result.exit_code == 0, result.output
    table = rows(result.output)
    assert list(table) == ["people", "places", "organisations", "names", "titles", "agreements", "all"]
    assert table["people"][:3] == [100.0, 100.0, 100.0]
    assert table["organisations"][1] == 0.0
    assert table["titles"] == [100.0, 100.0, 100.0, 0.0, 0.0, 0.0]
    assert table["names"][1] == pytest.approx(66.7)
    assert "missed" not in result.output


def test_errors_are_shown_in_context(run, gold):
    result = run(gold, "--errors")
    assert re.search(r"gold-002: missed ORG chaise\s+…Une chaise est vide\.…", result.output)


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
