import numpy as np
import pytest

from entityx.recognise.transformer.pieces import FIRST, LAST
from entityx.recognise.transformer.windows import MOST_PIECES, runs, window


def test_a_window_has_the_pieces_of_its_tokens_between_its_edges():
    pieces = [[7], [8, 9], (), [10]]
    found = window(pieces, 1, 4)
    assert found.pieces.tolist() == [FIRST, 8, 9, 10, LAST]
    assert found.tokens.tolist() == [1, 3]  # white space has no pieces
    assert found.places.tolist() == [1, 3]
    assert found.pieces.dtype == np.int64


def test_a_window_of_white_space_has_no_tokens():
    assert window([(), ()], 0, 2).tokens.tolist() == []


@pytest.mark.parametrize(
    ("sizes", "starts", "most", "expected"),
    [
        ([1, 1, 1, 1], [0, 2], 10, [(0, 4)]),
        ([1, 1, 1, 1], [0, 2], 3, [(0, 2), (2, 4)]),
        ([1, 1, 1, 1], [0, 1, 3], 3, [(0, 3), (3, 4)]),
        ([1, 1, 1, 1], [0, 3], 2, [(0, 3), (3, 4)]),  # a sentence that is longer
        ([200, 300, 200], [0], 3, [(0, 2), (2, 3)]),  # one that is longer than any window
        ([1, 900, 1], [0], 3, [(0, 1), (1, 2), (2, 3)]),  # a token that is
        ([0, 0, 3, 0], [0, 2], 3, [(0, 4)]),
        ([], [], 3, []),
    ],
)
def test_runs_are_whole_sentences_where_they_can_be(sizes, starts, most, expected):
    assert list(runs(sizes, starts, most)) == expected


def test_a_token_with_too_many_pieces_is_read_as_far_as_a_window_goes():
    found = window([[7] * 900], 0, 1)
    assert found.pieces.tolist() == [FIRST, *[7] * MOST_PIECES, LAST]
