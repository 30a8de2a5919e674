"""Pieces: the parts of words that the transformer reads, by the unigram model of SentencePiece (Kudo 2018)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPACE = "▁"
"""What a piece begins with that stands after white space."""
FIRST, PADDING, LAST, UNKNOWN = range(4)
"""The pieces, by their numbers, that begin and end a window, that fill it up, and that stand for what none is known."""
MOST_WORDS = 50_000
"""Words whose pieces are remembered, some 10 MB of them."""
LONGEST_WORD = 50
"""Characters of a word that is worth it."""


class Pieces:
    """Cuts the tokens of texts into pieces, each token by itself.

    Args:
        tokenizer: What cuts a word, from the ``tokenizers`` library: a unigram model.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._cut = tokenizer.model.tokenize
        self._known: dict[str, list[int]] = {}

    @classmethod
    def from_disk(cls, path: Path) -> Pieces:
        """Those of a file that `tokenizers.Tokenizer.save` wrote."""
        from tokenizers import Tokenizer  # only those who read something need it

        return cls(Tokenizer.from_file(str(path)))

    def __call__(self, doc: Doc) -> list[Sequence[int]]:
        """The numbers of the pieces of each token of *doc*: none for white space, one at least for any other."""
        found: list[Sequence[int]] = []
        spaced = True
        for token in doc:
            found.append(() if token.is_space else self.of_word(token.text, spaced=spaced))
            spaced = token.is_space or bool(token.whitespace_)
        return found

    def of_word(self, word: str, *, spaced: bool) -> Sequence[int]:
        """The numbers of the pieces of *word*, which stands after white space or not."""
        form = SPACE + word if spaced else word
        known = self._known.get(form)
        if known is None:
            normal = unicodedata.normalize("NFKC", form).replace(" ", SPACE)
            known = [piece.id for piece in self._cut(normal)] or [UNKNOWN]
            if len(word) <= LONGEST_WORD and len(self._known) < MOST_WORDS:
                self._known[form] = known
        return known
