import csv
import json

import pandas as pd
import pytest

from entityx.collect import COLUMNS, EntityCounts
from entityx.errors import OutputError
from entityx.records import Agreement, Document, Failure, Mention, Person, Span
from entityx.write import FORMATS, OutputFolder

TEXT = 'Le président Awa Ba, dite "la Lionne", salue l’accord ; œuvre.\nFin'
SENTENCE = TEXT.splitlines()[0]
DOCUMENT = Document(
    id="a/b.txt",
    source="in/a/b.txt",
    text=TEXT,
    metadata={"date": "2024-05-01"},
    mentions=(
        Mention(3, 12, "TITLE", "président", SENTENCE),
        Mention(13, 19, "PER", "Awa Ba", SENTENCE),
        Mention(47, 53, "AGREEMENT", "accord", SENTENCE),
    ),
    people=(Person("Awa Ba", ("Ba", "la Lionne"), ("président",), (Span(13, 19),)),),
    agreements=(Agreement((Span(47, 53),), ("Mali", "Niger"), "signed", ("énergie",)),),
)


def write(folder, *documents, formats=FORMATS, with_text=True, failures=()):
    counts = EntityCounts()
    with OutputFolder(folder, formats=formats, with_text=with_text, counts=counts) as output:
        for document in documents:
            counts.add(document)
            output.write(document)
        output.write_failures(failures)
        output.publish()


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_documents_jsonl_is_the_contract(tmp_path):
    write(tmp_path, DOCUMENT, DOCUMENT, formats=["jsonl"])
    lines = (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0]) == {
        "id": "a/b.txt",
        "source": "in/a/b.txt",
        "metadata": {"date": "2024-05-01"},
        "text": TEXT,
        "mentions": [
            {"start": 3, "end": 12, "label": "TITLE", "text": "président"},
            {"start": 13, "end": 19, "label": "PER", "text": "Awa Ba"},
            {"start": 47, "end": 53, "label": "AGREEMENT", "text": "accord"},
        ],
        "people": [
            {
                "name": "Awa Ba",
                "aliases": ["Ba", "la Lionne"],
                "titles": ["président"],
                "mentions": [{"start": 13, "end": 19}],
            }
        ],
        "agreements": [
            {
                "mentions": [{"start": 47, "end": 53}],
                "parties": ["Mali", "Niger"],
                "status": "signed",
                "domains": ["énergie"],
            }
        ],
    }


def test_no_text_leaves_the_text_out(tmp_path):
    write(tmp_path, DOCUMENT, with_text=False)
    assert "text" not in json.loads((tmp_path / "documents.jsonl").read_text(encoding="utf-8"))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_documents_json_is_one_array_of_the_same(tmp_path, count):
    write(tmp_path, *[DOCUMENT] * count)
    lines = (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    array = json.loads((tmp_path / "documents.json").read_text(encoding="utf-8"))
    assert array == [json.loads(line) for line in lines]
    assert len(array) == count


def test_tables_have_their_columns_and_rows(tmp_path):
    write(tmp_path, DOCUMENT, failures=[Failure("in/x.bin", "not text")])
    assert rows(tmp_path / "mentions.csv")[1] == {
        "document": "a/b.txt",
        "label": "PER",
        "text": "Awa Ba",
        "start": "13",
        "end": "19",
        "sentence": SENTENCE,
    }
    assert rows(tmp_path / "people.csv") == [
        {
            "document": "a/b.txt",
            "name": "Awa Ba",
            "aliases": "Ba | la Lionne",
            "titles": "président",
            "mentions": "1",
        }
    ]
    assert rows(tmp_path / "agreements.csv") == [
        {
            "document": "a/b.txt",
            "agreement": "accord",
            "parties": "Mali | Niger",
            "status": "signed",
            "domains": "énergie",
            "mentions": "1",
            "sentence": SENTENCE,
        }
    ]
    assert rows(tmp_path / "entities.csv") == [
        {"label": "AGREEMENT", "name": "accord", "mentions": "1", "documents": "1"},
        {"label": "PER", "name": "Awa Ba", "mentions": "1", "documents": "1"},
        {"label": "TITLE", "name": "président", "mentions": "1", "documents": "1"},
    ]
    assert rows(tmp_path / "errors.csv") == [{"source": "in/x.bin", "error": "not text"}]


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_open_in_spreadsheets_and_in_pandas(tmp_path, table):
    write(tmp_path, DOCUMENT)
    path = tmp_path / f"{table}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert tuple(pd.read_csv(path).columns) == COLUMNS[table]


def test_only_the_formats_asked_for_are_written(tmp_path):
    write(tmp_path, DOCUMENT, formats=["json"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents.json", "errors.csv"]


def test_an_error_in_the_middle_leaves_what_an_earlier_run_wrote(tmp_path):
    write(tmp_path, DOCUMENT)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def failing():
        yield Failure("in/x.bin", "not text")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(tmp_path, DOCUMENT, DOCUMENT, failures=failing())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write to"):
        write(tmp_path / "file", DOCUMENT)


def test_a_folder_in_the_place_of_a_file_is_an_error_before_anything_is_written(tmp_path):
    (tmp_path / "people.csv").mkdir()
    with pytest.raises(OutputError, match=r"a folder in it that is called people\.csv"):
        write(tmp_path, DOCUMENT)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_a_full_disk_is_an_error_and_leaves_nothing_half_written(tmp_path, monkeypatch):
    def full(file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write(tmp_path, DOCUMENT)
    assert list(tmp_path.iterdir()) == []
