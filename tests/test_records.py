import json
import pickle
from dataclasses import replace

import pytest

from entityx.records import MOST_NESTED, Document, Mention, Person, Span
from entityx.report import report_page
from tests.write.written import DOCUMENT

MENTIONS = DOCUMENT.to_dict()["mentions"]
MENTION = MENTIONS[1]


@pytest.fixture
def record():
    return json.loads(json.dumps(DOCUMENT.to_dict()))


def test_a_document_comes_back_from_its_json(record):
    assert Document.from_dict(record) == DOCUMENT


def test_what_is_not_known_of_confidence_is_left_out_of_the_json_and_what_is_comes_back(record):
    assert not {"confidence", "entity"} & set(record["mentions"][0])
    assert "title_confidences" not in record["people"][0]
    assert "confidence" not in record["agreements"][0]
    record["mentions"][0]["confidence"] = 0
    record["people"][0]["title_confidences"] = [None]
    record["agreements"][0]["confidence"] = 0.75
    found = Document.from_dict(record)
    assert (found.mentions[0].confidence, found.agreements[0].confidence) == (0, 0.75)
    assert json.loads(json.dumps(found.to_dict())) == record


def test_titles_go_with_their_confidences():
    person = Person("Awa Ba", (), (), (Span(0, 6),), (Span(7, 9), Span(10, 12)))
    assert person.titled == ((Span(7, 9), None), (Span(10, 12), None))
    known = replace(person, title_confidences=(0.5, None))
    assert known.titled == ((Span(7, 9), 0.5), (Span(10, 12), None))


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


def change(record, place, value):
    """Put *value* at the *place* in *record*: names of fields and numbers of items, with points between."""
    *around, last = (int(key) if key.isdigit() else key for key in place.split("."))
    for key in around:
        record = record[key]
    record[last] = value


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("mentions.0.start", 4, r"the mention is none of its text - at `\$\.mentions\[0\]`"),
        ("mentions.1.text", "Awa", r"the mention is none of its text - at `\$\.mentions\[1\]`"),
        ("mentions.1.start", 13 - 87, r"the mention is none of its text - at `\$\.mentions\[1\]`"),
        ("mentions.1", {**MENTION, "start": 13, "end": 13, "text": ""}, "the mention is none of its text"),
        ("mentions.1", {**MENTION, "start": 13, "end": 99, "text": DOCUMENT.text[13:]}, "is none of its text"),
        ("mentions.0.label", "DATE", "Invalid enum value 'DATE'"),
        ("mentions.2.sentence", {"start": 48, "end": 82}, r"outside of its sentence - at `\$\.mentions\[2\]`"),
        ("mentions.2.sentence", {"start": 0, "end": 47}, r"outside of its sentence - at `\$\.mentions\[2\]`"),
        ("mentions.2.sentence", {"start": -1, "end": 82}, "outside of its sentence"),
        ("mentions.2.sentence", {"start": 0, "end": 88}, "outside of its sentence"),
        ("mentions", MENTIONS[1::-1] + MENTIONS[2:], r"before the one before it - at `\$\.mentions\[1\]`"),
        ("mentions", MENTIONS[:3] + MENTIONS[4:], r"not each LOC mention once - at `\$\.places`"),
        ("mentions", [*MENTIONS, MENTIONS[4]], r"not each ORG mention once - at `\$\.organisations`"),
        ("mentions.1.label", "ORG", r"not each PER mention once - at `\$\.people`"),
        ("people", [], r"not each PER mention once - at `\$\.people`"),
        ("people.0.mentions.0.end", 18, r"not each PER mention once - at `\$\.people`"),
        ("people.0.mentions", [{"start": 13, "end": 19}] * 2, r"not each PER mention once - at `\$\.people`"),
        ("people.0.mentions", [], r"Expected `array` of length >= 1 - at `\$\.people\[0\]\.mentions`"),
        ("places.0.mentions", [], r"Expected `array` of length >= 1 - at `\$\.places"),
        ("organisations.0.mentions", [], r"Expected `array` of length >= 1 - at `\$\.organisations"),
        ("agreements.0.mentions", [], r"Expected `array` of length >= 1 - at `\$\.agreements"),
        ("agreements", [], r"not each AGREEMENT mention once - at `\$\.agreements`"),
        ("people.0.title_mentions.0", {"start": 13, "end": 19}, r"a title is no TITLE mention - at `\$\.people`"),
        ("people.0.title_confidences", [0.9, 0.8], r"confidences of titles are not as many as these - at `\$\.people`"),
        ("people.0.title_confidences", [1.1], r"Expected `float` <= 1\.0"),
        ("mentions.0.confidence", -0.1, r"Expected `float` >= 0\.0"),
        ("agreements.0.confidence", 2, r"Expected `float` <= 1\.0"),
        ("agreements.0.kind", "truce", "Invalid enum value 'truce'"),
        ("agreements.0.subjects", ["peace", "fish"], "Invalid enum value 'fish'"),
        ("places.0.latitude", 90.1, r"Expected `float` <= 90\.0 - at `\$\.places\[0\]\.latitude`"),
        ("places.0.longitude", -181, r"Expected `float` >= -180\.0"),
        ("agreements.0.count", 2**63, r"Expected `int` <= 9223372036854775807"),
        ("agreements.0.count", -1, r"Expected `int` >= 0"),
    ],
)
def test_what_later_steps_could_not_work_with_is_an_error(record, place, value, problem):
    change(record, place, value)
    with pytest.raises(ValueError, match=problem):
        Document.from_dict(record)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("mentions.2.sentence", {"start": 47, "end": 48}),  # the mention goes on beyond it
        ("people.0.title_mentions", []),
        ("people.0.title_confidences", []),
        ("people.0.title_confidences", [None]),
        ("people.0.title_confidences", [0.25]),
        ("mentions.0.confidence", 1),
        ("agreements.0.confidence", 0),
        ("places.0.latitude", None),
        ("places.0.latitude", -90),
        ("agreements.0.count", 2**63 - 1),
        ("metadata.n", 10**30),
        ("people.0.more", 1),
    ],
)
def test_what_later_steps_can_work_with_is_no_error(record, place, value):
    change(record, place, value)
    assert Document.from_dict(record)


@pytest.mark.parametrize("depth", [MOST_NESTED, MOST_NESTED + 1])
def test_mentions_stand_in_one_another_only_so_deep(depth):
    text = "x" * 100
    spans = tuple(Span(0, 100 - number) for number in range(depth))
    mentions = tuple(Mention(0, at.end, "PER", text[: at.end], Span(0, 100)) for at in spans)
    document = replace(
        DOCUMENT,
        text=text,
        mentions=mentions,
        people=(Person("x", (), (), spans),),
        places=(),
        organisations=(),
        agreements=(),
    )
    if depth > MOST_NESTED:
        with pytest.raises(ValueError, match=r"one of more than 20 at one place - at `\$\.mentions\[20\]`"):
            document.check()
    else:
        assert report_page([document], name="x", language="fr")


def test_a_document_is_the_same_after_it_was_put_aside_or_sent_to_another_process():
    assert Document.unpack(DOCUMENT.pack()) == DOCUMENT
    assert pickle.loads(pickle.dumps(DOCUMENT)) == DOCUMENT


def test_what_is_no_packed_document_is_an_error():
    with pytest.raises(ValueError, match="missing required field"):
        Document.unpack(b'{"id": "a"}')
