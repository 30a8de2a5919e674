"""What the transformer learns from: windows of annotated texts, with the tags of their tokens."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from torch import Tensor

from entityx.gold import Gold
from entityx.recognise.layers import LAYERS, read_layer
from entityx.recognise.sentences import sentence_starts
from entityx.recognise.tagger.tags import Tags
from entityx.recognise.transformer.pieces import PADDING, Pieces
from entityx.recognise.transformer.windows import MOST_PIECES, Window, runs, window
from entityx.train.corpus import annotated

FEWEST_PIECES = 100
"""Pieces of the shortest windows into which texts are cut at random: about as many as a second look sees."""
WHOLE = 0.5
"""The share of texts that are not cut but where they are longer than a window."""


class Lesson(NamedTuple):
    """A window, and the tags of its tokens in each layer, as (layer, token)."""

    window: Window
    tags: NDArray[np.int64]


class Batch(NamedTuple):
    """Lessons side by side, filled up to the longest; see `Network.forward`.

    Attributes:
        pieces: The numbers of the pieces, as (window, piece).
        present: Which are there.
        places: Where the first piece of each token stands, as (window, token).
        lessons: The lessons.
    """

    pieces: Tensor
    present: Tensor
    places: Tensor
    lessons: Sequence[Lesson]


def lessons(golds: Iterable[Gold], nlp: Language, pieces: Pieces, layers: Sequence[Tags]) -> Iterator[Lesson]:
    """The windows of *golds*: some whole, others cut at random, so that both are known.

    Args:
        golds: Annotated texts.
        nlp: The pipeline whose tokenizer cuts them.
        pieces: What cuts their tokens.
        layers: The tags of each layer.
    """
    for gold in golds:
        doc = nlp.make_doc(gold.text)
        marked = annotated(doc, gold)
        tags = np.stack(
            [
                scheme.encode([(span.start, span.end, span.label_) for span in read_layer(marked, key)], len(doc))
                for key, scheme in zip(LAYERS, layers, strict=True)
            ]
        )
        of_tokens = pieces(doc)
        sizes = [len(numbers) for numbers in of_tokens]
        starts = [i for i, first in enumerate(sentence_starts(doc)) if first]
        most = MOST_PIECES if random.random() < WHOLE else random.randint(FEWEST_PIECES, MOST_PIECES)
        for start, end in runs(sizes, starts, most):
            found = window(of_tokens, start, end)
            if len(found.tokens):
                yield Lesson(found, tags[:, found.tokens])


def batches(found: Iterable[Lesson], size: int) -> list[Batch]:
    """Lessons side by side, as `side_by_side` puts them."""
    return [batch(group) for group in side_by_side(found, size, lambda lesson: len(lesson.window.pieces))]


AnyLesson = TypeVar("AnyLesson")


def side_by_side(
    found: Iterable[AnyLesson], size: int, length: Callable[[AnyLesson], int]
) -> Sequence[Sequence[AnyLesson]]:
    """Lessons of like length together, *size* pieces at most with what fills them up, in a random order.

    Args:
        found: The lessons.
        size: Pieces of a group, unless one lesson alone has more.
        length: How many pieces a lesson has.
    """
    ordered = sorted(found, key=lambda lesson: length(lesson) + 30 * random.random())
    groups: list[list[AnyLesson]] = []
    longest = 0
    for lesson in ordered:
        longest = max(longest, length(lesson))
        if not groups or longest * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = length(lesson)
        groups[-1].append(lesson)
    random.shuffle(groups)
    return groups


def batch(group: Sequence[Lesson]) -> Batch:
    """The lessons of *group* side by side."""
    length = max(len(lesson.window.pieces) for lesson in group)
    tokens = max(len(lesson.window.places) for lesson in group)
    pieces = torch.full((len(group), length), PADDING)
    places = torch.zeros((len(group), tokens), dtype=torch.long)
    present = torch.zeros((len(group), length), dtype=torch.bool)
    for row, lesson in enumerate(group):
        count = len(lesson.window.pieces)
        pieces[row, :count] = torch.from_numpy(lesson.window.pieces)
        places[row, : len(lesson.window.places)] = torch.from_numpy(lesson.window.places)
        present[row, :count] = True
    return Batch(pieces, present, places, group)
