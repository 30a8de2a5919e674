"""Logistic regressions over named features: what decides where no rule is right often enough.

A model is a small JSON file with a weight for each feature, so that a person can read what speaks for what. They are
trained by `entityx.train.links`; nothing but adding up weights happens here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """A logistic regression for a yes or a no.

    Attributes:
        intercept: The score of what has no feature.
        weights: What each feature adds to it; a feature that is not here adds nothing.
        vector_weights: What each dimension of a word's vector adds, where the model looks at one.
    """

    intercept: float
    weights: Mapping[str, float]
    vector_weights: Vector | None = None

    def score(self, features: Collection[str], vector: Vector | None = None) -> float:
        """The log odds of a yes for what has *features*, and is said in a word with *vector*."""
        # `fsum` rounds once: the score does not depend on the order of the features, which changes from run to run.
        score = math.fsum([self.intercept, *(self.weights[feature] for feature in features if feature in self.weights)])
        if self.vector_weights is not None and vector is not None:
            score += float(self.vector_weights @ vector)
        return score


def load_models(name: str) -> dict[str, LinearModel]:
    """The models of the file called *name* in `WEIGHTS`, by what a yes means."""
    models = {}
    for answer, stored in json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8")).items():
        vector = np.array(stored["vector"], dtype=np.float32) if "vector" in stored else None
        models[answer] = LinearModel(stored["intercept"], stored["weights"], vector)
    return models
