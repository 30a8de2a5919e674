import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.records import LABELS, Agreement, Document, Mention, Organisation, Person, Place, Span
from entityx.write.spool import Spool

TEXT = st.text(st.characters(), max_size=20)  # half characters too, as a damaged file may have
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
PLACE = st.integers(0, 10**9)
SPAN = st.builds(Span, PLACE, PLACE)
SPANS = st.lists(SPAN, max_size=3).map(tuple)
DEGREES = st.none() | st.floats(-180, 180)
VALUES = TEXT | st.integers() | st.floats(allow_nan=False) | st.booleans()


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


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("spool")


@given(documents=st.lists(DOCUMENTS, max_size=4))
def test_any_documents_come_back_as_they_were_and_in_their_order(folder, documents):
    spool = Spool(folder)
    for document in documents:
        spool.add(document)
    assert list(spool) == documents
    assert list(spool) == documents  # and again
    spool.close()


def test_nothing_is_left_in_the_folder(tmp_path):
    spool = Spool(tmp_path)
    spool.add(Document("a", "a", "", {}, (), (), (), (), ()))
    spool.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Spool(tmp_path / "nope")
