"""The network as ONNX Runtime runs it: the pieces of one window in, a vector and scores of tags for each token out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entityx.recognise.transformer.windows import Window

PIECES, PLACES, SCORES, VECTORS = "pieces", "places", "scores", "vectors"
"""The inputs and outputs of the graph."""


def open_session(path: Path) -> Any:  # noqa: ANN401  (onnxruntime has no types)
    """What runs the graph of a file, on one core."""
    import onnxruntime  # only those who read something need it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are the parallelism
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Graph:
    """Runs the network on one window at a time, on one core: what it says depends on nothing else.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._session = open_session(path)

    def __call__(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The scores of the tags and the vector of each token of *window* that has pieces."""
        inputs = {PIECES: window.pieces[None], PLACES: window.places}
        scores, vectors = self._session.run([SCORES, VECTORS], inputs)
        return scores[0], vectors[0]
