"""The closer look: what a transformer says of the agreements of a text, each marked in the passage around it.

Who is a party is often said in another sentence than the agreement, and in no words that rules could list. The
transformer has read many passages with one agreement marked, and says of it what it is, and of each stretch around it
what that has to do with it. What is made of that is decided where texts are linked (`entityx.link.agreements`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from entityx.recognise.closer_look.graph import MarkedGraph, Scores
from entityx.recognise.closer_look.heads import COLUMNS, OF_AGREEMENT, OF_SPAN, SEVERAL
from entityx.recognise.closer_look.passage import Passage, Stretch, passage, signs_of
from entityx.recognise.transformer.files import copy_files, whole_folder
from entityx.recognise.transformer.pieces import Pieces

FILES = GRAPH, PIECES = "marked.onnx", "pieces.json"
"""The file of its folder, and that of the pieces, which lies in the folder of the second look."""
LOOK_KEY = "entityx_closer_look"
"""Where in ``doc.user_data`` the `Look` at a text is."""

Read = Mapping[str, Mapping[str, float]]
"""For each question of `OF_AGREEMENT`, the log odds of each answer; where one of them is right, the logarithm of how
many times as probable it is as by chance, so that what is above 0 speaks for it."""
SpanRead = Mapping[str, float]
"""The log odds of a yes for each question of `OF_SPAN`."""


class Said(NamedTuple):
    """What the transformer says of one passage.

    Attributes:
        passage: What was read.
        of_agreement: The answers about the marked agreement.
        spans: Those about each span, nothing where that is not in the passage.
    """

    passage: Passage
    of_agreement: Read
    spans: Sequence[SpanRead | None]

    def holds(self, mention: Stretch) -> bool:
        """Whether *mention* is in the passage."""
        return self.passage.places(mention) is not None


class Reads(Protocol):
    """What scores a passage, as `MarkedGraph` does."""

    def __call__(self, passage: Passage, places: Sequence[tuple[int, int]]) -> tuple[Scores, Scores]:
        """See `MarkedGraph`."""


class Look:
    """What the transformer says of a text; nothing is read before it is asked.

    Args:
        doc: The text.
        pieces: What cuts its tokens.
        graph: What reads.
    """

    def __init__(self, doc: Doc, pieces: Pieces, graph: Reads) -> None:
        self._doc, self._cut, self._graph = doc, pieces, graph
        self._signs = signs_of(pieces)

    @cached_property
    def _pieces(self) -> Sequence[Sequence[int]]:
        return self._cut(self._doc)

    def read(self, mentions: Sequence[Stretch], spans: Sequence[Stretch]) -> Said:
        """What it says of the agreement with these *mentions*, and of each of *spans* beside it.

        Args:
            mentions: Where the text mentions the agreement, in order; the passage around the first is read.
            spans: Stretches of the text.
        """
        around = passage(self._pieces, mentions, self._signs)
        places = [around.places(span) for span in spans]
        agreement, scores = self._graph(around, [place for place in places if place])
        rows = iter(scores.tolist())
        of_spans = [dict(zip(OF_SPAN, next(rows), strict=True)) if place else None for place in places]
        return Said(around, answers(agreement), of_spans)


def answers(scores: NDArray[np.float32]) -> Read:
    """The *scores* of an agreement by question and answer."""
    found = {}
    for question, column in COLUMNS.items():
        own = scores[column].astype(np.float64)
        if question not in SEVERAL:
            own -= np.logaddexp.reduce(own) - np.log(len(own))
        found[question] = dict(zip(OF_AGREEMENT[question], own.tolist(), strict=True))
    return found


class CloserLook:
    """Leaves a `Look` at the text at `LOOK_KEY` where it mentions agreements."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> CloserLook:
        """Read the files of the folder *path*.

        Raises:
            FileNotFoundError: When one is missing.
        """
        self._folder = whole_folder(path, FILES)
        self._pieces = Pieces.from_disk(self._folder / PIECES)
        self._graph = MarkedGraph(self._folder / GRAPH)
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Copy the files into the folder *path*."""
        if self._folder is not None:
            copy_files(FILES, self._folder, path)

    def __call__(self, doc: Doc) -> Doc:
        """Leave the look at *doc*."""
        doc.user_data[LOOK_KEY] = Look(doc, self._pieces, self._graph)
        return doc
