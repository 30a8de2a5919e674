import json

import pytest

from entityx.errors import ReadError
from entityx.read.results import read_documents
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
        ({"documents.jsonl": "{"}, "is not what entityx extract writes"),
        ({"documents.jsonl": "[]\n"}, "document 1 .*Expected `object`"),
        ({"documents.jsonl": '{"id": 3}'}, "Expected `str`, got `int`"),
        ({"documents.jsonl": b"\xff\xfe"}, "is not what entityx extract writes"),
        ({"documents.json": '{"a": 1}'}, "it is no array"),
        ({"documents.json": "[3]"}, "document 1 .*Expected `object`"),
    ],
)
def test_what_no_run_has_written_is_an_error(tmp_path, files, problem):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
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
