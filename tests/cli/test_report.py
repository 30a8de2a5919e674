import pytest
from typer.testing import CliRunner

from entityx.cli.main import app
from entityx.write import OutputFolder
from entityx.write.complete import WORK
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
