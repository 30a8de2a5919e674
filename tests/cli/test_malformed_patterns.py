"""Whatever --patterns is given: one line says what is wrong in which line of it, and nothing was started."""

import json

import pytest

import entityx
from entityx.recognise import pipeline
from tests.cli.malformed_gold import as_file, folder_named_as_a_file, huge, link, pipe
from tests.cli.told import assert_told, invoke

GOOD = b'{"label": "ORG", "pattern": "Kalima"}\n'


def pattern(value, **others):
    return json.dumps({"label": "ORG", "pattern": value} | others).encode()


LINES = {
    "not UTF-8": (pattern("Kalima").replace(b"Kal", b"K\xe9l"), "is not UTF-8"),
    "NUL bytes": (pattern("Kalima").replace(b"Kal", b"K\0l"), "NUL"),
    "no JSON": (b"ORG Kalima", "JSON is malformed"),
    "cut": (pattern("Kalima")[:-5], "truncated"),
    "deep": (b"[" * 100_000, "no pattern"),
    "deep in a pattern": (b'{"label": "ORG", "pattern": [{"LOWER": ' + b"[" * 100_000, "recursion"),
    "a list": (b"[]", "`array`"),
    "a string": (b'"Kalima"', "`str`"),
    "no label": (b'{"pattern": "Kalima"}', "`label`"),
    "an unknown label": (pattern("Kalima", label="MISC"), "'MISC'; it should be one of PER"),
    "a label that is a list": (pattern("Kalima", label=["ORG"]), "$.label"),
    "a label that is null": (pattern("Kalima", label=None), "$.label"),
    "no pattern": (b'{"label": "ORG"}', "`pattern`"),
    "a pattern that is null": (pattern(None), "$.pattern"),
    "a pattern that is a number": (pattern(5), "$.pattern"),
    "a pattern that is an object": (pattern({"LOWER": "kalima"}), "$.pattern"),
    "an empty text": (pattern(""), "$.pattern"),
    "a text of spaces": (pattern(" \n"), "$.pattern"),
    "an empty list": (pattern([]), "$.pattern"),
    "a list of texts": (pattern(["Kalima"]), "$.pattern[0]"),
    "half a sign in a text": (pattern("\ud800 Kalima"), "surrogate"),
    "half a sign in a list": (pattern([{"LOWER": "\udfff"}]), "surrogate"),
    "an id that is a list": (pattern("Kalima", id=[]), "$.id"),
    "NaN": (pattern([{"LENGTH": float("nan")}]), "JSON is malformed"),
    "an unknown property": (pattern([{"NOPE": 1}]), "NOPE"),
    "a property that nothing sets": (pattern([{"LEMMA": "lion"}]), "LEMMA"),
    "a regular expression that is none": (pattern([{"TEXT": {"REGEX": "("}}]), "unterminated"),
    "an unknown operator": (pattern([{"LOWER": "a", "OP": "?!"}]), "?!"),
    "an unknown comparison": (pattern([{"LENGTH": {"=>": 5}}]), "=>"),
    "a number for a list": (pattern([{"LOWER": {"IN": 5}}]), "int"),
    "an unknown extension": (pattern([{"_": {"nope": 1}}]), "nope"),
}


@pytest.fixture
def run(tmp_path, nlp, monkeypatch):
    """What gives patterns to the command; nothing may be added to the pipeline that all tests share."""
    monkeypatch.setattr(pipeline, "open_pipeline", lambda model: nlp)
    monkeypatch.setattr(nlp, "add_pipe", lambda *args, **options: pytest.fail("it began"))
    monkeypatch.setattr(pipeline, "add_components", lambda nlp: None)
    (tmp_path / "a.txt").write_text("Awa Ba part.", encoding="utf-8")
    return lambda path: invoke("extract", tmp_path / "a.txt", "--patterns", path)


@pytest.mark.parametrize(("line", "words"), LINES.values(), ids=LINES)
def test_lines(run, tmp_path, line, words):
    path = as_file(GOOD + b"\n" + line + b"\n")(tmp_path)
    assert_told(run(path), 2, "line 3", words, path=path)


PATHS = {
    "nothing": (lambda folder: folder / "x.jsonl", "No such file"),
    "a folder": (folder_named_as_a_file, "no file but"),
    "a link to itself": (link("x.jsonl"), "symbolic links"),
    "a pipe": (pipe, "no file but"),
    "a device without end": (link("/dev/zero"), "no file but"),
    "five billion bytes": (huge, "more than 200 MB: split it"),
    "a name with NUL": (lambda folder: folder / "a\0b", "null byte"),
    "a name that is too long": (lambda folder: folder / ("x" * 300), "too long"),
    "an empty file": (as_file(b""), "there is no pattern"),
    "only blank lines": (as_file(b"\n \r\n"), "there is no pattern"),
    "UTF-16": (as_file(GOOD.decode().encode("utf-16")), "line 1 is not UTF-8"),
}


@pytest.mark.parametrize(("make", "words"), PATHS.values(), ids=PATHS)
def test_paths(run, tmp_path, make, words):
    path = make(tmp_path)
    assert_told(run(path), 2, words, path=path)


def test_what_looks_odd_and_is_a_pattern(tmp_path):
    lines = [
        pattern("Ka\u2028lima", id="own", note=5),
        pattern([{"lower": "val"}, {}]),
        pattern([{"TEXT": {"REGEX": "^Yadr"}}]),
    ]
    path = as_file(b"\xef\xbb\xbf" + b"\r\n".join(lines).replace(b"\\u2028", "\u2028".encode()))(tmp_path)
    doc = entityx.load(patterns=path)("Hier, Yadran a quitté le val fleuri.")
    assert {"Yadran", "val fleuri"} <= {ent.text for ent in doc.ents if ent.label_ == "ORG"}
