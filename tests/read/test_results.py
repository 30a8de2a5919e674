import json

import pytest
from hypothesis import given, settings

from entityx.errors import ReadError
from entityx.read.results import read_documents
from entityx.report import report_page
from tests.damage import damaged
from tests.write.written import DOCUMENT, OTHER, write


@pytest.mark.parametrize("formats", [["jsonl"], ["json"], ["jsonl", "json"]])
def test_the_documents_of_a_run_come_back(tmp_path, formats):
    write(tmp_path, DOCUMENT, OTHER, formats=formats)
    found = list(read_documents(tmp_path))
    assert [one.id for one in found] == ["a/b.txt", "c.txt"]
    assert found[0].text == DOCUMENT.text
    assert found[0].people == DOCUMENT.people
    assert [mention.entity for mention in found[0].mentions][1] == "PER:awa-ba"


def test_documents_are_read_one_at_a_time(tmp_path):
    write(tmp_path, DOCUMENT, formats=["jsonl"])
    with (tmp_path / "documents.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("{")
    documents = read_documents(tmp_path)
    assert next(documents).id == DOCUMENT.id
    with pytest.raises(ReadError):
        next(documents)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "no documents.jsonl is in it: run entityx extract INPUT -o"),
        ({"documents.jsonl": "{"}, r"document 1 of .*documents\.jsonl is not what this version of entityx writes"),
        ({"documents.jsonl": "[]\n"}, "document 1 .*Expected `object`"),
        ({"documents.jsonl": '{"id": 3}'}, "Expected `str`, got `int`"),
        ({"documents.json": '{"a": 1}'}, r"documents\.json is not what entityx writes \(Expected `array`"),
        ({"documents.json": "[3]"}, "document 1 .*Expected `object`"),
        ({"documents.json": ""}, r"documents\.json is not what entityx writes"),
        ({"documents.json": "[" * 100_000}, r"documents\.json is not what entityx writes .*recursion"),
    ],
)
def test_what_no_run_has_written_is_an_error(tmp_path, files, problem):
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=problem):
        list(read_documents(tmp_path))


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ReadError, match="there is no such folder"):
        list(read_documents(tmp_path / "nope"))


def test_documents_without_text_say_how_to_get_it(tmp_path):
    write(tmp_path, DOCUMENT, formats=["jsonl"], with_text=False)
    with pytest.raises(ReadError, match="has no texts: extract anew, without --no-text"):
        list(read_documents(tmp_path))


def test_a_document_of_another_version_says_what_it_lacks(tmp_path):
    record = DOCUMENT.to_dict()
    del record["mentions"][0]["sentence"]
    (tmp_path / "documents.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ReadError, match=r"not what this version of entityx writes .*missing required field `sentence`"):
        list(read_documents(tmp_path))


def test_a_line_that_no_memory_holds_is_not_read(tmp_path, monkeypatch):
    write(tmp_path, DOCUMENT, OTHER, formats=["jsonl"])
    path = tmp_path / "documents.jsonl"
    longest = max(map(len, path.read_bytes().splitlines(keepends=True)))
    monkeypatch.setattr("entityx.read.results.LARGEST", longest)
    assert len(list(read_documents(tmp_path))) == 2
    path.write_bytes(path.read_bytes() + b'"' + b"x" * longest)
    with pytest.raises(
        ReadError, match=r"document 3 of .*documents\.jsonl has more than 0 MiB, .*: extract without it"
    ):
        list(read_documents(tmp_path))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(record=damaged(json.loads(json.dumps(DOCUMENT.to_dict()))))
def test_what_was_changed_by_hand_is_an_error_or_can_be_shown(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("results")
    (folder / "documents.jsonl").write_text(json.dumps(record), encoding="utf-8")
    try:
        documents = list(read_documents(folder))
    except ReadError:
        return
    assert report_page(documents, name="x", language="fr")
