import io
import json

import pytest

from entityx.read import read_articles
from entityx.records import Article, Failure


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def test_a_file_is_an_article_under_its_name(tmp_path):
    given = write(tmp_path / "a.txt", "Bonjour.\r\n")
    assert list(read_articles([given])) == [Article("a.txt", given, "Bonjour.\r\n")]


def test_a_folder_gives_ids_below_it(tmp_path):
    (tmp_path / "mai").mkdir()
    write(tmp_path / "mai" / "a.txt", "A")
    write(tmp_path / "b.txt", "B")
    assert [article.id for article in read_articles([str(tmp_path)])] == ["b.txt", "mai/a.txt"]


def test_standard_input_is_one_article(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Été".encode("cp1252"))))
    assert list(read_articles(["-"])) == [Article("stdin", "-", "Été")]


def test_jsonl_rows_keep_their_ids_and_what_else_is_plain(tmp_path):
    row = {"id": 7, "text": "Bonjour.", "date": "2024-05-01", "tags": ["a"], "people": []}
    given = write(tmp_path / "a.jsonl", json.dumps(row) + "\n\n" + json.dumps({"text": "Salut."}) + "\n")
    first, second = read_articles([given])
    assert first == Article("7", f"{given}:1", "Bonjour.", {"date": "2024-05-01"})
    assert second.id == "a.jsonl:3"


def test_ids_are_unique_whatever_the_rows_call_themselves(tmp_path):
    rows = ["a", "a", "a#2", "a", True, None, ""]
    given = write(tmp_path / "a.jsonl", "".join(json.dumps({"id": own, "text": "x"}) + "\n" for own in rows))
    ids = [article.id for article in read_articles([given])]
    assert ids == ["a", "a#2", "a#2#2", "a#3", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7"]


def test_an_input_in_a_closed_folder_is_a_failure(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.is_dir", refuse)
    assert list(read_articles(["closed/a.txt"])) == [Failure("closed/a.txt", "this cannot be read: Permission denied")]


def test_a_closed_standard_input_is_a_failure(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    assert list(read_articles(["-"])) == [Failure("-", "standard input is closed")]


def test_numbers_that_json_does_not_have_are_left_out(tmp_path):
    given = write(tmp_path / "a.jsonl", '{"text": "Bonjour.", "score": NaN, "most": -Infinity, "size": 1e999}\n')
    (article,) = read_articles([given])
    assert article.metadata == {}


def test_fields_can_be_named(tmp_path):
    given = write(tmp_path / "a.jsonl", '{"url": "x", "corps": "Bonjour."}\n')
    assert list(read_articles([given], text_field="corps", id_field="url")) == [Article("x", f"{given}:1", "Bonjour.")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_csv_rows_whatever_the_delimiter_and_encoding(tmp_path, delimiter, encoding):
    cells = [["id", "text", "rubrique"], ["1", '"Été, hiver ; NA"', "météo"], ["2", '"deux\nlignes"', ""]]
    content = "\n".join(delimiter.join(row) for row in cells)
    given = write(tmp_path / "a.csv", content.encode(encoding))
    assert list(read_articles([given])) == [
        Article("1", f"{given}:1", "Été, hiver ; NA", {"rubrique": "météo"}),
        Article("2", f"{given}:2", "deux\nlignes", {"rubrique": ""}),
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.jsonl", '{"id": 1, "body": "x"}', "'text' is missing (id, body)"),
        ("a.jsonl", '{"text": null}', "'text' is not a text"),
        ("a.jsonl", "{", "this line is not JSON"),
        ("a.jsonl", "[1]", "not a JSON object"),
        ("a.jsonl", '{"text": "A", "x": ' + "[" * 100_000, "this line is not JSON"),
        ("a.csv", "id,body\n1,x\n", "no column is named 'text' (id, body)"),
        ("a.csv", 'text\n"x\n', "the rows cannot be told apart"),
        ("a.csv", "id,text\n1,Un\n2,Deux, trois\n", "line 3, saw 3): put fields that hold a delimiter in quotes"),
        ("a.csv", "id,text\n1,Oui, et non.\n", "more fields than the header"),
        ("a.txt", b"\x00\x01\x02\x03" * 9, "not text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, problem):
    given = write(tmp_path / name, content)
    (failure,) = read_articles([given])
    assert isinstance(failure, Failure)
    assert failure.source.startswith(given)
    assert problem in failure.error


def test_a_bad_row_does_not_stop_the_others(tmp_path):
    given = write(tmp_path / "a.jsonl", '{"text": "A"}\n{\n{"text": "B"}\n')
    kinds = [type(item) for item in read_articles([given])]
    assert kinds == [Article, Failure, Article]


def test_a_missing_file_and_an_empty_folder_are_failures(tmp_path):
    (tmp_path / "empty").mkdir()
    failures = list(read_articles([str(tmp_path / "nope.txt"), str(tmp_path / "empty")]))
    assert [failure.error for failure in failures] == [
        "there is no such file or folder",
        "there is no file in this folder",
    ]


def test_ids_stay_unique(tmp_path):
    given = write(tmp_path / "a.txt", "A")
    assert [article.id for article in read_articles([given, given, given])] == ["a.txt", "a.txt#2", "a.txt#3"]


def test_an_empty_table_has_no_rows(tmp_path):
    assert list(read_articles([write(tmp_path / "a.csv", ""), write(tmp_path / "b.jsonl", "")])) == []


def test_a_lone_surrogate_in_json_can_be_written_again(tmp_path):
    given = write(tmp_path / "a.jsonl", '{"text": "x \\ud800 y"}\n')
    (article,) = read_articles([given])
    assert article.text.encode("utf-8").decode("utf-8") == "x \ufffd y"


def test_an_unreadable_file_is_a_failure(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    given = write(tmp_path / "a.txt", "A")
    monkeypatch.setattr("entityx.read.articles.read_file", refuse)
    assert list(read_articles([given])) == [Failure(given, "this cannot be read: Permission denied")]
