import json
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from dataclasses import replace
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entityx.collect import EntityIndex
from entityx.errors import OutputError
from entityx.records import (
    LABELS,
    Agreement,
    AgreementKind,
    Document,
    Mention,
    Organisation,
    Person,
    Place,
    Span,
    Subject,
)
from entityx.write import FORMATS, OutputFolder
from entityx.write.complete import WORK
from entityx.write.folder import STORE
from entityx.write.store import Store
from tests.damage import damaged
from tests.write.written import DOCUMENT, OTHER

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
PLACE = st.integers(0, 10**9)
SPAN = st.builds(Span, PLACE, PLACE)
SPANS = st.lists(SPAN, min_size=1, max_size=3).map(tuple)
LATITUDE, LONGITUDE = (st.none() | st.floats(-most, most) for most in (90, 180))
CONFIDENCE = st.none() | st.floats(0, 1)
VALUES = TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


def some(records):
    return st.lists(records, max_size=3).map(tuple)


DOCUMENTS = st.builds(
    Document,
    id=TEXT,
    source=TEXT,
    text=TEXT,
    metadata=st.dictionaries(TEXT, VALUES, max_size=3),
    mentions=some(st.builds(Mention, PLACE, PLACE, st.sampled_from(LABELS), TEXT, SPAN, TEXT, CONFIDENCE)),
    people=some(st.builds(Person, TEXT, TEXTS, TEXTS, SPANS, SPANS, some(CONFIDENCE))),
    places=some(st.builds(Place, TEXT, TEXTS, SPANS, TEXT, TEXT, LATITUDE, LONGITUDE)),
    organisations=some(st.builds(Organisation, TEXT, TEXTS, SPANS)),
    agreements=some(
        st.builds(
            Agreement,
            mentions=SPANS,
            parties=TEXTS,
            status=st.just("signed"),
            domains=TEXTS,
            third_parties=TEXTS,
            kind=st.sampled_from(get_args(AgreementKind)),
            subjects=some(st.sampled_from(get_args(Subject))),
            date=TEXT,
            place=TEXT,
            count=st.none() | st.integers(0, 99),
            confidence=CONFIDENCE,
        )
    ),
)
A, B, C = b"a", b"b", b"c"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "documents.sqlite"


@given(documents=st.lists(DOCUMENTS, max_size=4))
def test_any_documents_come_back_as_they_were_and_in_their_order(tmp_path_factory, documents):
    store = Store(tmp_path_factory.mktemp("store") / "documents.sqlite")
    store.put([(bytes([number]), document) for number, document in enumerate(documents)], {})
    assert list(store) == documents
    assert list(store) == documents  # and again
    store.close()


def test_a_run_that_ends_leaves_its_documents_to_the_next(path):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store.close()
    store = Store(path)
    assert list(store) == []
    known = store.known([B, A])
    assert known == {A: DOCUMENT}
    store.put([(B, OTHER), (A, DOCUMENT)], known)
    assert list(store) == [OTHER, DOCUMENT]
    store.close()


def test_a_process_that_is_killed_leaves_all_that_it_put(path):
    code = f"""
import os, pathlib
from entityx.write import FORMATS, OutputFolder
from entityx.write.complete import WORK
from entityx.write.folder import STORE
from entityx.write.store import Store
from tests.damage import damaged
from tests.write.written import DOCUMENT, OTHER
store = Store(pathlib.Path({str(path)!r}))
store.put([(b"a", DOCUMENT)], {{}})
store._database.execute("BEGIN")
store._database.execute("INSERT INTO document VALUES ('half', 'half')")
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    store = Store(path)
    assert store.known([A, b"half"]) == {A: DOCUMENT}
    store.close()


def test_what_is_not_of_the_complete_run_goes(path):
    store = Store(path)
    store.put([(A, DOCUMENT), (B, OTHER)], {})
    store.close()
    store = Store(path)
    known = store.known([A])
    store.put([(A, DOCUMENT)], known)
    store.finish(keep=True)
    assert store.known([A, B]) == known
    store.close()


def test_nothing_is_left_when_nothing_is_kept(path):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store.finish(keep=False)
    store.close()
    assert list(path.parent.iterdir()) == []


def test_all_or_none_of_some_documents_are_put(path):
    store = Store(path)

    def documents():
        yield A, DOCUMENT
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.put(documents(), {})
    assert list(store) == []
    assert store.known([A]) == {}
    store.close()


def test_a_second_one_at_once_is_an_error(path):
    store = Store(path)
    with pytest.raises(OutputError, match=f"another run is writing to {path.parent.parent}: wait for its end, or"):
        Store(path)
    store.put([(A, DOCUMENT)], {})
    assert list(store) == [DOCUMENT]
    store.close()
    Store(path).close()


def test_a_file_of_something_else_is_an_error(path):
    path.write_bytes(b"no database" * 99)
    with pytest.raises(OutputError, match=r"documents\.sqlite is not what entityx wrote .*: remove it"):
        Store(path)


def packed(record):
    return zlib.compress(record if isinstance(record, bytes) else msgspec.json.encode(record))


RECORDS = {
    "nothing": b"",
    "no record": b"no record",
    "half of one": packed(DOCUMENT)[:-20],
    "brackets without end": packed(b"[" * 100_000),
    "no JSON": packed(b"{"),
    "no document": packed(b'{"id": 1}'),
    "another text": packed(replace(DOCUMENT, text="Rien.")),
    "a person less": packed(replace(DOCUMENT, people=())),
    "an empty person": packed(replace(DOCUMENT, people=(Person("Awa Ba", (), (), ()),))),
    "half of a pair": packed(DOCUMENT.pack().replace(b'"Awa Ba"', rb'"Awa \ud83d"')),
    "a text": "Rien.",
    "a text that is not UTF-8": bytes([0xFF, 0xFE]),
    "a number": 3,
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_damaged_record_is_not_known_and_is_replaced(path, record):
    store = Store(path)
    store.put([(A, DOCUMENT), (B, OTHER)], {})
    store.close()
    overwrite(path, "UPDATE document SET record = ? WHERE key = ?", record, A)
    if record == RECORDS["a text that is not UTF-8"]:
        overwrite(path, "UPDATE document SET record = CAST(record AS TEXT) WHERE key = ?", A)
    store = Store(path)
    known = store.known([A, B])
    assert known == {B: OTHER}
    store.put([(A, DOCUMENT), (B, OTHER)], known)
    assert list(store) == [DOCUMENT, OTHER]
    store.close()


def overwrite(path, statement, *values):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)


def test_a_record_that_unpacks_to_all_memory_is_not_unpacked(path, monkeypatch):
    size = len(DOCUMENT.pack())
    monkeypatch.setattr("entityx.write.store.LARGEST", size)
    unpacked = []
    unpack = Document.unpack
    monkeypatch.setattr(Document, "unpack", staticmethod(lambda record: unpacked.append(len(record)) or unpack(record)))
    store = Store(path)
    store.put([(A, DOCUMENT), (B, OTHER)], {})
    store.close()
    overwrite(path, "UPDATE document SET record = ? WHERE key = ?", packed(DOCUMENT.pack() + b" " * 10**8), B)
    store = Store(path)
    assert store.known([A, B]) == {A: DOCUMENT}
    assert unpacked == [size]
    store.close()


def test_a_document_that_is_not_as_it_was_known_is_replaced(path):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store.put([(A, OTHER)], store.known([A]))
    assert list(store) == [OTHER, OTHER]
    store.close()


@pytest.mark.parametrize(
    "change", ["DELETE FROM document", "UPDATE document SET record = 'Rien.'", "UPDATE document SET record = x'00'"]
)
def test_a_record_that_has_changed_during_the_run_is_an_error(path, change):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store._database.execute(change)
    with pytest.raises(
        OutputError, match=r"documents\.sqlite is not what entityx wrote \(it has changed .*: remove it"
    ):
        list(store)
    store.close()


TABLES = {
    "no tables": "DROP TABLE document; DROP TABLE run",  # they are made
    "another column": "ALTER TABLE document RENAME COLUMN record TO other",
    "a column more": "ALTER TABLE run ADD COLUMN other",
    "a column less": "DROP TABLE run; CREATE TABLE run (position INTEGER PRIMARY KEY)",
    "a table more": "CREATE TABLE other (x)",
    "a view": "DROP TABLE document; CREATE VIEW document AS SELECT x'61' AS key, x'00' AS record",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM document; END",
    "an index": "CREATE INDEX i ON document (record)",
}


@pytest.mark.parametrize("change", TABLES.values(), ids=TABLES)
def test_a_file_with_other_tables_is_an_error(path, change):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store.close()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(change)
    before = path.read_bytes()
    if change == TABLES["no tables"]:
        store = Store(path)
        assert store.known([A]) == {}
        store.close()
    else:
        with pytest.raises(
            OutputError, match=r"documents\.sqlite is not what entityx wrote \(it has other tables\): rem"
        ):
            Store(path)
        assert path.read_bytes() == before


def test_a_folder_in_its_place_is_an_error(path):
    path.mkdir()
    with pytest.raises(OutputError, match=r"documents\.sqlite is not what entityx wrote \(it is a folder\): remove it"):
        Store(path)


def test_garbage_in_the_log_is_not_read(path):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store.close()
    path.with_name("documents.sqlite-wal").write_bytes(b"garbage" * 10_000)
    store = Store(path)
    assert store.known([A]) == {A: DOCUMENT}
    store.close()


def overwritten(whole, place):
    return whole[:place] + b"\xa5" * 512 + whole[place + 512 :]


@pytest.mark.parametrize("damage", [lambda whole, place: whole[:place], overwritten], ids=["cut", "overwritten"])
def test_a_damaged_file_is_read_right_or_is_an_error(path, damage):
    documents = {bytes([number]): replace(DOCUMENT, id=f"{number}.txt") for number in range(50)}
    store = Store(path)
    store.put(documents.items(), {})
    store.close()
    whole, problems = path.read_bytes(), []
    for place in range(0, len(whole), 509):
        path.write_bytes(damage(whole, place))
        try:
            run_again(path, documents)
        except OutputError as error:
            problems.append(str(error))
        path.with_name("documents.sqlite-wal").unlink(missing_ok=True)
    assert len(problems) > 3
    assert all(problem.startswith(f"{path} is not what entityx wrote (") for problem in problems)


def run_again(path, documents):
    with closing(Store(path)) as store:
        known = store.known(list(documents))
        assert known.items() <= documents.items()
        store.put(documents.items(), known)
        assert list(store) == list(documents.values())
        store.finish(keep=True)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(record=damaged(json.loads(EntityIndex().add(DOCUMENT).pack())))
def test_a_record_that_was_changed_by_hand_is_not_known_or_can_be_written(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("out")
    path = folder / WORK / STORE
    path.parent.mkdir()
    with closing(Store(path)) as store:
        store.put([(A, DOCUMENT)], {})
        store._database.execute("UPDATE document SET record = ?", (packed(record),))
        if not store.known([A]):
            return
    with OutputFolder(folder, formats=FORMATS) as output:
        known = output.known([A])
        assert known == {A: msgspec.convert(record, Document)}
        output.add(list(known.items()), known)
        output.publish([])
    assert (folder / "entityx.xlsx").exists()


def test_a_file_of_another_version_is_begun_anew(path):
    database = sqlite3.connect(path)
    database.executescript("CREATE TABLE document (old); INSERT INTO document VALUES (1); PRAGMA user_version = 99")
    database.close()
    store = Store(path)
    store.put([(C, DOCUMENT)], {})
    assert list(store) == [DOCUMENT]
    store.close()


def test_records_are_data_that_run_nothing(path):
    store = Store(path)
    store.put([(A, DOCUMENT)], {})
    store.close()
    (record,) = sqlite3.connect(path).execute("SELECT record FROM document").fetchone()
    assert zlib.decompress(record).startswith(b'{"id":"a/b.txt",')
