"""Embeddings of words, computed once: they do not depend on what stands around, and news repeats its words.

A text must not get other mentions because others came before it, so a remembered embedding must not depend, to the last
bit, on the words that it was computed with: all its products of matrices are exact (`entityx.recognise.exact`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

from entityx.recognise.exact import ExactProduct
from entityx.recognise.maxout import predict_faster

MOST_WORDS = 50_000
"""Words that are remembered, 20 MB of them; then all are forgotten, so that memory stays flat."""
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
    compute_words_apart(embed)
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


def compute_words_apart(embed: Embedding) -> None:
    """Let *embed* predict each word's embedding to the last bit as if it were alone, and alike on every processor."""
    predict_faster(embed, ExactProduct)
    for layer in embed.walk():
        if layer.name == "static_vectors":
            _multiply_exactly(layer)


def _multiply_exactly(layer: Model[Any, Any]) -> None:
    """Let *layer*, which is spaCy's and multiplies the vectors of words by a matrix, predict with an exact product."""
    train: Callable[..., tuple[Ragged, Callable[[Any], Any]]] = layer._func

    @cache
    def product() -> ExactProduct:
        weights: Any = layer.get_param("W")
        return ExactProduct(weights.T)

    def forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Ragged, Callable[[Any], Any]]:
        if is_train:
            product.cache_clear()
            return train(model, docs, is_train)
        table = docs[0].vocab.vectors
        rows = table.find(keys=np.concatenate([doc.to_array([ORTH]).ravel() for doc in docs]))
        vectors = np.where((rows < 0)[:, None], np.float32(0), table.data[rows])  # a word without a vector has zeros
        lengths: Any = np.array([len(doc) for doc in docs], dtype="i")
        found: Any = product()(vectors)
        return Ragged(found, lengths), lambda gradients: []

    layer._func = forward  # in a layer around it, which thinc offers, it would be saved in another place


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
        self._compute(new, doc)
        return self._rows[np.array([self._places[word] for word in words], dtype=np.intp)]

    def _compute(self, words: list[Word], doc: Doc) -> None:
        """Take up new *words* of *doc*."""
        texts, norms = np.frombuffer(b"".join(words), dtype=np.uint64).reshape(-1, 2).T
        apart = Doc(doc.vocab, words=[doc.vocab.strings[text] for text in texts.tolist()])
        apart.from_array([NORM], norms.reshape(-1, 1))  # type: ignore[arg-type]
        known = len(self._places)
        self._rows[known : known + len(words)] = self._embed.predict([apart])[0]
        self._places.update((word, known + i) for i, word in enumerate(words))
