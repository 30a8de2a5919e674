"""Whatever a text, a file's name or a field holds: a terminal is not made to obey it."""

import ast
import json
import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import entityx.cli
from entityx.cli.main import app
from entityx.cli.show import MANY, PACE, cell, duration, progress, show_json, show_pace, show_summary
from entityx.collect import Summary
from entityx.records import Article, Failure
from tests.write.written import DOCUMENT

OBEYED = "\x1b[2J\x1b]0;titre\x07\x9b31m\u202e\u2066\x7f\x08"
HARMLESS = r"\x1b[2J"
MODULES = sorted(Path(entityx.cli.__file__).parent.glob("*.py"))


def unseen(text):
    """The characters of *text* that a terminal obeys, but for the ends of lines."""
    return {character for character in text if unicodedata.category(character) in ("Cc", "Cf")} - {"\n"}


@pytest.fixture
def run(tmp_path, nlp):
    def invoke(files, *options):
        folder = tmp_path / "in"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(app, ["extract", str(folder), "-o", str(tmp_path / "out"), *options])

    return invoke


HOSTILE = {
    "the name of a file": {f"{OBEYED}.txt": "Awa Koné est là."},
    "the name of a file that cannot be read": {f"{OBEYED}.txt": bytes(range(256))},
    "an id": {"a.jsonl": json.dumps({"id": OBEYED, "text": "Le Mali a signé un accord."})},
    "a field": {"a.jsonl": json.dumps({OBEYED: 1})},
    "a header": {"a.csv": f"a{OBEYED},b\n1,2\n"},
    "a name in a text": {"a.txt": f"Le président Awa{OBEYED}Koné est à Ba{OBEYED}mako. Un accord{OBEYED} est signé."},
    "front matter": {"a.md": f'---\na: "{OBEYED}\n---\n'.encode()},
}


@pytest.mark.parametrize("files", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("options", [[], ["--debug"], ["--verbose"]])
def test_nothing_on_the_terminal_is_obeyed(run, files, options):
    result = run(files, *options)
    assert unseen(result.stdout) == unseen(result.stderr) == set()
    assert result.stdout + result.stderr


def test_a_line_end_in_a_name_forges_no_message(run):
    result = run({"a\nentityx: all is well.txt": bytes(range(256))})
    (line,) = result.stderr.splitlines()
    assert r"a\nentityx: all is well.txt: this is not text" in line


def test_what_is_shown_says_what_is_there(run):
    result = run({f"{OBEYED}.txt": bytes(range(256))})
    assert HARMLESS in result.stderr


def test_messages_of_all_commands_are_shown_safely(tmp_path, nlp):
    for command in (["report", OBEYED], ["evaluate", OBEYED], ["extract", "a", "--format", OBEYED]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code
        assert HARMLESS in result.stderr
        assert unseen(result.stderr) == set()


def test_a_folder_of_results_is_shown_safely(tmp_path, nlp):
    (tmp_path / "a.txt").write_text("Awa Koné est là.", encoding="utf-8")
    folder = str(tmp_path / OBEYED)
    for command in (["extract", str(tmp_path / "a.txt"), "-o", folder], ["report", folder]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0
        assert HARMLESS in result.stdout.replace("\n", "")
        assert unseen(result.stdout) == set()


def test_json_on_a_terminal_is_shown_safely_and_elsewhere_as_it_is(capfdbinary, monkeypatch):
    line = json.dumps({"text": f"é{OBEYED}"}, ensure_ascii=False).encode()
    show_json(line)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    show_json(line)
    plain, shown = capfdbinary.readouterr().out.splitlines()
    assert plain == line
    assert unseen(shown.decode()) == set()
    assert json.loads(shown) == json.loads(line)


def test_cells_have_no_markup_and_one_line():
    assert cell("[red]a\n b") == r"\[red]a b"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "show.py"], ids=lambda path: path.name)
def test_no_other_module_of_the_command_writes_to_the_terminal(path):
    writes = {"echo", "secho", "print", "Console"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                assert name not in writes


@pytest.mark.skipif(os.name != "posix", reason="terminals of other systems are not files")
def test_json_on_a_real_terminal_is_shown_safely(tmp_path, nlp):
    import pty
    import subprocess
    import sys

    (tmp_path / "a.jsonl").write_text(json.dumps({"id": OBEYED, "text": "Rien."}), encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "entityx", "extract", str(tmp_path / "a.jsonl")]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert unseen(shown) == {"\r"}
    assert json.loads(shown)["id"] == OBEYED


def test_many_articles_are_told_what_each_model_takes(capsys):
    show_pace(100_000, 3600 * 10 * PACE["accurate"], jobs=2)
    line = capsys.readouterr().err
    assert line.startswith("entityx: 100000 articles: about 5 hours with --model accurate, ")
    assert line.endswith(" with --model fast\n")


def test_few_articles_are_told_nothing(capsys):
    show_pace(MANY - 1, 10**9, jobs=1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1 minute"),
        (80, "1 minute"),
        (100, "2 minutes"),
        (3600, "60 minutes"),
        (5400, "2 hours"),
        (36_000, "10 hours"),
    ],
)
def test_durations_are_said_as_a_person_would(seconds, said):
    assert duration(seconds) == said


def test_articles_are_counted_before_the_work_begins(monkeypatch):
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    told = []
    given = [Article("a", "a", "douze lettres"), Failure("b", "damaged")]
    with progress(lambda: iter(given), countable=True, announce=lambda *sizes: told.append(sizes)) as articles:
        assert told == [(2, 13)]
        assert list(articles) == given


def test_what_cannot_be_read_twice_is_not_counted(monkeypatch):
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    with progress(lambda: iter(()), countable=False, announce=lambda *sizes: pytest.fail("counted")) as articles:
        assert list(articles) == []


def test_the_summary_says_what_agreements_are_about_in_the_words_of_the_text_or_else_as_classes(capsys):
    summary = Summary()
    fishing = replace(DOCUMENT.agreements[0], domains=("pêche",), subjects=("agriculture",), confidence=0.25)
    energy = replace(fishing, domains=(), subjects=("energy", "trade"), confidence=0.75)
    summary.add(replace(DOCUMENT, agreements=(fishing, energy)))
    show_summary(summary, Path("resultats"))
    rows = [row for row in capsys.readouterr().out.splitlines() if "signed" in row]
    assert ["energy, trade" in row for row in rows] == [True, False]
    assert "pêche" in rows[1]
