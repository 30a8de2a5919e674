"""The network as ONNX Runtime runs it: a passage in, scores of the answers about its agreement and its spans out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from entityx.recognise.closer_look.passage import Passage
from entityx.recognise.transformer.graph import PIECES, open_session

MARKS, FIRSTS, LASTS = "marks", "firsts", "lasts"
OF_AGREEMENT, OF_SPAN = "agreement", "spans"
"""The inputs, beside the pieces, and the outputs of the graph."""

Scores = NDArray[np.float32]


class MarkedGraph:
    """Runs the network on one passage at a time, on one core: what it says depends on nothing else.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._session = open_session(path)

    def __call__(self, passage: Passage, places: Sequence[tuple[int, int]]) -> tuple[Scores, Scores]:
        """The scores of the answers about the marked agreement, and those about each of the spans.

        Args:
            passage: What is read.
            places: Where the spans begin and end in its pieces.
        """
        firsts, lasts = np.array(places, dtype=np.int64).reshape(-1, 2).T
        inputs = {PIECES: passage.pieces[None], MARKS: passage.marks, FIRSTS: firsts, LASTS: lasts}
        agreement, spans = self._session.run([OF_AGREEMENT, OF_SPAN], inputs)
        return agreement[0, 0], spans[0]
