"""Maxout layers that predict: what only training needs is left out.

thinc keeps for the way back which piece has won and what the rows were normalised by, and it has the pieces of an
output side by side in memory, where a processor compares them one after the other. Here all first pieces come before
all second ones, so that it compares many at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Rows = NDArray[np.float32]
Layer = Model[Rows, Rows]
Product = Callable[[Rows], Callable[[Rows], Rows]]
"""From factors to what multiplies rows by them."""

PARTS = ["maxout", "layernorm"]
"""The layers of thinc's ``Maxout(normalize=True)``."""
LEAST_VARIANCE = np.float32(1e-8)
"""What thinc adds to the variance of a row, so that it is never 0."""


class FasterMaxout(Model[Rows, Rows]):
    """A normalised maxout layer that predicts faster."""


def multiply(factors: Rows) -> Callable[[Rows], Rows]:
    """What multiplies rows by *factors* as fast as can be; the last bits depend on the other rows."""
    return lambda rows: rows @ factors


def predict_faster(network: Model[Any, Any], product: Product = multiply) -> None:
    """Let the normalised maxout layers of *network* predict faster, the last bits aside as before.

    Their parameters must stay what they are, except by training. The network is saved as it was. Layers that predict
    faster already stay as they are.

    Args:
        network: The layers, and those within them.
        product: How rows are multiplied.
    """
    for parent in list(network.walk()):
        for place, layer in enumerate(parent.layers):
            if [part.name for part in layer.layers] == PARTS and not isinstance(layer, FasterMaxout):
                parent.layers[place] = _faster(layer, product)


def _faster(layer: Layer, product: Product) -> Layer:
    maxout, norm = layer.layers
    width, pieces, inputs = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))

    @cache
    def weights() -> tuple[Callable[[Rows], Rows], Rows]:
        """What multiplies rows, giving a column for each output of a piece, piece after piece, and what is added."""
        by_output: Any = maxout.get_param("W")  # output, piece, input
        bias: Any = maxout.get_param("b")
        return product(by_output.swapaxes(0, 1).reshape(pieces * width, inputs).T), bias.T.reshape(-1)

    def scales() -> tuple[Any, Any]:
        """What normalised rows are multiplied by, and what is added."""
        return norm.get_param("G"), norm.get_param("b")

    def forward(model: Layer, rows: Rows, is_train: bool) -> tuple[Rows, Callable[[Rows], Rows]]:
        if is_train:
            weights.cache_clear()
            return layer(rows, is_train)
        multiplied, added = weights()
        scores = multiplied(rows)
        scores += added
        best = reduce(np.maximum, np.hsplit(scores, pieces))  # faster than the maximum of an axis of two or three
        # Sums of each row by itself, with einsum: a product with a column of ones would depend on the other rows.
        best -= (np.einsum("ij->i", best) / np.float32(width))[:, None]
        deviation = np.sqrt(np.einsum("ij,ij->i", best, best) / np.float32(width) + LEAST_VARIANCE)
        best /= deviation[:, None]
        gain, shift = scales()
        best *= gain
        best += shift
        return best, lambda gradients: gradients

    dims = {name: layer.maybe_get_dim(name) for name in layer.dim_names}
    return FasterMaxout(layer.name, forward, init=layer.init, layers=layer.layers, dims=dims)
