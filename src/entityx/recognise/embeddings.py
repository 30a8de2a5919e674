"""Embeddings of words, computed once: they do not depend on what stands around, and news repeats its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH
from spacy.tokens import Doc
from thinc.api import Model

MOST_WORDS = 50_000
"""Words that are remembered, 20 MB of them; then all are forgotten, so that memory stays flat."""
TOGETHER = 64
"""Words that are computed together, always as many: the last bits of a product of matrices depend on how many rows it
has, and a text must not have other mentions when others came before it."""

Embedding = Model[list[Doc], list[NDArray[np.float32]]]
Word = bytes
"""The numbers that spaCy has for a token's text and norm, as they lie in memory: far faster made than a pair."""


def remember_words(encoder: Model[Any, Any]) -> None:
    """Let *encoder* look up the embeddings of the words that it has met, if it is spaCy's, which first embeds words.

    Its parameters must stay what they are, except by training. It is saved as it was.

    Args:
        encoder: A ``spacy.Tok2Vec.v2``, whose embedding depends on nothing but a token's text and norm.
    """
    if "embed" not in encoder.ref_names:
        return
    embed: Embedding = encoder.get_ref("embed")
    memory = _Memory(embed)

    def forward(
        model: Embedding, docs: list[Doc], is_train: bool
    ) -> tuple[list[NDArray[np.float32]], Callable[[Any], Any]]:
        if is_train:
            memory.forget()
            return embed(docs, is_train)
        return [memory.rows(doc) for doc in docs], lambda gradients: []

    dims = {name: embed.maybe_get_dim(name) for name in embed.dim_names}
    encoder.layers[0] = Model(embed.name, forward, init=embed.init, layers=embed.layers, dims=dims)
    encoder.set_ref("embed", encoder.layers[0])


class _Memory:
    """The rows of the words that *embed* has computed."""

    def __init__(self, embed: Embedding) -> None:
        self._embed = embed
        self._rows = np.empty((MOST_WORDS, embed.get_dim("nO")), dtype=np.float32)
        self._places: dict[Word, int] = {}

    def forget(self) -> None:
        """Drop all rows."""
        self._places.clear()

    def rows(self, doc: Doc) -> NDArray[np.float32]:
        """The row of each token of *doc*."""
        words: list[Word] = doc.to_array([ORTH, NORM]).view("V16").ravel().tolist()
        places = [*map(self._places.get, words)]
        if None not in places:
            return self._rows[np.array(places, dtype=np.intp)]
        new = [word for word in dict.fromkeys(words) if word not in self._places]
        if len(self._places) + len(new) > MOST_WORDS:
            self.forget()
            new = list(dict.fromkeys(words))
        if len(new) > MOST_WORDS:
            return self._embed.predict([doc])[0]
        for start in range(0, len(new), TOGETHER):
            self._compute(new[start : start + TOGETHER], doc)
        return self._rows[np.array([self._places[word] for word in words], dtype=np.intp)]

    def _compute(self, words: list[Word], doc: Doc) -> None:
        """Take up new *words* of *doc*."""
        padded = words + words[-1:] * (TOGETHER - len(words))
        texts, norms = np.frombuffer(b"".join(padded), dtype=np.uint64).reshape(-1, 2).T
        alone = Doc(doc.vocab, words=[doc.vocab.strings[text] for text in texts.tolist()])
        alone.from_array([NORM], norms.reshape(-1, 1))  # type: ignore[arg-type]
        known = len(self._places)
        self._rows[known : known + len(words)] = self._embed.predict([alone])[0][: len(words)]
        self._places.update((word, known + i) for i, word in enumerate(words))
