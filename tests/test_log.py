"""What fails in entityx itself costs one article, and leaves behind what it takes to mend it."""

import json

import pytest
from typer.testing import CliRunner

from entityx.cli.main import app
from entityx.collect.identity import local_entities
from entityx.link.document import link_document
from entityx.write import FORMATS
from entityx.write.folder import document_tables

TEXTS = {f"{name}.txt": f"Le ministre Awa Koné{name} a signé un accord avec le Mali à Ségou." for name in "abc"}


@pytest.fixture
def run(tmp_path, nlp):
    """Extract from three articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")

    def invoke(*options, out="out"):
        command = ["extract", str(folder), *(["-o", str(tmp_path / out)] if out else []), *options]
        return CliRunner().invoke(app, command)

    return invoke


def breaking(function):
    """*function*, which fails on the article b."""

    def broken(document, *rest, **options):
        if document.id == "b.txt":
            raise KeyError("deep inside")
        return function(document, *rest, **options)

    return broken


def ids(folder):
    return [json.loads(line)["id"] for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()]


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


BROKEN = {
    "working on": ("entityx.analysis.link_document", link_document),
    "counting": ("entityx.collect.entities.local_entities", local_entities),
    "writing": ("entityx.write.folder.document_tables", document_tables),
}


@pytest.mark.parametrize("doing", BROKEN)
def test_what_fails_with_an_article_costs_that_article_alone(run, tmp_path, monkeypatch, doing):
    place, function = BROKEN[doing]
    monkeypatch.setattr(place, breaking(function))
    result = run("--format", ",".join(FORMATS))
    assert result.exit_code == 1
    assert ids(tmp_path / "out") == ["a.txt", "c.txt"]
    message = f"b.txt: entityx failed while {doing} this (KeyError: 'deep inside'): please report it"
    log = tmp_path / "out" / ".entityx" / "log.txt"
    assert message in result.stderr
    assert f"what to send along with a report lies in {log}\n" in result.stderr
    assert "Traceback" not in result.stderr
    written = log.read_text(encoding="utf-8")
    assert message in written
    assert "in broken" in written
    assert written.endswith("KeyError: 'deep inside'\n")
    rows = (tmp_path / "out" / "errors.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "b.txt" in rows[1]
    # All else is what a run without that article gives.
    monkeypatch.undo()
    (tmp_path / "in" / "b.txt").unlink()
    run("--format", ",".join(FORMATS), out="without")
    expected = files(tmp_path / "without")
    for name, found in files(tmp_path / "out").items():
        if "errors" not in name and not name.endswith("xlsx"):  # the workbook has the errors too
            assert found == expected[name], name


def test_an_article_that_failed_is_worked_on_again_and_the_log_goes(run, tmp_path, monkeypatch):
    monkeypatch.setattr("entityx.analysis.link_document", breaking(link_document))
    run()
    monkeypatch.undo()
    result = run()
    assert result.exit_code == 0
    assert "3 documents, 2 of them found before" in result.stdout
    assert [path.name for path in (tmp_path / "out" / ".entityx").iterdir()] == ["documents.sqlite"]


def test_a_run_without_failures_leaves_no_log(run, tmp_path):
    run()
    assert not (tmp_path / "out" / ".entityx" / "log.txt").exists()


def test_a_file_that_cannot_be_read_is_no_matter_for_the_log(run, tmp_path):
    (tmp_path / "in" / "d.txt").write_bytes(bytes(range(256)))
    result = run()
    assert result.exit_code == 1
    assert "what to send along" not in result.stderr
    assert not (tmp_path / "out" / ".entityx" / "log.txt").exists()


def test_the_log_can_be_another_file_which_keeps_what_it_holds(run, tmp_path, monkeypatch):
    monkeypatch.setattr("entityx.analysis.link_document", breaking(link_document))
    log = tmp_path / "own.log"
    log.write_text("before\n", encoding="utf-8")
    result = run("--log", str(log), out=None)
    assert f"lies in {log}" in result.stderr
    written = log.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert "in broken" in written


def test_a_log_that_cannot_be_written_is_told_before_anything_is_done(run, tmp_path):
    result = run("--log", str(tmp_path / "nowhere" / "own.log"))
    assert result.exit_code == 2
    assert result.stderr == (f"entityx: cannot write the log {tmp_path}/nowhere/own.log: No such file or directory\n")
    assert not (tmp_path / "out").exists()


def test_without_a_folder_the_message_says_how_to_see_where_it_was(run, monkeypatch):
    monkeypatch.setattr("entityx.analysis.link_document", breaking(link_document))
    assert "is shown with --debug, or written with --log FILE" in run(out=None).stderr


@pytest.mark.parametrize("position", [0, -1])
def test_debug_shows_at_once_where_it_was(run, tmp_path, monkeypatch, position):
    monkeypatch.setattr("entityx.analysis.link_document", breaking(link_document))
    command = ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    command.insert(position % (len(command) + 1), "--debug")
    result = CliRunner().invoke(app, command)
    assert "Traceback (most recent call last):" in result.stderr
    assert "in broken" in result.stderr


def test_debug_shows_where_a_wrong_command_was_found_out(run):
    result = run("--format", "odd", "--debug")
    assert result.exit_code == 2
    assert "in parse_formats" in result.stderr


def test_what_nobody_has_foreseen_ends_in_a_message_and_a_log(run, tmp_path, monkeypatch):
    def broken(*arguments):
        raise KeyError("deep inside")

    monkeypatch.setattr("entityx.write.folder.folder_tables", broken)
    result = run()
    assert result.exit_code == 1
    assert result.stderr == (
        "entityx: entityx failed (KeyError: 'deep inside'): please report it with what the same command says "
        "with --debug\n"
    )
    assert "in broken" in (tmp_path / "out" / ".entityx" / "log.txt").read_text(encoding="utf-8")
    assert "in broken" in run("--debug").stderr


def test_quiet_says_only_what_went_wrong(run, tmp_path):
    assert run("--quiet").output == ""
    (tmp_path / "in" / "d.txt").write_bytes(bytes(range(256)))
    result = run("--quiet")
    assert result.stdout == ""
    assert "d.txt: this is not text" in result.stderr


def test_verbose_says_what_is_done(run):
    lines = run("--verbose").stderr.splitlines()
    assert [line.rpartition("/")[2] for line in lines] == [f"{name}: 5 mentions" for name in TEXTS]
