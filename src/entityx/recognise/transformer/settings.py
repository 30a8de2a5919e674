"""The files of a trained transformer, and when and how much it is asked."""

from __future__ import annotations

from pathlib import Path

import msgspec

FILES = GRAPH, PIECES, SETTINGS = "graph.onnx", "pieces.json", "settings.json"
"""The files of its folder."""


class Settings(msgspec.Struct, frozen=True):
    """When the transformer is asked, and how much it counts.

    Attributes:
        doubt: A window goes to it where a token's most probable tag lacks more than this of certainty, in some layer.
        pieces: Of a window, at most, unless a sentence has more.
        weight: How much the transformer's word counts beside the tagger's, from 0 to 1.
        transitions: The scores of a tag (column) after another (row) in the transformer's random fields, by the layer.
    """

    doubt: float
    pieces: int
    weight: float
    transitions: dict[str, list[list[float]]]


def read_settings(path: Path) -> Settings:
    """The settings in a file.

    Raises:
        msgspec.MsgspecError: When there are none in it.
    """
    return msgspec.json.decode(path.read_bytes(), type=Settings)
