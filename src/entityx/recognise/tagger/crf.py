"""A linear-chain conditional random field over tags (Lafferty, McCallum and Pereira 2001).

The score of a sequence of tags is the sum of each token's score for its tag and of each pair's transition score; tags
that cannot stand together have no share. All stretches of a batch are computed side by side, so that the loop goes over
the tokens of the longest one only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entityx.recognise.tagger.tags import OUTSIDE, Tags

Floats = NDArray[np.floating[Any]]

SHORTEST = 32
"""Tokens of a stretch, at the least: shorter ones would only be more of them."""
SURE = 8.0
"""By how much the score of the tag outside must lead for texts to be cut there: odds of 3,000 to 1."""
IMPOSSIBLE = -1e9


def cut(outside: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Stretches of a text, as (first token, token behind), that are cut between two tokens *outside* of any span."""
    start = 0
    for i in (np.flatnonzero(outside[1:] & outside[:-1]) + 1).tolist():
        if i - start >= SHORTEST:
            yield start, i
            start = i
    if start < len(outside):
        yield start, len(outside)


class Stretches:
    """The scores of the stretches of several texts, padded to the longest: (token, stretch, tag).

    Args:
        scores: For each text, one row a token, one column a tag.
        outside: For each text, the tokens between which it may be cut.
    """

    def __init__(self, scores: Sequence[Floats], outside: Sequence[NDArray[np.bool_]]) -> None:
        self.parts = [(number, start, end) for number, tokens in enumerate(outside) for start, end in cut(tokens)]
        self.lengths = np.array([end - start for _, start, end in self.parts], dtype=int)
        shape = (int(self.lengths.max(initial=0)), len(self.parts))
        self.present = np.arange(shape[0])[:, None] < self.lengths
        self.scores = self.pad(scores)

    def pad(self, rows: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """What *rows* have for each token of each text, by (token, stretch); zero where a stretch has no token."""
        padded = np.zeros(self.present.shape + rows[0].shape[1:], dtype=rows[0].dtype)
        for number, (text, start, end) in enumerate(self.parts):
            padded[: end - start, number] = rows[text][start:end]
        return padded

    def unpad(self, padded: NDArray[Any], rows: Sequence[NDArray[Any]]) -> None:
        """Write what *padded* has for each token into *rows*, the other way round."""
        for number, (text, start, end) in enumerate(self.parts):
            rows[text][start:end] = padded[: end - start, number]


def loss_and_gradients(
    scores: Sequence[Floats], gold: Sequence[NDArray[np.int64]], transitions: Floats, tags: Tags
) -> tuple[float, list[Floats], Floats]:
    """The negative log-likelihood of *gold*, and its gradients, by the forward-backward algorithm.

    Args:
        scores: For each text, one row a token, one column a tag.
        gold: For each text, its tags.
        transitions: The scores of a tag (column) behind another (row).
        tags: The scheme.

    Returns:
        The loss, summed over texts, its gradients for *scores* and for *transitions*.
    """
    stretches = Stretches([rows.astype(float) for rows in scores], [sequence == OUTSIDE for sequence in gold])
    gradients = [np.zeros_like(rows) for rows in scores]
    if not stretches.parts:
        return 0.0, gradients, np.zeros_like(transitions)
    present, chosen = stretches.present, stretches.pad(gold)
    highest = stretches.scores.max(axis=2, keepdims=True)
    emitted = np.where(present[:, :, None], np.exp(stretches.scores - highest), 1.0)
    passed = np.exp(transitions.astype(float)) * tags.follows
    length = len(present)

    forward, scale = np.empty_like(emitted), np.ones(present.shape)
    forward[0] = tags.first * emitted[0]
    scale[0] = forward[0].sum(axis=1)
    forward[0] /= scale[0][:, None]
    for i in range(1, length):
        reached = (forward[i - 1] @ passed) * emitted[i]
        scale[i] = np.where(present[i], reached.sum(axis=1), 1.0)
        forward[i] = np.where(present[i][:, None], reached / scale[i][:, None], forward[i - 1])
    ended = (forward[-1] * tags.final).sum(axis=1)

    backward, pairs = np.empty_like(emitted), np.zeros_like(passed)
    backward[-1] = tags.final / ended[:, None]
    for i in range(length - 1, 0, -1):
        onward = np.where(present[i][:, None], emitted[i] * backward[i] / scale[i][:, None], 0.0)
        backward[i - 1] = np.where(present[i][:, None], onward @ passed.T, backward[i])
        pairs += (forward[i - 1].T @ onward) * passed

    expected = forward * backward
    both = present[1:]
    before, behind = chosen[:-1][both], chosen[1:][both]
    np.subtract.at(pairs, (before, behind), 1.0)
    kept = np.take_along_axis(stretches.scores - highest, chosen[:, :, None], axis=2)[:, :, 0][present].sum()
    loss = np.log(scale).sum() + np.log(ended).sum() - kept - transitions[before, behind].sum()
    rows, columns = np.nonzero(present)
    expected[rows, columns, chosen[rows, columns]] -= 1.0
    stretches.unpad(expected, gradients)
    return float(loss), gradients, pairs.astype(transitions.dtype)


def best_tags(scores: Sequence[Floats], transitions: Floats, tags: Tags) -> list[NDArray[np.int64]]:
    """The tags with the highest score for each text (Viterbi's algorithm), of those that may follow one another.

    Texts are cut where two tokens in a row are surely outside (`SURE`), which leaves that to their own scores.

    Args:
        scores: For each text, one row a token, one column a tag.
        transitions: The scores of a tag (column) behind another (row).
        tags: The scheme.
    """
    leads = [rows[:, OUTSIDE] - rows[:, 1:].max(axis=1, initial=IMPOSSIBLE) > SURE for rows in scores]
    stretches = Stretches(scores, leads)
    found = [np.zeros(len(rows), dtype=np.int64) for rows in scores]
    if not stretches.parts:
        return found
    present = stretches.present
    passed = np.where(tags.follows, transitions, IMPOSSIBLE).T  # row: the tag; column: the one before it
    best = np.where(tags.first, stretches.scores[0], IMPOSSIBLE)
    origins = np.zeros(stretches.scores.shape, dtype=np.int64)
    for i in range(1, len(present)):
        reached = best[:, None, :] + passed
        origins[i] = reached.argmax(axis=2)
        onward = np.take_along_axis(reached, origins[i][:, :, None], axis=2)[:, :, 0] + stretches.scores[i]
        best = np.where(present[i][:, None], onward, best)
    chosen = np.empty(present.shape, dtype=np.int64)
    each = np.arange(present.shape[1])
    chosen[-1] = np.where(tags.final, best, IMPOSSIBLE).argmax(axis=1)
    for i in range(len(present) - 1, 0, -1):
        chosen[i - 1] = np.where(present[i], origins[i, each, chosen[i]], chosen[i])
    stretches.unpad(chosen, found)
    return found
