import json
import pickle

import pytest

from entityx.records import Document
from tests.write.written import DOCUMENT


@pytest.fixture
def record():
    return json.loads(json.dumps(DOCUMENT.to_dict()))


def test_a_document_comes_back_from_its_json(record):
    assert Document.from_dict(record) == DOCUMENT


def test_ids_of_entities_come_back_too(record):
    record["mentions"][0]["entity"] = "TITLE:president"
    assert Document.from_dict(record).mentions[0].entity == "TITLE:president"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 3),
        ("mentions", [{"start": 0, "end": 1}]),
        ("mentions", 5),
        ("people", [{"name": "Awa Ba"}]),
        ("places", [{"nom": "Mali"}]),
        ("agreements", [[]]),
    ],
)
def test_what_is_no_document_is_an_error(record, field, value):
    with pytest.raises(ValueError, match=r"Expected|missing"):
        Document.from_dict({**record, field: value})
    del record[field]
    with pytest.raises(ValueError, match=f"missing required field `{field}`"):
        Document.from_dict(record)


@pytest.mark.parametrize("change", [{"start": 4}, {"label": "DATE"}, {"text": "presidente"}])
def test_a_mention_that_is_not_in_the_text_is_an_error(record, change):
    record["mentions"][0] |= change
    with pytest.raises(ValueError, match=r"is none of its text|Invalid enum value 'DATE'"):
        Document.from_dict(record)


def test_a_document_is_the_same_after_it_was_put_aside_or_sent_to_another_process():
    assert Document.unpack(DOCUMENT.pack()) == DOCUMENT
    assert pickle.loads(pickle.dumps(DOCUMENT)) == DOCUMENT


def test_what_is_no_packed_document_is_an_error():
    with pytest.raises(ValueError, match="missing required field"):
        Document.unpack(b'{"id": "a"}')
