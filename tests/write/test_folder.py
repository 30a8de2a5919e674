import csv
import json
import os
from dataclasses import replace

import pandas as pd
import pytest

from entityx.collect import COLUMNS
from entityx.errors import OutputError
from entityx.records import Document, Failure, Mention, Organisation, Span
from entityx.write import FORMATS, OutputFolder
from entityx.write.complete import WORK
from tests.write.written import DOCUMENT, ENTITIES, OTHER, SURE, TEXT, write


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_documents_jsonl_is_the_contract(tmp_path):
    write(tmp_path, DOCUMENT, OTHER, formats=["jsonl"])
    lines = (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0]) == {
        "id": "a/b.txt",
        "source": "in/a/b.txt",
        "language": "fr",
        "metadata": {"date": "2024-05-01"},
        "text": TEXT,
        "mentions": [
            {
                "start": start,
                "end": end,
                "label": label,
                "text": text,
                "sentence": {"start": 0, "end": 82},
                "entity": entity,
            }
            for (start, end, label, text), entity in zip(
                [
                    (3, 12, "TITLE", "président"),
                    (13, 19, "PER", "Awa Ba"),
                    (47, 53, "AGREEMENT", "accord"),
                    (57, 61, "LOC", "Mali"),
                    (70, 73, "ORG", "OPV"),
                ],
                ENTITIES,
                strict=True,
            )
        ],
        "people": [
            {
                "name": "Awa Ba",
                "aliases": ["Ba", "la Lionne"],
                "titles": ["président"],
                "mentions": [{"start": 13, "end": 19}],
                "title_mentions": [{"start": 3, "end": 12}],
            }
        ],
        "places": [
            {
                "name": "Mali",
                "aliases": [],
                "mentions": [{"start": 57, "end": 61}],
                "code": "ML",
                "country": "ML",
                "latitude": 17.0,
                "longitude": -4.0,
            }
        ],
        "organisations": [{"name": "OPV", "aliases": [], "mentions": [{"start": 70, "end": 73}]}],
        "agreements": [
            {
                "mentions": [{"start": 47, "end": 53}],
                "parties": ["Mali", "OPV"],
                "status": "signed",
                "domains": ["énergie"],
                "third_parties": [],
                "kind": "unknown",
                "subjects": [],
                "date": "2024-05",
                "place": "Ségou",
                "count": 2,
            }
        ],
    }


def test_no_text_leaves_the_text_out(tmp_path):
    write(tmp_path, DOCUMENT, with_text=False)
    assert "text" not in json.loads((tmp_path / "documents.jsonl").read_text(encoding="utf-8"))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_documents_json_is_one_array_of_the_same(tmp_path, count):
    write(tmp_path, *[DOCUMENT, OTHER][:count])
    lines = (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    array = json.loads((tmp_path / "documents.json").read_text(encoding="utf-8"))
    assert array == [json.loads(line) for line in lines]
    assert len(array) == count


def test_documents_get_the_ids_that_all_documents_together_give(tmp_path):
    full = Organisation("Office des puits villageois", ("OPV",), (Span(0, 27), Span(29, 32)))
    later = Document(
        "z.txt",
        "z.txt",
        "Office des puits villageois (OPV)",
        {},
        (
            Mention(0, 27, "ORG", full.name, Span(0, 33)),
            Mention(29, 32, "ORG", "OPV", Span(0, 33)),
        ),
        (),
        (),
        (full,),
        (),
    )
    write(tmp_path, DOCUMENT, later)
    first, _ = map(json.loads, (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    assert [mention["entity"] for mention in first["mentions"]] == [*ENTITIES[:-1], "ORG:office-des-puits-villageois"]
    assert rows(tmp_path / "mentions.csv")[4]["entity"] == "ORG:office-des-puits-villageois"


def test_tables_hold_the_rows_of_all_documents_as_text(tmp_path):
    write(tmp_path, DOCUMENT, OTHER, failures=[Failure("in/x.bin", "not text")])
    assert rows(tmp_path / "mentions.csv")[1] == {
        "document": "a/b.txt",
        "date": "2024-05-01",
        "label": "PER",
        "text": "Awa Ba",
        "name": "Awa Ba",
        "start": "13",
        "end": "19",
        "confidence": "",
        "sentence": TEXT.splitlines()[0],
        "entity": "PER:awa-ba",
    }
    assert [row["document"] for row in rows(tmp_path / "people.csv")] == ["a/b.txt", "c.txt"]
    assert [
        (row["document"], row["date"], row["place"], row["count"]) for row in rows(tmp_path / "agreements.csv")
    ] == [
        ("a/b.txt", "2024-05", "Ségou", "2"),
        ("c.txt", "2024-05", "Ségou", "2"),
    ]
    assert [(row["id"], row["mentions"], row["documents"]) for row in rows(tmp_path / "entities.csv")] == [
        ("LOC:ML", "2", "2"),
        ("ORG:opv", "2", "2"),
        ("PER:awa-ba", "2", "2"),
        ("TITLE:president", "2", "2"),
        ("AGREEMENT:1@a/b.txt", "1", "1"),
        ("AGREEMENT:1@c.txt", "1", "1"),
    ]
    (title,) = rows(tmp_path / "titles.csv")
    assert (title["person"], title["title"], title["documents"]) == ("Awa Ba", "président", "2")
    assert [(row["source"], row["target"], row["documents"]) for row in rows(tmp_path / "cooccurrences.csv")] == [
        ("Mali", "OPV", "2"),
        ("Mali", "Awa Ba", "2"),
        ("OPV", "Awa Ba", "2"),
    ]
    assert rows(tmp_path / "errors.csv") == [{"source": "in/x.bin", "error": "not text"}]


def test_what_is_not_sure_enough_is_left_out_of_the_tables_and_not_of_the_json(tmp_path):
    write(tmp_path / "all", SURE, OTHER)
    write(tmp_path / "sure", SURE, OTHER, min_confidence=0.6)
    for name in ("documents.jsonl", "documents.json"):
        assert (tmp_path / "sure" / name).read_bytes() == (tmp_path / "all" / name).read_bytes()
    found = {table: rows(tmp_path / "sure" / f"{table}.csv") for table in COLUMNS}
    assert [(row["document"], row["text"]) for row in found["mentions"]] == [
        *(("a/b.txt", words) for words in ("président", "Awa Ba", "accord", "Mali")),
        *(("c.txt", words) for words in ("président", "Awa Ba", "accord", "Mali", "OPV")),
    ]
    assert [(row["titles"], row["document"]) for row in found["people"]] == [("", "a/b.txt"), ("président", "c.txt")]
    assert [(row["title"], row["mentions"], row["first_document"]) for row in found["titles"]] == [
        ("président", "1", "c.txt")
    ]
    assert [row["document"] for row in found["agreements"]] == ["c.txt"]
    book = pd.read_excel(tmp_path / "sure" / "entityx.xlsx", sheet_name=None)
    for table in COLUMNS:
        assert len(book[table]) == len(pd.read_parquet(tmp_path / "sure" / f"{table}.parquet")) == len(found[table])


def test_a_summary_is_of_what_the_tables_hold_and_shows_the_surest_agreements(tmp_path):
    def summary(least):
        with OutputFolder(tmp_path, min_confidence=least) as output:
            output.add([(b"a", OTHER), (b"b", SURE), (b"c", surer)], {})
            return output.publish([])

    surer = replace(SURE, id="z.txt", agreements=(replace(SURE.agreements[0], confidence=0.75),))
    everything, half = summary(0), summary(0.6)
    assert [document for document, _, _ in everything.agreements] == ["z.txt", "a/b.txt", "c.txt"]
    assert [document for document, _, _ in half.agreements] == ["z.txt", "c.txt"]
    assert (everything.agreed, half.agreed) == (3, 2)
    assert (everything.mentions["ORG"], half.mentions["ORG"]) == (3, 1)


def test_cells_keep_commas_quotes_and_line_ends(tmp_path):
    odd = 'a, "b" ; c\nd.txt'
    write(tmp_path, replace(DOCUMENT, id=odd))
    for table in ("mentions", "people", "agreements"):
        assert {row["document"] for row in rows(tmp_path / f"{table}.csv")} == {odd}
    assert f"AGREEMENT:1@{odd}" in {row["id"] for row in rows(tmp_path / "entities.csv")}


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_open_in_spreadsheets_and_in_pandas(tmp_path, table):
    write(tmp_path, DOCUMENT)
    path = tmp_path / f"{table}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(pd.read_csv(path).columns) == list(COLUMNS[table])


def test_only_the_formats_asked_for_are_written(tmp_path):
    write(tmp_path, DOCUMENT, formats=["json"])
    assert sorted(contents(tmp_path)) == ["documents.json", "errors.csv"]


def test_an_error_in_the_middle_leaves_what_an_earlier_run_wrote(tmp_path):
    write(tmp_path, DOCUMENT)
    before = contents(tmp_path)

    def failing():
        yield Failure("in/x.bin", "not text")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(tmp_path, DOCUMENT, OTHER, failures=failing())
    assert contents(tmp_path) == before


def test_a_run_that_is_not_published_leaves_what_an_earlier_run_wrote(tmp_path):
    write(tmp_path, DOCUMENT)
    before = contents(tmp_path)
    with OutputFolder(tmp_path, formats=FORMATS) as output:
        output.add([(b"c", OTHER)], {})
    assert contents(tmp_path) == before


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
    assert contents(tmp_path) == {}
    assert [path.name for path in (tmp_path / WORK).iterdir()] == ["documents.sqlite"]


@pytest.mark.parametrize("pages", [0, 40], ids=["at once", "while it grows"])
def test_a_disk_too_full_to_put_documents_aside_is_an_error_and_leaves_what_was_there(tmp_path, pages):
    write(tmp_path, DOCUMENT)
    before = contents(tmp_path)
    with OutputFolder(tmp_path) as output:
        database = output._store._database
        (now,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {now + pages}")
        put = 0
        with pytest.raises(OutputError, match=f"cannot write to {tmp_path}: database or disk is full"):  # noqa: PT012
            for number in range(1000):
                output.add([(bytes(2000) + bytes([number % 256]), replace(OTHER, id=str(number)))], {})
                put += 1
        assert len(list(output._store)) == put
    assert contents(tmp_path) == before


def test_what_was_put_aside_when_the_disk_was_full_is_there_when_it_has_room(tmp_path, monkeypatch):
    def full(file):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            write(tmp_path, DOCUMENT)
    with OutputFolder(tmp_path) as output:
        (found,) = output.known([DOCUMENT.id.encode()]).values()
    assert (found.id, found.text) == (DOCUMENT.id, DOCUMENT.text)


def test_without_text_no_text_is_left_in_the_folder(tmp_path):
    write(tmp_path, DOCUMENT, with_text=False, formats=["jsonl"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["documents.jsonl", "errors.csv"]


@pytest.mark.parametrize("formats", [FORMATS, ["xlsx"]], ids=["of the same formats", "of others"])
def test_what_a_killed_run_left_half_written_is_gone_after_the_next(tmp_path, formats):
    work = tmp_path / WORK
    (work / "scratch").mkdir(parents=True)
    for name in ("people.csv", "scratch/sheet1.xml", "scratch/gathered.sqlite"):
        (work / name).write_text("half", encoding="utf-8")
    write(tmp_path, DOCUMENT, formats=formats)
    assert [path.name for path in work.iterdir()] == ["documents.sqlite"]


def test_names_are_on_the_disk_before_a_run_is_done(tmp_path, monkeypatch):
    synced = {}

    def recording(descriptor):
        synced[os.fstat(descriptor).st_ino] = contents(tmp_path)

    monkeypatch.setattr("os.fsync", recording)
    write(tmp_path, DOCUMENT, formats=FORMATS)
    assert synced[tmp_path.stat().st_ino] == contents(tmp_path)
    assert {path.stat().st_ino for path in tmp_path.iterdir() if path.is_file()} <= set(synced)


def test_another_run_in_the_folder_is_an_error_that_leaves_its_files(tmp_path):
    with OutputFolder(tmp_path) as output:
        output.add([(b"a", DOCUMENT)], {})
        with pytest.raises(OutputError, match=f"another run is writing to {tmp_path}"):
            write(tmp_path, OTHER)
        output.publish([])
    assert [row["document"] for row in rows(tmp_path / "documents.csv")] == [DOCUMENT.id]
