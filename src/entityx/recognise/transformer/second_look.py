"""The second look: where the tagger is not sure, the transformer reads the sentence with what stands around it.

The tagger reads 20 times as many words a second, and both are right on most of a text. So only sentences that hold a
token whose tag is doubtful go through the transformer; there the two decide together, since their mistakes differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.recognise.layers import write_layer
from entityx.recognise.tagger.crf import Floats, best_tags
from entityx.recognise.tagger.tagger import SCORES_KEY, LayerTagger
from entityx.recognise.tagger.tags import OUTSIDE, Tags
from entityx.recognise.transformer.graph import Graph
from entityx.recognise.transformer.pieces import Pieces
from entityx.recognise.transformer.windows import Window, runs, window

GRAPH, PIECES, SETTINGS = "graph.onnx", "pieces.json", "settings.json"
"""The files of the folder."""
LEAST = 1e-6
"""A probability that is as good as none: the logarithm of zero would let nothing outvote it."""


class Settings(msgspec.Struct, frozen=True):
    """When the transformer is asked, and how much it counts.

    Attributes:
        doubt: A sentence goes to it where a token's most probable tags have this probability less than one.
        pieces: Of a window, at most, unless a sentence has more.
        weight: How much the transformer's word counts beside the tagger's, from 0 to 1.
    """

    doubt: float
    pieces: int
    weight: float


class SecondLook:
    """Writes the layers again for sentences where the tagger was not sure.

    Args:
        nlp: The pipeline with the tagger.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> SecondLook:
        """Read the files of the folder *path*."""
        self._folder = Path(path)
        self._settings = msgspec.json.decode((self._folder / SETTINGS).read_bytes(), type=Settings)
        self._pieces = Pieces.from_disk(self._folder / PIECES)
        self._graph = Graph(self._folder / GRAPH)
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Copy the files into the folder *path*."""
        if self._folder is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            for name in (GRAPH, PIECES, SETTINGS):
                copyfile(self._folder / name, Path(path) / name)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layers of *doc*."""
        tagger: Any = self._nlp.get_pipe("entityx_tagger")
        assert isinstance(tagger, LayerTagger)
        believed = tagger.probabilities(doc.user_data[SCORES_KEY])
        doubtful = np.max([1.0 - rows.max(axis=1) for rows in believed.values()], axis=0)
        looked = list(self.windows(doc, doubtful > self._settings.doubt))
        if not looked:
            return doc
        space = doc.to_array([IS_SPACE]).astype(bool).ravel()
        seen = [self._graph(one)[0] for one in looked]
        column = 0
        for key, tags in tagger.layers.items():
            rows = np.log(np.maximum(believed[key], LEAST))
            for one, scores in zip(looked, seen, strict=True):
                own = log_shares(scores[:, column : column + tags.count])
                rows[one.tokens] += self._settings.weight * (own - rows[one.tokens])
            rows[space, OUTSIDE + 1 :] = np.log(LEAST) * len(rows)
            chosen = best_tags(rows, np.zeros((tags.count, tags.count)), tags)
            write_layer(doc, key, [Span(doc, start, end, label) for start, end, label in tags.decode(chosen)])
            column += tags.count
        return doc

    def windows(self, doc: Doc, doubtful: NDArray[np.bool_]) -> Iterator[Window]:
        """The windows of *doc* in which a token is *doubtful*."""
        if not doubtful.any():
            return
        pieces = self._pieces(doc)
        starts = [sentence.start for sentence in doc.sents]
        for start, end in runs([len(numbers) for numbers in pieces], starts, self._settings.pieces):
            if doubtful[start:end].any():
                found = window(pieces, start, end)
                if len(found.tokens):
                    yield found


def log_shares(scores: NDArray[np.float32]) -> Floats:
    """The logarithms of the shares that *scores* give the tags, one row a token (log-softmax)."""
    level = scores - scores.max(axis=1, keepdims=True)
    return level - np.log(np.exp(level).sum(axis=1, keepdims=True))
