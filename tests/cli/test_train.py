import pytest
from typer.testing import CliRunner

from entityx.cli.main import app
from entityx.errors import GoldError


@pytest.fixture
def calls(monkeypatch):
    """What the function is called with, in place of training for minutes."""
    seen = []
    monkeypatch.setattr("entityx.train.training.train", lambda *args, **options: seen.append((args, options)))
    return seen


def run(*arguments):
    return CliRunner().invoke(app, ["train", *arguments])


def test_paths_are_passed_on(calls):
    result = run("a.txt", "b.jsonl", "--dev", "c.jsonl", "--articles", "news", "--articles", "more", "-o", "model")
    assert result.exit_code == 0, result.output
    ((texts, dev, output), options) = calls[0]
    assert [[str(path) for path in paths] for paths in (texts, dev, options["articles"])] == [
        ["a.txt", "b.jsonl"],
        ["c.jsonl"],
        ["news", "more"],
    ]
    assert str(output) == "model"
    assert "--model model" in result.output


@pytest.mark.parametrize("missing", ["--dev", "-o"])
def test_what_is_needed_is_asked_for(calls, missing):
    given = {"--dev": "c.jsonl", "-o": "model"}
    del given[missing]
    result = run("a.txt", *(word for pair in given.items() for word in pair))
    assert result.exit_code == 2
    assert calls == []


def test_what_is_wrong_is_one_line(monkeypatch):
    def fail(*args, **options):
        raise GoldError("no text")

    monkeypatch.setattr("entityx.train.training.train", fail)
    result = run("a.txt", "--dev", "c.jsonl", "-o", "model")
    assert result.exit_code == 1
    assert result.stderr == "entityx: no text\n"
