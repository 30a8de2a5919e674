import codecs
import gzip
import json
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


def nested(depth):
    """Names in names."""
    sentence = {"start": 0, "end": depth}
    spans = [{"start": 0, "end": end} for end in range(depth, 0, -1)]
    return {
        "text": "x" * depth,
        "mentions": [{**at, "label": "PER", "text": "x" * at["end"], "sentence": sentence} for at in spans],
        "people": [{"name": "x", "aliases": [], "titles": [], "mentions": spans}],
        "places": [],
        "organisations": [],
        "agreements": [],
    }


# Each takes the second document of two, as JSON has it, and changes it.
EDITS = {
    "no id": lambda one: one.pop("id"),
    "a number as id": lambda one: one.update(id=3),
    "the id of another": lambda one: one.update(id=DOCUMENT.id),
    "no source": lambda one: one.pop("source"),
    "several languages": lambda one: one.update(language=["fr", "en"]),
    "metadata as a list": lambda one: one.update(metadata=["2024"]),
    "a list in the metadata": lambda one: one["metadata"].update(date=["2024"]),
    "nothing in the metadata": lambda one: one["metadata"].update(date=None),
    "no text": lambda one: one.update(text=None),
    "another text": lambda one: one.update(text=one["text"].upper()),
    "half of the text": lambda one: one.update(text=one["text"][:40]),
    "a space before the text": lambda one: one.update(text=" " + one["text"]),
    "no mentions": lambda one: one.update(mentions=None),
    "a mention without place": lambda one: one["mentions"][0].pop("start"),
    "a mention without sentence": lambda one: one["mentions"][0].pop("sentence"),
    "a mention without label": lambda one: one["mentions"][0].pop("label"),
    "a mention without words": lambda one: one["mentions"][0].update(end=3, text=""),
    "another word": lambda one: one["mentions"][0].update(text="ministre"),
    "a label that is none": lambda one: one["mentions"][0].update(label="DATE"),
    "a label that is none, without end": lambda one: one["mentions"][0].update(label="DATE\n" * 10_000),
    "another label": lambda one: one["mentions"][3].update(label="ORG"),
    "counted from the end": lambda one: one["mentions"][0].update(start=3 - len(one["text"])),
    "a place beyond the text": lambda one: one["mentions"][4].update(end=10**30),
    "half a character": lambda one: one["mentions"][0].update(start=3.5),
    "a mention less": lambda one: one["mentions"].pop(1),
    "a mention twice": lambda one: one["mentions"].insert(1, one["mentions"][1]),
    "mentions from the end": lambda one: one["mentions"].reverse(),
    "a sentence beyond the text": lambda one: one["mentions"][0].update(sentence={"start": 0, "end": 500}),
    "a sentence before the text": lambda one: one["mentions"][0].update(sentence={"start": -1, "end": 80}),
    "a sentence elsewhere": lambda one: one["mentions"][0].update(sentence={"start": 20, "end": 80}),
    "a sentence as words": lambda one: one["mentions"][0].update(sentence="Le président."),
    "names in names": lambda one: one.update(nested(600)),
    "no people": lambda one: one.pop("people"),
    "a person less": lambda one: one["people"].pop(),
    "a person twice": lambda one: one["people"].append(one["people"][0]),
    "a person without name": lambda one: one["people"][0].pop("name"),
    "a person without mentions": lambda one: one["people"][0].update(mentions=[]),
    "a person elsewhere": lambda one: one["people"][0].update(mentions=[{"start": 0, "end": 2}]),
    "a person where a place is": lambda one: one["people"][0].update(mentions=one["places"][0]["mentions"]),
    "a number as alias": lambda one: one["people"][0].update(aliases=[3]),
    "a title that is no list": lambda one: one["people"][0].update(titles="président"),
    "a title elsewhere": lambda one: one["people"][0].update(title_mentions=[{"start": 0, "end": 2}]),
    "a name as title": lambda one: one["people"][0].update(title_mentions=one["people"][0]["mentions"]),
    "a place without mentions": lambda one: one["places"][0].update(mentions=[]),
    "a place without country": lambda one: one["places"][0].update(country=None),
    "north of the pole": lambda one: one["places"][0].update(latitude=90.5),
    "further than around": lambda one: one["places"][0].update(longitude=-180.5),
    "a latitude in words": lambda one: one["places"][0].update(latitude="17° N"),
    "a latitude that is no number": lambda one: one["places"][0].update(latitude=float("nan")),
    "a latitude without end": lambda one: one["places"][0].update(latitude=float("inf")),
    "an organisation without mentions": lambda one: one["organisations"][0].update(mentions=[]),
    "an organisation less": lambda one: one["organisations"].clear(),
    "an agreement without mentions": lambda one: one["agreements"][0].update(mentions=[]),
    "an agreement twice": lambda one: one["agreements"].append(one["agreements"][0]),
    "a status that is none": lambda one: one["agreements"][0].update(status="signé"),
    "parties as one text": lambda one: one["agreements"][0].update(parties="Mali, OPV"),
    "a date as a number": lambda one: one["agreements"][0].update(date=2024),
    "too many": lambda one: one["agreements"][0].update(count=2**63),
    "less than nothing": lambda one: one["agreements"][0].update(count=-1),
    "half of one": lambda one: one["agreements"][0].update(count=0.5),
    "half of a pair": lambda one: one["people"][0].update(name="Awa \ud83d"),
    "the other half": lambda one: one.update(source="\ude00 Awa"),
}


def each(lines):
    return lines.splitlines(keepends=True)


# Each takes the bytes of a file with two documents, and gives others.
DAMAGES = {
    "a last line that is cut": lambda lines: lines[:-20],
    "cut within a character": lambda lines: lines[: lines.rindex("œ".encode()) + 1],
    "a first line that is cut": lambda lines: lines[20:],
    "a blank line": lambda lines: lines.replace(b"\n", b"\n\n", 1),
    "nothing but a line end": lambda lines: b"\n",
    "a byte order mark": lambda lines: codecs.BOM_UTF8 + lines,
    "UTF-16": lambda lines: lines.decode().encode("utf-16"),
    "Latin-1": lambda lines: lines.decode().replace("’", "'").replace("œ", "oe").encode("latin-1"),
    "NULs behind": lambda lines: lines + bytes(4096),
    "NULs within": lambda lines: lines.replace(b"Fin", b"\0\0\0"),
    "NULs alone": lambda lines: bytes(4096),
    "a byte that is not UTF-8": lambda lines: lines.replace(b"Fin", b"F\xffn"),
    "a surrogate in UTF-8": lambda lines: lines.replace(b"Fin", b"\xed\xa0\x80"),
    "brackets without end": lambda lines: lines + b"[" * 100_000,
    "brackets within": lambda lines: lines.replace(b'"id"', b'"more":' + b"[" * 50_000 + b"]" * 50_000 + b',"id"'),
    "a line without end": lambda lines: lines + b'"' + b"x" * 2**22,
    "two documents in a line": lambda lines: lines.replace(b"\n", b" "),
    "a document in two lines": lambda lines: lines.replace(b'"people"', b'\n"people"'),
    "commas": lambda lines: lines.replace(b"\n", b",\n"),
    "an array": lambda lines: b"[" + b",".join(lines.splitlines()) + b"]\n",
    "a line twice": lambda lines: lines + each(lines)[1],
    "the file twice": lambda lines: lines * 2,
    "a number too large": lambda lines: lines.replace(b"17.0", b"1e999"),
    "compressed": gzip.compress,
    "a page": lambda lines: b"<!doctype html>\n<p>Rien.</p>\n",
    "a table": lambda lines: b"id,text\na,Rien.\n",
}


def refused(folder):
    """What a report on *folder* says on its one line of error."""
    result = run(folder)
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("entityx: ")
    assert len(result.stderr) < 600
    assert not (folder / "report.html").exists()
    return result.stderr.removeprefix("entityx: ").rstrip("\n")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("ending", ["jsonl", "json"])
def test_a_document_that_was_changed_is_told(tmp_path, edit, ending):
    records = [json.loads(json.dumps(one.to_dict())) for one in (DOCUMENT, OTHER)]
    edit(records[1])
    lines = "\n".join(map(json.dumps, records)) if ending == "jsonl" else json.dumps(records)
    path = tmp_path / f"documents.{ending}"
    path.write_text(lines, encoding="utf-8")
    problem = refused(tmp_path)
    assert str(path) in problem
    assert problem.endswith(": extract anew")
    if "malformed" not in problem:  # JSON without an array's end has no second document
        assert problem.startswith("document 2 of ")


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_was_damaged_is_told(tmp_path, damage):
    write(tmp_path, DOCUMENT, OTHER, formats=["jsonl"])
    path = tmp_path / "documents.jsonl"
    path.write_bytes(damage(path.read_bytes()))
    problem = refused(tmp_path)
    assert f" of {path} " in problem
    assert problem.startswith("document ")
    assert problem.endswith(": extract anew")


HARMLESS = {
    "Windows line ends": lambda lines: lines.replace(b"\n", b"\r\n"),
    "no line end": lambda lines: lines.rstrip(b"\n"),
    "spaces": lambda lines: lines.replace(b',"', b' , "'),
    "a field that we do not know": lambda lines: lines.replace(b'"id"', b'"more": {"id": []}, "id"'),
    "signs as escapes": lambda lines: b"".join(json.dumps(json.loads(line)).encode() + b"\n" for line in each(lines)),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_changes_no_document_is_read(tmp_path, change):
    write(tmp_path, DOCUMENT, OTHER, formats=["jsonl"])
    path = tmp_path / "documents.jsonl"
    path.write_bytes(change(path.read_bytes()))
    assert run(tmp_path).stdout.startswith("2 documents, ")


def test_a_run_that_found_no_articles_has_an_empty_report(tmp_path):
    write(tmp_path, formats=["jsonl"])
    assert (tmp_path / "documents.jsonl").read_bytes() == b""
    result = run(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("0 documents, ")


PLACES = {
    "a folder": (lambda path: path.mkdir(), "is no file, nor a link to one: remove it, and extract anew"),
    "a link to a folder": (lambda path: path.symlink_to(path.parent), "is no file, nor a link to one"),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "is no file, nor a link to one"),
    "a link to itself": (lambda path: path.symlink_to(path), "is no file, nor a link to one"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "is no file, nor a link to one"),
}


@pytest.mark.parametrize(("put", "problem"), PLACES.values(), ids=PLACES)
def test_what_is_no_file_is_told(tmp_path, put, problem):
    put(tmp_path / "documents.jsonl")
    assert problem in refused(tmp_path)


@pytest.mark.parametrize("method", ["lstat", "is_file", "open"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, monkeypatch, method):
    write(tmp_path, DOCUMENT, formats=["jsonl"])
    original = getattr(type(tmp_path), method)

    def denied(path, *arguments, **options):
        if path.name == "documents.jsonl":
            raise PermissionError(13, "Permission denied")
        return original(path, *arguments, **options)

    monkeypatch.setattr(type(tmp_path), method, denied)
    assert refused(tmp_path) == f"the results in {tmp_path} cannot be read: Permission denied"
