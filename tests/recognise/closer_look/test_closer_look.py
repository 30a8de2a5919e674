import numpy as np
import pytest
import spacy

from entityx.recognise.closer_look.closer_look import FILES, LOOK_KEY, CloserLook, Look, answers
from entityx.recognise.closer_look.heads import COLUMNS, OF_AGREEMENT, OF_SPAN, WIDTH


class Graph:
    """Says of each span where it stands, and counts what it is asked."""

    asked = 0

    def __call__(self, passage, places):
        self.asked += 1
        return np.zeros(WIDTH, dtype=np.float32), np.array([[first] * len(OF_SPAN) for first, _ in places])


class Pieces:
    def __call__(self, doc):
        return [(7,)] * len(doc)

    def of_word(self, word, *, spaced):
        return [ord(word)]


@pytest.fixture
def look():
    return Look(spacy.blank("fr")("Le Mali a signé un accord avec la Zambie ."), Pieces(), Graph())


def test_columns_of_all_questions_lie_side_by_side():
    numbers = [number for column in COLUMNS.values() for number in range(column.start, column.stop)]
    assert numbers == list(range(WIDTH))
    assert {question: column.stop - column.start for question, column in COLUMNS.items()} == {
        question: len(own) for question, own in OF_AGREEMENT.items()
    }


def test_of_answers_of_which_one_is_right_what_is_likelier_than_by_chance_is_above_zero():
    scores = np.arange(WIDTH, dtype=np.float32) / 10
    found = answers(scores)
    for question in ("status", "kind", "number"):
        own = list(found[question].values())
        assert sum(np.exp(own)) / len(own) == pytest.approx(1)
        assert own[0] < 0 < own[-1]
        assert list(found[question].values()) == sorted(found[question].values())
    assert found["agreement"] == {"agreement": 0.0}
    assert found["subjects"]["politics"] == pytest.approx(scores[COLUMNS["subjects"]][0])


def test_each_span_has_its_answers_and_what_is_too_far_has_none(look):
    said = look.read([(5, 6)], [(1, 2), (8, 9), (0, 99)])
    assert [one and one["party"] for one in said.spans] == [2.0, 11.0, None]  # two marks and the first piece before it
    assert said.holds((5, 6))


def test_nothing_is_read_before_it_is_asked(look):
    assert look._graph.asked == 0
    look.read([(5, 6)], [])
    assert look._graph.asked == 1


def test_the_component_leaves_the_look_with_the_text():
    component = CloserLook()
    component._pieces, component._graph = Pieces(), Graph()
    doc = component(spacy.blank("fr")("Un accord."))
    assert isinstance(doc.user_data[LOOK_KEY], Look)


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named(missing, tmp_path):
    for name in FILES:
        if name != missing:
            (tmp_path / name).touch()
    with pytest.raises(FileNotFoundError, match=missing):
        CloserLook().from_disk(tmp_path)
