import pytest
import spacy
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from entityx.recognise.transformer.pieces import UNKNOWN, Pieces

VOCABULARY = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁l", "'", "▁ac", "cord", "accord", "▁Mali", "Mali", "fi"]


@pytest.fixture
def pieces():
    return Pieces(Tokenizer(Unigram([(piece, -1.0 - 0.1 * n) for n, piece in enumerate(VOCABULARY)], UNKNOWN)))


def cut(pieces, text):
    return [[VOCABULARY[number] for number in of_token] for of_token in pieces(spacy.blank("fr")(text))]


def test_a_token_behind_white_space_begins_with_its_sign(pieces):
    assert cut(pieces, "l'accord Mali") == [["▁l", "'"], ["accord"], ["▁Mali"]]


def test_white_space_has_no_pieces_and_what_follows_it_begins_with_the_sign(pieces):
    assert cut(pieces, "Mali\n\nMali") == [["▁Mali"], [], ["▁Mali"]]


def test_what_is_not_known_is_one_piece(pieces):
    assert cut(pieces, "Mali 世界") == [["▁Mali"], ["▁", "<unk>"]]


def test_characters_are_normalised(pieces):
    assert cut(pieces, "Mali ﬁ") == [["▁Mali"], ["▁", "fi"]]


def test_a_word_is_cut_once(pieces):
    first = pieces.of_word("accord", spaced=True)
    assert pieces.of_word("accord", spaced=True) is first
    assert pieces.of_word("accord", spaced=False) != first
