import os
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from entityx.cli.main import app
from entityx.report import choice
from entityx.write import OutputFolder
from entityx.write.complete import WORK
from tests.collect.documents import document
from tests.write.written import DOCUMENT, OTHER, write


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_results_become_a_page_beside_them(tmp_path):
    write(tmp_path, DOCUMENT, OTHER)
    result = run(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"2 documents, shown in {tmp_path / 'report.html'}: open it in a browser\n"
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "Awa Ba" in page


def test_a_report_leaves_a_run_alone_that_goes_on_in_its_folder(tmp_path):
    write(tmp_path, DOCUMENT)
    with OutputFolder(tmp_path, formats=["xlsx"]) as output:
        output.add([(b"other", OTHER)], {})
        before = sorted(path.name for path in (tmp_path / WORK / "scratch").iterdir())
        assert run(tmp_path).exit_code == 0
        assert sorted(path.name for path in (tmp_path / WORK / "scratch").iterdir()) == before != []
        output.publish([])
    assert (tmp_path / "entityx.xlsx").exists()


def test_another_language(tmp_path):
    write(tmp_path, DOCUMENT)
    assert run(tmp_path, "--language", "en").exit_code == 0
    assert "Overview" in (tmp_path / "report.html").read_text(encoding="utf-8")


PLAIN = document("Rien.", id="rien.txt")


@pytest.fixture
def two_open(monkeypatch):
    """A browser can open two documents like `DOCUMENT`."""
    monkeypatch.setattr(choice, "LARGEST", 2000)


def ids_in(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    return [one for one in ("a/b.txt", "c.txt", "d.txt", "rien.txt") if f'"id":"{one}"' in page]


def test_of_more_than_a_browser_opens_those_with_the_most_mentions_are_shown(tmp_path, two_open):
    write(tmp_path, PLAIN, DOCUMENT, OTHER, replace(OTHER, id="d.txt"))
    result = run(tmp_path)
    assert result.exit_code == 0
    assert result.stderr == (
        "entityx: 4 documents are more than most browsers open: "
        "the report shows the 2 with the most mentions, --documents N shows another number\n"
    )
    assert result.stdout == f"2 of 4 documents, shown in {tmp_path / 'report.html'}: open it in a browser\n"
    assert ids_in(tmp_path) == ["a/b.txt", "c.txt"]
    assert '"out_of":4' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_number_of_documents_can_be_chosen(tmp_path, two_open):
    write(tmp_path, PLAIN, DOCUMENT, OTHER, replace(OTHER, id="d.txt"))
    result = run(tmp_path, "--documents", 1)
    assert (result.stderr, result.stdout.split(",")[0]) == ("", "1 of 4 documents")
    assert ids_in(tmp_path) == ["a/b.txt"]
    result = run(tmp_path, "--documents", 3)
    assert result.stderr == "entityx: 3 documents are more than most browsers open: try --documents 2\n"
    assert ids_in(tmp_path) == ["a/b.txt", "c.txt", "d.txt"]
    assert run(tmp_path, "--documents", 9).stdout.startswith("4 documents, shown")
    assert run(tmp_path, "--documents", 0).exit_code == 2


def test_the_same_results_give_the_same_page_in_every_process(tmp_path):
    groups = [f"[PER Anne B{one}], [PER Léa C{one}], [ORG Office {one}] et [PER Ali D{one}]." for one in "abcde"]
    write(tmp_path, document("\n".join(groups)), DOCUMENT, formats=["jsonl"])
    pages = set()
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-m", "entityx", "report", str(tmp_path)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.DEVNULL, check=True)
        pages.add((tmp_path / "report.html").read_bytes())
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["nope"], 1, "there is no such folder: run entityx extract INPUT -o nope first"),
        (["empty"], 1, "no documents.jsonl is in it"),
        (["results", "--language", "de"], 2, "unknown language 'de': choose from en, fr"),
        (["taken"], 1, "a folder in it that is called report.html"),
    ],
)
def test_errors_are_clear_and_leave_an_earlier_report(tmp_path, monkeypatch, arguments, code, problem):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    for folder in ("results", "taken"):
        write(tmp_path / folder, DOCUMENT)
    (tmp_path / "taken" / "report.html").mkdir()
    (tmp_path / "results" / "report.html").write_text("before", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == code
    assert f"entityx: {problem}" in result.stderr or problem in result.stderr
    assert (tmp_path / "results" / "report.html").read_text(encoding="utf-8") == "before"
    assert not list(tmp_path.rglob("*.part"))
