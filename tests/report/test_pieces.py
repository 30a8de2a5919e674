from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.records import Mention, Span
from entityx.report.pieces import Piece, sentences, tree
from tests.collect.documents import document
from tests.costs import LINEAR, doubling


def said(nodes):
    """The words of a tree."""
    return "".join(node if isinstance(node, str) else said(node[1:]) for node in nodes)


def of(nodes, entity):
    """The words of the pieces of a tree that are of *entity*, one after the other."""
    pieces = [node for node in nodes if not isinstance(node, str)]
    return "".join(said(piece[1:]) if piece[0] == entity else of(piece[1:], entity) for piece in pieces)


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([], ["abcdef"]),
        ([Piece(2, 4, 7)], ["ab", [7, "cd"], "ef"]),
        ([Piece(0, 6, 7)], [[7, "abcdef"]]),
        ([Piece(0, 2, 7), Piece(2, 4, 8)], [[7, "ab"], [8, "cd"], "ef"]),
        # with how sure it is
        ([Piece(2, 4, [7, 80])], ["ab", [[7, 80], "cd"], "ef"]),
        # one within another, three deep, and two of the same place
        ([Piece(0, 6, 7), Piece(1, 5, 8), Piece(2, 3, 9)], [[7, "a", [8, "b", [9, "c"], "de"], "f"]]),
        ([Piece(1, 3, 7), Piece(1, 3, 8)], ["a", [7, [8, "bc"]], "def"]),
        # two that cross: the later one is cut
        ([Piece(0, 3, 7), Piece(2, 5, 8)], [[7, "ab", [8, "c"]], [8, "de"], "f"]),
        # what stands in the rest of one that was cut stays in it
        ([Piece(0, 3, 7), Piece(2, 6, 8), Piece(4, 5, 9)], [[7, "ab", [8, "c"]], [8, "d", [9, "e"], "f"]]),
    ],
)
def test_a_text_as_a_tree(mentions, expected):
    assert tree("abcdef", 0, 6, mentions) == expected


@given(st.data())
def test_a_tree_loses_no_sign_and_no_mention(data):
    text = data.draw(st.text(min_size=1, max_size=30))
    place = st.integers(0, len(text) - 1)
    spans = data.draw(st.lists(st.tuples(place, place), max_size=8))
    mentions = [
        Piece(min(span), max(span) + 1, number)
        for number, span in enumerate(sorted(spans, key=lambda span: (min(span), -max(span))))
    ]
    nodes = tree(text, 0, len(text), mentions)
    assert said(nodes) == text
    for start, end, entity in mentions:
        assert of(nodes, entity) == text[start:end]


def test_sentences_are_those_with_mentions():
    one = document("Le [LOC Mali] dort.\nRien.\nIl y a [PER Awa Ba] et le [LOC Niger].")
    assert [(one.text[start:end], [m.text for m in mentions]) for start, end, mentions in sentences(one)] == [
        ("Le Mali dort.", ["Mali"]),
        ("Il y a Awa Ba et le Niger.", ["Awa Ba", "Niger"]),
    ]


def test_a_mention_beyond_its_sentence_joins_it_with_the_next():
    one = document("Ici le [LOC Mali].\nLà [PER Awa Ba].")
    long = Mention(one.text.index("Mali"), one.text.index("Awa") + 3, "ORG", "Mali.\nLà Awa", Span(0, 13))
    joined = replace(one, mentions=(one.mentions[0], long, one.mentions[1]))
    assert [(start, end) for start, end, _ in sentences(joined)] == [(0, len(one.text))]


def in_one_sentence(mentions):
    return document(", ".join("[TITLE maire de [LOC Ségou]]" for _ in range(mentions)))


def test_time_grows_with_the_mentions_of_a_sentence_and_not_with_their_square():
    assert doubling(in_one_sentence, sentences, 1_000) <= LINEAR

    def cut(one):
        tree(one.text, 0, len(one.text), [Piece(m.start, m.end, 0) for m in one.mentions])

    assert doubling(in_one_sentence, cut, 1_000) <= LINEAR
