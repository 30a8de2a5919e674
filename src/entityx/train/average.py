"""The mean of several trained pipelines.

Runs that began with the same weights and saw their texts in different orders end near one another; the mean of their
weights is better than each, and differs less from one training to the next (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.pipeline import TrainablePipe

from entityx.train.encoder import model_of, weights


def average(pipelines: Sequence[Language]) -> Language:
    """The first of *pipelines*, its weights replaced by the means of all; they must be built alike."""
    first = pipelines[0]
    for name, component in first.pipeline:
        if isinstance(component, TrainablePipe):
            models = [model_of(nlp, name) for nlp in pipelines]
            for same in zip(*map(weights, models), strict=True):
                layer, weight = same[0]
                layer.set_param(weight, sum(other.get_param(weight) for other, _ in same) / len(same))
    return first
