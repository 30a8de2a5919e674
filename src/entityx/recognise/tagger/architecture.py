"""The network of the tagger: an encoder, what it says of a word elsewhere in its text, and scores of tags over both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Linear, Maxout, Model, chain, expand_window, residual, with_array

Encoder = Model[Any, Any]
"""From texts to one row of numbers a token."""
Rows = NDArray[Any]


@registry.architectures("entityx.LayerTagger.v1")
def layer_tagger(tok2vec: Encoder, hidden: int, pieces: int, depth: int, window: int) -> Encoder:
    """Scores of the tags of all layers, one row a token; the component sets how many there are.

    The reference ``transitions`` leads to the parameter ``W``, the scores of one tag behind another, which the
    component reads and trains: the network itself passes the scores of the tokens on.

    Args:
        tok2vec: The encoder of tokens, or a listener to one.
        hidden: The width of the layers between the encoder and the scores.
        pieces: Their maxout pieces.
        depth: How many of them, behind the first, look at the tokens around.
        window: At how many tokens on either side.
    """
    width = tok2vec.get_dim("nO")
    scores: Encoder = Linear(nI=hidden)
    transitions: Encoder = Model("transitions", _pass, params={"W": None})
    layer = partial(Maxout, nO=hidden, nP=pieces, normalize=True, dropout=0.0)
    around = (residual(chain(expand_window(window), layer(nI=(2 * window + 1) * hidden))) for _ in range(depth))
    head: Encoder = chain(layer(nI=2 * width), *around, scores)
    padded: Encoder = with_array(head, pad=depth * window)
    model: Encoder = chain(with_repetitions(tok2vec), padded, transitions)
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("scores", scores)
    model.set_ref("transitions", transitions)
    return model


def _pass(model: Encoder, rows: list[Rows], is_train: bool) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    return rows, lambda gradients: gradients


def with_repetitions(tok2vec: Encoder) -> Encoder:
    """The vectors of *tok2vec*, each followed by the mean vector of all tokens of its text with the same norm.

    So a surname that stands alone is seen together with the title that it has three sentences before. It takes time
    that is linear in the text's length.
    """
    width = tok2vec.get_dim("nO")
    return Model("with_repetitions", _forward, init=_initialise, layers=[tok2vec], dims={"nO": 2 * width})


def _initialise(model: Encoder, X: list[Doc] | None = None, Y: object = None) -> None:  # noqa: N803  (thinc's names)
    model.layers[0].initialize(X)


def _forward(model: Encoder, docs: list[Doc], is_train: bool) -> tuple[list[Rows], Callable[[list[Rows]], list[Doc]]]:
    vectors, backprop = model.layers[0](docs, is_train)
    texts = [Repetitions(doc) for doc in docs]
    width = model.layers[0].get_dim("nO")

    def backprop_both(gradients: list[Rows]) -> list[Doc]:
        # The mean is a symmetric map, so gradients go back through it as values go forward.
        own = [d[:, :width] + text.mean(d[:, width:]) for text, d in zip(texts, gradients, strict=True)]
        inputs: list[Doc] = backprop(own)
        return inputs

    return [np.hstack([own, text.mean(own)]) for text, own in zip(texts, vectors, strict=True)], backprop_both


class Repetitions:
    """Which tokens of *doc* have the same norm."""

    def __init__(self, doc: Doc) -> None:
        norms = doc.to_array([NORM]).ravel()
        self._order = norms.argsort(kind="stable")
        ordered = norms[self._order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(doc)])
        self._sizes = np.diff(np.r_[self._starts, len(doc)])

    def mean(self, rows: Rows) -> Rows:
        """For each token, the mean of the *rows* of the tokens that have its norm."""
        if not len(rows):
            return rows
        means = np.add.reduceat(rows[self._order], self._starts, axis=0) / self._sizes[:, None].astype(rows.dtype)
        spread = np.empty_like(rows)
        spread[self._order] = np.repeat(means, self._sizes, axis=0)
        return spread
