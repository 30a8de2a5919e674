"""The random field, against all sequences of tags written out."""

from itertools import pairwise, product

import numpy as np
import pytest

from entityx.recognise.tagger import crf
from entityx.recognise.tagger.tags import OUTSIDE, Tags

TAGS = Tags(["TITLE"])
GOLD = [TAGS.encode([(1, 3, "TITLE")], 5), TAGS.encode([(0, 1, "TITLE")], 2), TAGS.encode([], 3)]


@pytest.fixture
def numbers():
    rng = np.random.default_rng(1)
    return [rng.normal(size=(len(gold), TAGS.count)) for gold in GOLD], rng.normal(size=(TAGS.count, TAGS.count))


@pytest.fixture(params=[1, 32])
def shortest(request, monkeypatch):
    """Texts in one stretch each, and texts that are cut wherever they can be."""
    monkeypatch.setattr(crf, "SHORTEST", request.param)
    return request.param


def sequences(length):
    """Every possible sequence of tags."""
    for tags in product(range(TAGS.count), repeat=length):
        fit = all(TAGS.follows[a, b] for a, b in pairwise(tags))
        if TAGS.first[tags[0]] and TAGS.final[tags[-1]] and fit:
            yield tags


def total(tags, scores, transitions):
    emitted = sum(scores[i, tag] for i, tag in enumerate(tags))
    return emitted + sum(transitions[a, b] for a, b in pairwise(tags))


def test_the_loss_is_that_of_all_sequences(numbers):
    scores, transitions = numbers
    expected = 0.0
    for rows, gold in zip(scores, GOLD, strict=True):
        every = [total(tags, rows, transitions) for tags in sequences(len(rows))]
        expected += np.log(np.exp(every).sum()) - total(gold, rows, transitions)
    loss, _, _ = crf.loss_and_gradients(scores, GOLD, transitions, TAGS)
    assert loss == pytest.approx(expected)


@pytest.mark.usefixtures("shortest")
def test_the_gradients_are_those_of_the_loss(numbers):
    scores, transitions = numbers
    loss, gradients, steps = crf.loss_and_gradients(scores, GOLD, transitions, TAGS)
    tiny = 1e-6
    for rows, gradient in [*zip(scores, gradients, strict=True), (transitions, steps)]:
        for place in np.ndindex(rows.shape):
            kept = rows[place]
            rows[place] = kept + tiny
            changed, _, _ = crf.loss_and_gradients(scores, GOLD, transitions, TAGS)
            rows[place] = kept
            assert (changed - loss) / tiny == pytest.approx(gradient[place], abs=1e-4)


@pytest.mark.parametrize("seed", range(60))
def test_the_best_tags_are_the_best_of_all_sequences(seed):
    rng = np.random.default_rng(seed)
    scores, transitions = rng.normal(size=(6, TAGS.count)), rng.normal(size=(TAGS.count, TAGS.count))
    scores[:, OUTSIDE] += rng.choice([0, 2], size=6)  # some tokens are surely outside
    found = crf.best_tags(scores, transitions, TAGS)
    assert tuple(found) == max(sequences(len(scores)), key=lambda tags: total(tags, scores, transitions))


def test_what_no_span_gains_over_is_outside():
    scores = np.zeros((6, TAGS.count))
    scores[:, OUTSIDE] = 3
    scores[2:4, OUTSIDE] = -3
    inside = crf.may_be_inside(scores, np.zeros((TAGS.count, TAGS.count)), TAGS)
    assert inside.tolist() == [False, True, True, True, True, False]  # with one more a span still gains


def test_only_stretches_that_may_hold_a_span_are_looked_at():
    inside = ~np.array([True, True, False, True, True, True, False, False, True, True, False])
    starts, lengths = crf.stretches_with(inside)
    assert list(zip(starts.tolist(), lengths.tolist(), strict=True)) == [(5, 4), (1, 3), (9, 2)]
    assert [len(part) for part in crf.stretches_with(np.array([False, False, False]))] == [0, 0]


def test_texts_are_cut_only_where_they_are_surely_outside():
    outside = np.array([True, True, False, True, True, True])
    assert list(crf.cut(outside)) == [(0, 6)]
    longer = np.array([True] * (2 * crf.SHORTEST))
    longer[crf.SHORTEST] = False
    assert list(crf.cut(longer)) == [(0, crf.SHORTEST + 2), (crf.SHORTEST + 2, 2 * crf.SHORTEST)]


def test_a_long_text_has_the_tags_that_it_has_in_parts():
    rng = np.random.default_rng(2)
    part = rng.normal(size=(40, TAGS.count))
    border = np.zeros((4, TAGS.count))
    border[:, OUTSIDE] = 99
    transitions = np.zeros((TAGS.count, TAGS.count))
    alone = crf.best_tags(np.vstack([border, part, border]), transitions, TAGS)
    twice = crf.best_tags(np.vstack([border, part, border, border, part, border]), transitions, TAGS)
    assert list(twice) == [*alone, *alone]
    assert alone.any()


def test_a_text_without_tokens_has_no_tags():
    empty, transitions = np.zeros((0, TAGS.count)), np.zeros((TAGS.count, TAGS.count))
    assert list(crf.best_tags(empty, transitions, TAGS)) == []
    loss, gradients, _ = crf.loss_and_gradients([empty], [np.zeros(0, dtype=int)], transitions, TAGS)
    assert loss == 0
    assert [gradient.shape for gradient in gradients] == [empty.shape]


@pytest.mark.parametrize("seed", range(20))
def test_a_tag_is_as_probable_as_all_sequences_with_it(seed):
    rng = np.random.default_rng(seed)
    scores, transitions = rng.normal(size=(6, TAGS.count)), rng.normal(size=(TAGS.count, TAGS.count))
    shares = np.zeros((6, TAGS.count))
    for tags in sequences(6):
        shares[np.arange(6), tags] += np.exp(total(tags, scores, transitions))
    assert crf.probabilities(scores, transitions, TAGS) == pytest.approx(shares / shares[0].sum())


def test_stretches_of_all_lengths_have_the_probabilities_that_they_have_alone():
    rng = np.random.default_rng(3)
    parts = [rng.normal(size=(length, TAGS.count)) for length in (3, 40, 1, 17, 18, 2)]
    border = np.zeros((4, TAGS.count))
    border[:, OUTSIDE] = 99
    transitions = rng.normal(size=(TAGS.count, TAGS.count))
    alone = [crf.probabilities(np.vstack([border, part, border]), transitions, TAGS)[4:-4] for part in parts]
    rows = np.vstack([border, *(row for part in parts for row in (part, border))])
    together = crf.probabilities(rows, transitions, TAGS)
    start = len(border)
    for part, expected in zip(parts, alone, strict=True):
        assert together[start : start + len(part)] == pytest.approx(expected)
        start += len(part) + len(border)


def test_what_is_surely_outside_has_no_other_probability():
    scores = np.zeros((3, TAGS.count))
    scores[:, OUTSIDE] = 99
    assert crf.probabilities(scores, np.zeros((TAGS.count, TAGS.count)), TAGS)[:, OUTSIDE].tolist() == [1, 1, 1]
