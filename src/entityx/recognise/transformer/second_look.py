"""The second look: where the tagger is not sure, the transformer reads the sentence with what stands around it.

The tagger reads several times as many words a second, and both are right on most of a text. So only windows with a
token whose tag is doubtful go through the transformer; there the two decide together, since their mistakes differ: the
logarithms of the probabilities that they give a tag are added, weighted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.recognise.layers import write_layer
from entityx.recognise.tagger.belief import BELIEF_KEY, Belief
from entityx.recognise.tagger.crf import IMPOSSIBLE, Floats, best_tags, probabilities
from entityx.recognise.tagger.tags import OUTSIDE, columns
from entityx.recognise.transformer.files import copy_files, whole_folder
from entityx.recognise.transformer.graph import Graph
from entityx.recognise.transformer.pieces import Pieces
from entityx.recognise.transformer.settings import FILES, GRAPH, PIECES, SETTINGS, read_settings
from entityx.recognise.transformer.windows import Window, runs, window

READING_KEY = "entityx_second_look"
"""Where in ``doc.user_data`` the `Reading` of a text is, for whoever needs the transformer's vectors."""
BOTH = "both"
"""Whose `Belief` it is that the second look leaves: the tagger's and the transformer's."""
LEAST = 1e-6
"""A probability that is as good as none: the logarithm of zero would let nothing outvote it."""


Read = Callable[[Window], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""What gives the scores of the tags and the vector of each token of a window, as `Graph` does."""


class Reading:
    """What the transformer says of a text: each window is read when it is first asked for, and only once.

    Args:
        pieces: Those of each token of the text.
        starts: The first tokens of its sentences.
        most: Pieces of a window, at most; see `entityx.recognise.transformer.windows.runs`.
        graph: What reads.

    Attributes:
        windows: All windows of the text, in order; white space alone is in none.
    """

    def __init__(self, pieces: Sequence[Sequence[int]], starts: Sequence[int], most: int, graph: Read) -> None:
        cuts = runs([len(numbers) for numbers in pieces], starts, most)
        found = (window(pieces, start, end) for start, end in cuts)
        self.windows = [one for one in found if len(one.tokens)]
        self._graph = graph
        self._read: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}

    def scores(self, one: Window) -> NDArray[np.float32]:
        """The scores of the tags of all layers, one row for each of the tokens of *one* window that have pieces."""
        return self._of(one)[0]

    def vector(self, token: int) -> NDArray[np.float32]:
        """The vector of a token, by its number in the text; that of the next one where it is white space."""
        number = bisect_right(self.windows, token, key=lambda one: one.start) - 1
        one = self.windows[max(0, number)]
        row = min(int(np.searchsorted(one.tokens, token)), len(one.tokens) - 1)
        vector: NDArray[np.float32] = self._of(one)[1][row]
        return vector

    def _of(self, one: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        if one.start not in self._read:
            self._read[one.start] = self._graph(one)
        return self._read[one.start]


class SecondLook:
    """Writes the layers again where the tagger was not sure, and leaves its `Reading` at `READING_KEY`.

    Args:
        nlp: The pipeline with the tagger.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> SecondLook:
        """Read the files of the folder *path*.

        Raises:
            FileNotFoundError: When one is missing.
            ValueError: When they are not those of a transformer with the layers of the tagger.
        """
        self._folder = whole_folder(path, FILES)
        self._settings = read_settings(self._folder / SETTINGS)
        self._pieces = Pieces.from_disk(self._folder / PIECES)
        self._graph = Graph(self._folder / GRAPH)
        tagger: Any = self._nlp.get_pipe("entityx_tagger")
        sizes = {key: len(rows) for key, rows in self._settings.transitions.items()}
        if sizes != {key: tags.count for key, tags in tagger.layers.items()}:
            raise ValueError(f"{SETTINGS} has other layers ({', '.join(sizes)}) than the tagger: train it again")
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Copy the files into the folder *path*."""
        if self._folder is not None:
            copy_files(FILES, self._folder, path)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layers of *doc*; where the tagger was left out, there is nothing to look at again."""
        belief: Belief | None = doc.user_data.get(BELIEF_KEY)
        if belief is None:
            return doc
        starts = [sentence.start for sentence in doc.sents]
        reading = Reading(self._pieces(doc), starts, self._settings.pieces, self._graph)
        doc.user_data[READING_KEY] = reading
        believed = belief.probabilities
        doubtful = np.max([1.0 - rows.max(axis=1) for rows in believed.values()], axis=0) > self._settings.doubt
        looked = [one for one in reading.windows if doubtful[one.start : one.end].any()]
        if looked:
            space = doc.to_array([IS_SPACE]).astype(bool).ravel()
            together = {}
            for key, rows in self._decided(belief, space, looked, reading):
                tags = belief.layers[key]
                spans = tags.decode(best_tags(rows, np.zeros((tags.count, tags.count)), tags))
                write_layer(doc, key, [Span(doc, start, end, label) for start, end, label in spans])
                together[key] = shares(rows)
            doc.user_data[BELIEF_KEY] = Belief(BOTH, belief.layers, lambda: together)
        else:
            doc.user_data[BELIEF_KEY] = Belief(BOTH, belief.layers, lambda: believed)
        return doc

    def _decided(
        self, belief: Belief, space: NDArray[np.bool_], looked: Sequence[Window], reading: Reading
    ) -> Iterator[tuple[str, Floats]]:
        """What the tagger and the transformer give each tag together, one row a token, by the layer.

        Args:
            belief: The tagger's.
            space: Which tokens are white space, which is in no span.
            looked: The windows in which the transformer has a word.
            reading: What it says.
        """
        for (key, tags), place in zip(belief.layers.items(), columns(belief.layers.values()), strict=True):
            rows = np.log(np.maximum(belief.probabilities[key], LEAST))
            transitions = np.array(self._settings.transitions[key])
            for one in looked:
                own = probabilities(reading.scores(one)[:, place], transitions, tags)
                rows[one.tokens] += self._settings.weight * (np.log(np.maximum(own, LEAST)) - rows[one.tokens])
            rows[space, OUTSIDE + 1 :] = IMPOSSIBLE
            yield key, rows


def shares(rows: Floats) -> Floats:
    """*rows* of logarithms as probabilities."""
    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    probable: Floats = powers / powers.sum(axis=1, keepdims=True)
    return probable
