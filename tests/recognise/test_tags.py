import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.recognise.tagger.tags import Tags, columns

TAGS = Tags(["PER", "ORG"])


@st.composite
def spans(draw):
    """The length of a text and spans in it that do not overlap."""
    edges = sorted(draw(st.sets(st.integers(0, 30), max_size=12)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return 31, [(start, end, draw(st.sampled_from(TAGS.labels))) for start, end in pairs]


@given(spans())
def test_spans_come_back_from_their_tags(drawn):
    length, given_spans = drawn
    tags = TAGS.encode(given_spans, length)
    assert list(TAGS.decode(tags)) == given_spans
    assert TAGS.first[tags[0]]
    assert TAGS.final[tags[-1]]
    assert TAGS.follows[tags[:-1], tags[1:]].all()


def test_a_span_that_begins_goes_on_with_its_label_until_it_ends():
    outside, begin, inside, last, unit, other_begin, other_inside, other_last, other_unit = range(9)
    between = {outside, begin, unit, other_begin, other_unit}
    follows = {tag: set(np.flatnonzero(TAGS.follows[tag])) for tag in range(TAGS.count)}
    assert follows[outside] == follows[last] == follows[unit] == follows[other_last] == between
    assert follows[begin] == follows[inside] == {inside, last}
    assert follows[other_begin] == follows[other_inside] == {other_inside, other_last}


def test_an_unknown_label_is_an_error():
    with pytest.raises(ValueError, match="not in tuple"):
        TAGS.encode([(0, 1, "LOC")], 2)


def test_the_tags_of_all_layers_stand_side_by_side():
    assert list(columns([Tags(["PER", "LOC", "ORG"]), Tags(["TITLE"])])) == [slice(0, 13), slice(13, 18)]
