import sqlite3
import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.errors import OutputError
from entityx.records import LABELS, Agreement, Document, Mention, Organisation, Person, Place, Span
from entityx.write.store import Store
from tests.write.written import DOCUMENT, OTHER

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
PLACE = st.integers(0, 10**9)
SPAN = st.builds(Span, PLACE, PLACE)
SPANS = st.lists(SPAN, max_size=3).map(tuple)
DEGREES = st.none() | st.floats(-180, 180)
VALUES = TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


def some(records):
    return st.lists(records, max_size=3).map(tuple)


DOCUMENTS = st.builds(
    Document,
    id=TEXT,
    source=TEXT,
    text=TEXT,
    metadata=st.dictionaries(TEXT, VALUES, max_size=3),
    mentions=some(st.builds(Mention, PLACE, PLACE, st.sampled_from(LABELS), TEXT, SPAN, TEXT)),
    people=some(st.builds(Person, TEXT, TEXTS, TEXTS, SPANS, SPANS)),
    places=some(st.builds(Place, TEXT, TEXTS, SPANS, TEXT, TEXT, DEGREES, DEGREES)),
    organisations=some(st.builds(Organisation, TEXT, TEXTS, SPANS)),
    agreements=some(
        st.builds(Agreement, SPANS, TEXTS, st.just("signed"), TEXTS, TEXT, TEXT, st.none() | st.integers(0, 99))
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
from entityx.write.store import Store
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


@pytest.mark.parametrize("record", [b"", b"no record", zlib.compress(b"{"), zlib.compress(b'{"id": 1}')])
def test_a_damaged_record_is_not_known_and_is_replaced(path, record):
    store = Store(path)
    store.put([(A, DOCUMENT), (B, OTHER)], {})
    store.close()
    database = sqlite3.connect(path)
    with database:
        database.execute("UPDATE document SET record = ? WHERE key = ?", (record, A))
    database.close()
    store = Store(path)
    known = store.known([A, B])
    assert known == {B: OTHER}
    store.put([(A, DOCUMENT), (B, OTHER)], known)
    assert list(store) == [DOCUMENT, OTHER]
    store.close()


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
