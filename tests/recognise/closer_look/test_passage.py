import numpy as np
import pytest

from entityx.recognise.closer_look.passage import LONGEST, MOST_MARKED, passage
from entityx.recognise.transformer.pieces import FIRST, LAST

SIGNS = (8, 9)


def of(length, pieces_each=1):
    """The pieces of a text: those of token number n are 100 + n."""
    return [(100 + number,) * pieces_each for number in range(length)]


def test_marks_stand_around_the_mentions():
    read = passage(of(6), [(1, 3), (4, 5)], SIGNS)
    assert read.pieces.tolist() == [FIRST, 100, 8, 101, 102, 9, 103, 8, 104, 9, 105, LAST]
    assert read.marks.tolist() == [2, 7]


def test_a_stretch_stands_at_its_first_and_last_piece():
    read = passage(of(4, pieces_each=2), [(1, 2)], SIGNS)
    assert read.places((0, 1)) == (1, 2)
    assert read.places((1, 3)) == (4, 8)  # the closing mark is between its tokens


def test_white_space_has_no_pieces_and_stands_at_the_next():
    read = passage([(100,), (), (102,)], [(0, 1)], SIGNS)
    assert read.pieces.tolist() == [FIRST, 8, 100, 9, 102, LAST]
    assert read.places((1, 2)) == (4, 4)


@pytest.mark.parametrize(
    ("mention", "tokens"),
    [((50, 51), (45, 55)), ((0, 1), (0, 10)), ((99, 100), (90, 100)), ((2, 3), (0, 10))],
)
def test_what_is_read_lies_around_the_mention_as_far_as_the_text_goes(mention, tokens):
    read = passage(of(100), [mention], SIGNS, most=10)
    assert read.end - read.start == 10
    assert abs(read.start - tokens[0]) <= 1
    assert read.places(mention) is not None


def test_mentions_too_far_from_the_first_are_not_in_the_passage():
    read = passage(of(100), [(10, 11), (13, 14), (90, 91)], SIGNS, most=20)
    assert len(read.marks) == 2
    assert read.places((13, 14)) is not None
    assert read.places((90, 91)) is None


def test_a_passage_is_never_longer_than_the_encoder_knows():
    read = passage(of(1000), [(0, 900)], SIGNS)
    assert len(read.pieces) == LONGEST
    assert read.marks.tolist() == [1]
    assert read.places((0, 900)) is None
    assert read.places((0, 400)) == (2, 401)


def test_few_of_very_many_mentions_are_marked():
    read = passage(of(300), [(number, number + 1) for number in range(0, 300, 2)], SIGNS)
    assert len(read.marks) == MOST_MARKED
    assert np.count_nonzero(read.pieces == 9) == MOST_MARKED
