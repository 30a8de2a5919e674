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

from entityx.recognise.tagger.tags import BEGIN, INSIDE, LAST, OUTSIDE, UNIT, Tags

Floats = NDArray[np.floating[Any]]

SHORTEST = 32
"""Tokens of a stretch, at the least: shorter ones would only be more of them."""
IMPOSSIBLE = -1e9
IMPROBABLE = 6.0
"""By how much a span must score less than its tokens do outside, for these to be surely outside: one in 400."""


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
    expected, pairs, total = beliefs(stretches.scores, present, transitions, tags)
    both = present[1:]
    before, behind = chosen[:-1][both], chosen[1:][both]
    np.subtract.at(pairs, (before, behind), 1.0)
    kept = np.take_along_axis(stretches.scores, chosen[:, :, None], axis=2)[:, :, 0][present].sum()
    loss = total - kept - transitions[before, behind].sum()
    rows, columns = np.nonzero(present)
    expected[rows, columns, chosen[rows, columns]] -= 1.0
    stretches.unpad(expected, gradients)
    return float(loss), gradients, pairs.astype(transitions.dtype)


def beliefs(
    scores: Floats, present: NDArray[np.bool_], transitions: Floats, tags: Tags
) -> tuple[Floats, Floats, float]:
    """How probable each tag of each token is, by the forward-backward algorithm.

    Args:
        scores: Those of stretches of texts, as (token, stretch, tag).
        present: Which tokens a stretch has, as (token, stretch); the first ones.
        transitions: The scores of a tag (column) behind another (row).
        tags: The scheme.

    Returns:
        The probabilities of the tags, as *scores* are; how often each tag is expected behind another; and the logarithm
        of the sum over all sequences, summed over the stretches.
    """
    highest = scores.max(axis=2, keepdims=True)
    emitted = np.where(present[:, :, None], np.exp(scores - highest), 1.0)
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
    total = np.log(scale).sum() + np.log(ended).sum() + highest[:, :, 0][present].sum()
    return forward * backward, pairs, float(total)


def probabilities(scores: Floats, transitions: Floats, tags: Tags) -> Floats:
    """How probable each tag of each token of a text is: one row a token, one column a tag.

    Only the stretches are looked at that may hold a span; elsewhere a token is outside.

    Args:
        scores: One row a token, one column a tag.
        transitions: The scores of a tag (column) behind another (row).
        tags: The scheme.
    """
    found = np.zeros((len(scores), tags.count))
    found[:, OUTSIDE] = 1.0
    starts, lengths = stretches_with(may_be_inside(scores, transitions, tags, behind=IMPROBABLE))
    if not len(starts):
        return found
    for group in of_like_length(lengths):
        steps = np.arange(int(lengths[group][0]))[:, None]
        present = steps < lengths[group]
        places = np.where(present, starts[group] + steps, 0)
        expected, _, _ = beliefs(scores[places].astype(float), present, transitions, tags)
        found[places[present]] = expected[present]
    return found


def of_like_length(lengths: NDArray[np.intp]) -> Iterator[slice]:
    """Where among *lengths*, the longest first, those are that cost little when filled up to the longest."""
    start = 0
    while start < len(lengths):
        end = start + int(np.count_nonzero(lengths[start:] * 2 > lengths[start]))
        yield slice(start, end)
        start = end


def best_tags(scores: Floats, transitions: Floats, tags: Tags) -> NDArray[np.int64]:
    """The tags with the highest score for a text (Viterbi's algorithm), of those that may follow one another.

    Only the stretches that may hold a span are looked at: most of a text names nothing.

    Args:
        scores: One row a token, one column a tag.
        transitions: The scores of a tag (column) behind another (row).
        tags: The scheme.
    """
    found = np.full(len(scores), OUTSIDE, dtype=np.int64)
    starts, lengths = stretches_with(may_be_inside(scores, transitions, tags))
    if not len(starts):
        return found
    passed = np.where(tags.follows, transitions, IMPOSSIBLE).T  # row: the tag; column: the one before it
    best = np.where(tags.first, scores[starts], IMPOSSIBLE)
    # The longest stretches come first, so that those which have a token at some place are the first few.
    present = [int(np.count_nonzero(lengths > i)) for i in range(1, int(lengths[0]))]
    origins = []
    for i, count in enumerate(present, start=1):
        reached = best[:count, None, :] + passed
        origins.append(reached.argmax(axis=2))
        best[:count] = reached.max(axis=2) + scores[starts[:count] + i]
    chosen = np.where(tags.final, best, IMPOSSIBLE).argmax(axis=1)
    for i, count, origin in reversed(list(zip(range(1, 1 + len(present)), present, origins, strict=True))):
        found[starts[:count] + i] = chosen[:count]
        chosen[:count] = origin[np.arange(count), chosen[:count]]
    found[starts] = chosen
    return found


def may_be_inside(scores: Floats, transitions: Floats, tags: Tags, behind: float = 0.0) -> NDArray[np.bool_]:
    """Whether each token of a text can be inside a span of the best tags; the arguments are those of `best_tags`.

    It cannot where every span over it scores less than its tokens do outside, whatever stands around; where *behind*
    is given, by so much at least. The best span
    over a token begins with the best beginning before it and ends with the best end behind it, both by sums from the
    beginning of the text, so that one pass each way finds them all.
    """
    gains = scores.astype(float) - scores[:, [OUTSIDE]]
    passed = transitions.astype(float)
    stay = passed[OUTSIDE, OUTSIDE]
    # What a span's edges gain at most by the tags around it; at the edge of a text there is none.
    entered = np.maximum(0, (passed - passed[:, [OUTSIDE]])[tags.final].max(axis=0))
    left = np.maximum(0, (passed - passed[OUTSIDE])[:, tags.first].max(axis=1))
    inside = np.zeros(len(scores), dtype=bool)
    for base in range(1, tags.count, 4):
        begin, within, last, unit = (base + place for place in (BEGIN, INSIDE, LAST, UNIT))
        summed = np.cumsum(gains[:, within] + passed[within, within] - stay)
        began = np.maximum.accumulate(gains[:, begin] - summed)
        before = np.r_[0, summed[:-1]] if len(summed) else summed
        ended = np.maximum.accumulate((gains[:, last] + before)[::-1])[::-1]
        edges = max(passed[begin, within] + passed[within, last] - passed[within, within], passed[begin, last]) - stay
        inside |= began + ended + entered[begin] + edges + left[last] > -behind
        inside |= gains[:, unit] + entered[unit] + left[unit] > -behind
    return inside


def stretches_with(inside: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The stretches of a text that have tokens *inside*, cut between two tokens in a row that are not.

    Returns:
        The first token of each and how many it has, the longest first.
    """
    edges = np.flatnonzero(~(inside[1:] | inside[:-1])) + 1
    starts, ends = np.r_[0, edges], np.r_[edges, len(inside)]
    held = np.r_[0, np.cumsum(inside)]
    kept = held[ends] > held[starts]
    order = np.argsort((starts - ends)[kept], kind="stable")
    return starts[kept][order], (ends - starts)[kept][order]
