"""Whatever an input is like: the others are done, what was wrong is told, and every mention stands where it says."""

import csv
import json
import os
import unicodedata

import pytest
from typer.testing import CliRunner

from entityx.cli.main import app
from entityx.files import read_file
from entityx.read import read_articles
from entityx.records import Article, Failure

SENTENCE = "Le président malien Awa Koné a signé hier à Bamako, avec l’ONU, un accord sur l’eau."
GOOD = "Mme Fanta Diop est en Chine."


@pytest.fixture
def run(tmp_path, nlp):
    """Extract from files with these names and contents: what was found by file, and what was told of the others."""

    def invoke(files):
        folder, out = tmp_path / "in", tmp_path / "out"
        folder.mkdir()
        for name, content in {"a good one.txt": GOOD.encode(), **files}.items():
            with open(os.path.join(os.fsencode(folder), os.fsencode(name)), "wb") as file:  # noqa: PTH118, PTH123
                file.write(content)
        return extracted(folder, out)

    return invoke


def extracted(folder, out):
    result = CliRunner().invoke(app, ["extract", str(folder), "-o", str(out)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    documents = {}
    for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for mention in document["mentions"]:
            assert document["text"][mention["start"] : mention["end"]] == mention["text"] != ""
        documents[document["id"]] = document
    with (out / "errors.csv").open(encoding="utf-8-sig", newline="") as rows:
        errors = {row["source"].rpartition("/")[2]: row["error"] for row in csv.DictReader(rows)}
    assert result.exit_code == bool(errors)
    assert people(documents.pop("a good one.txt")) == ["Fanta Diop"]
    return documents, errors


def people(document):
    return [person["name"] for person in document["people"]]


def forms(document):
    """The mentions as they are in print."""
    return {unicodedata.normalize("NFC", mention["text"]) for mention in document["mentions"]}


FOUND = {"président malien", "Awa Koné", "Bamako", "ONU"}

READ = {
    "UTF-8": SENTENCE.encode(),
    "UTF-8 with a mark": SENTENCE.encode("utf-8-sig"),
    "UTF-16 with a mark": SENTENCE.encode("utf-16"),
    "UTF-16 without one": SENTENCE.encode("utf-16-be"),
    "CP1252": SENTENCE.encode("cp1252"),
    "Mac Roman": SENTENCE.encode("mac_roman"),
    "a damaged byte": SENTENCE.encode() + b" \xff fin, d\xc3\xa9j\xc3\xa0.",
    "two encodings": SENTENCE.encode() + b"\nL'\xe9t\xe9. " + SENTENCE.encode(),
    "Windows line ends": f"Titre\r\n\r\n{SENTENCE}\r\n".encode(),
    "old Mac line ends": f"Titre\r\r{SENTENCE}\r".encode(),
    "decomposed accents": unicodedata.normalize("NFD", SENTENCE).encode(),
    "no-break spaces": SENTENCE.replace(" ", "\u00a0").encode(),
    "zero-width spaces": SENTENCE.replace(" ", " \u200b").replace("Koné", "Ko\u200bné").encode(),
    "straight apostrophes": SENTENCE.replace("’", "'").encode(),
    "control signs": SENTENCE.replace("hier", "\x07hier\x1b").encode(),
    "no full stop": SENTENCE.rstrip(".").encode(),
}


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_what_can_be_read_is_found(run, content):
    documents, errors = run({"x.txt": content})
    assert errors == {}
    assert {form.replace("\u00a0", " ").replace("\u200b", "") for form in forms(documents["x.txt"])} >= FOUND


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (bytes(range(256)) * 4, "this is not text (a binary file?)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "this is not text"),
        (SENTENCE.encode().replace(b" ", b"\0"), "this is not text"),
    ],
    ids=["binary", "a picture", "NUL bytes"],
)
def test_what_is_no_text_is_told(run, content, problem):
    documents, errors = run({"x.txt": content})
    assert documents == {}
    assert errors["x.txt"].startswith(problem)


def test_an_empty_file_is_a_document_with_nothing_in_it(run):
    documents, errors = run({"x.txt": b"", "y.txt": b" \r\n\t"})
    assert errors == {}
    assert [document["mentions"] for document in documents.values()] == [[], []]


def test_lone_surrogates_in_json(run):
    row = json.dumps({"id": "\ud83d", "text": f"\udc00 {SENTENCE}", "titre": "\ud83d"}).encode()
    documents, errors = run({"x.jsonl": row})
    assert errors == {}
    assert documents["\ufffd"]["text"] == f"\ufffd {SENTENCE}"
    assert forms(documents["\ufffd"]) >= FOUND


def test_numbers_that_are_too_large_for_other_programs(run):
    documents, errors = run({"x.jsonl": b'{"text": "Rien.", "n": 1' + b"0" * 400 + b', "x": 1e999, "y": NaN}'})
    assert errors == {}
    assert documents["x.jsonl:1"]["metadata"] == {"n": 10**400}


def test_one_line_of_a_million_characters(run):
    text = f"{SENTENCE} {'Il pleut sur la plaine. ' * 10}" * 4_000
    assert len(text) > 1_000_000
    documents, errors = run({"x.txt": text.encode()})
    assert errors == {}
    assert people(documents["x.txt"]) == ["Awa Koné"]
    assert len(documents["x.txt"]["people"][0]["mentions"]) > 3_900
    assert max(m["sentence"]["end"] - m["sentence"]["start"] for m in documents["x.txt"]["mentions"]) < 300


def test_no_full_stop_at_all(run):
    documents, errors = run({"x.txt": (f"{SENTENCE[:-1]} et " * 300).encode()})
    assert errors == {}
    sentences = [mention["sentence"] for mention in documents["x.txt"]["mentions"]]
    assert max(sentence["end"] - sentence["start"] for sentence in sentences) < 3_000
    assert len(documents["x.txt"]["people"][0]["mentions"]) > 280


def test_a_word_without_end(run):
    documents, errors = run({"x.txt": b"a" * 200_000 + f" {SENTENCE}".encode()})
    assert errors == {}
    assert forms(documents["x.txt"]) >= FOUND


def test_all_capitals(run):
    documents, errors = run({"x.txt": "LE PRÉSIDENT AWA KONÉ EST ARRIVÉ HIER À BAMAKO.".encode()})
    assert errors == {}
    assert {"PRÉSIDENT", "AWA KONÉ", "BAMAKO"} <= forms(documents["x.txt"])


def test_another_language_is_told(tmp_path, nlp):
    (tmp_path / "x.txt").write_text(
        "The president of Mali signed an agreement with China on Monday, and his minister will go to Paris.",
        encoding="utf-8",
    )
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "x.txt"), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert "entityx: 1 document is not in French (en: 1): do not rely on what was found there" in result.stderr
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as rows:
        assert [row["language"] for row in csv.DictReader(rows)] == ["en"]


@pytest.mark.parametrize("name", ["deux mots.txt", "deux\nlignes.txt", "l'été «».txt", "=1+1.txt", "a;b,c|d.txt"])
def test_names_of_files(run, name):
    documents, errors = run({name: SENTENCE.encode()})
    assert errors == {}
    assert forms(documents[name]) >= FOUND


def test_a_name_that_is_not_utf_8(run):
    documents, errors = run({b"caf\xe9.txt": SENTENCE.encode()})
    assert errors == {}
    assert forms(documents["caf\ufffd.txt"]) >= FOUND


def test_links_in_a_loop(tmp_path, nlp):
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "a good one.txt").write_text(GOOD, encoding="utf-8")
    (folder / "below" / "x.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "below" / "loop").symlink_to(folder)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    documents, errors = extracted(folder, tmp_path / "out")
    assert set(documents) == {"below/x.txt"}
    assert errors == {"itself.txt": "this cannot be read: Too many levels of symbolic links"}


def test_files_that_vanish_or_cannot_be_read_while_the_run_goes_on(tmp_path, monkeypatch):
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")

    def reading(path):
        if path.name == "c.txt":
            raise OSError(5, "Input/output error")
        return read_file(path)

    monkeypatch.setattr("entityx.read.articles.read_file", reading)
    articles = read_articles([str(tmp_path)])
    found = [next(articles)]
    (tmp_path / "b.txt").unlink()
    found += articles
    assert [one.id if isinstance(one, Article) else one for one in found] == [
        "a.txt",
        Failure(f"{tmp_path}/b.txt", "there is no such file or folder"),
        Failure(f"{tmp_path}/c.txt", "this cannot be read: Input/output error"),
        "d.txt",
    ]


def test_a_hundred_thousand_files_in_one_folder(tmp_path):
    for number in range(100_000):
        (tmp_path / f"{number:06}.txt").touch()
    ids = [article.id for article in read_articles([str(tmp_path)])]
    assert ids == [f"{number:06}.txt" for number in range(100_000)]
