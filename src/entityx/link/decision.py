"""What is decided by weighing evidence, where no rule is right often enough.

A decision looks at named features, and where the transformer has taken a closer look at the text, at what that says.
It is a logistic regression over both, trained by `entityx.train.links`. Its weights are a small JSON file, so that a
person can read what speaks for what; nothing but adding them up happens here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"

Vector = NDArray[np.float32]


class Evidence(NamedTuple):
    """What one decision looks at.

    Attributes:
        features: What is the case.
        vector: What a word means, of length 1, where the decision is about one that has a vector.
        read: What the closer look says for each answer, as log odds or, up to a constant, as the logarithm of a
            probability, where it says anything.
    """

    features: Collection[str]
    vector: Vector | None = None
    read: Mapping[str, float] | None = None


class Reason(NamedTuple):
    """Why a score is what it is.

    Attributes:
        words: What is the case.
        weight: What that adds to the log odds of the answer.
    """

    words: str
    weight: float


class Mixing(NamedTuple):
    """How what the closer look says counts beside the features.

    Attributes:
        intercept: What is added to both.
        features: What the score by features is multiplied by.
        read: What the closer look's is.
    """

    intercept: float
    features: float
    read: float


class Answer(NamedTuple):
    """The weights for one answer.

    Attributes:
        intercept: The score of what has no feature.
        weights: What each feature adds to it; a feature that is not here adds nothing.
        vector: What each dimension of a word's vector adds, where the decision looks at one.
        mixing: How the closer look counts, where it is asked.
    """

    intercept: float
    weights: Mapping[str, float]
    vector: Vector | None = None
    mixing: Mixing | None = None

    def by_features(self, evidence: Evidence) -> float:
        """The log odds of this answer without a closer look."""
        # `fsum` rounds once: the score does not depend on the order of the features, which changes from run to run.
        weights = (self.weights[feature] for feature in evidence.features if feature in self.weights)
        score = math.fsum([self.intercept, *weights])
        if self.vector is not None and evidence.vector is not None:
            score += float(self.vector @ evidence.vector)
        return score


CLOSER_LOOK, MEANING, AT_ALL = "the closer look", "the meaning of the word", "how often it is so at all"
"""What `Decision.explain` calls reasons that are no features."""


class Decision:
    """A question with one or more answers, and how it is decided.

    Args:
        name: What it is called; its weights are the file of that name in `WEIGHTS`.
        least: The log odds from which an answer is given, for each answer or for all; nothing where the best of them
            is, whatever its score.
    """

    def __init__(self, name: str, least: float | Mapping[str, float] | None) -> None:
        self.name, self.least = name, least

    def __repr__(self) -> str:
        return f"Decision({self.name!r})"

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The weights for each answer, read when they are first needed."""
        return read_answers(WEIGHTS / f"{self.name}.json")

    def score(self, evidence: Evidence) -> dict[str, float]:
        """The log odds of each answer."""
        return {name: self._score(name, evidence) for name in self.answers}

    def decide(self, evidence: Evidence) -> list[str]:
        """The answers that are given."""
        scores = self.score(evidence)
        if self.least is None:
            return [max(scores, key=lambda name: scores[name])]
        return [name for name, score in scores.items() if score >= self.bar(name)]

    def bar(self, answer: str) -> float:
        """The log odds from which *answer* is given."""
        assert self.least is not None
        return self.least[answer] if isinstance(self.least, Mapping) else self.least

    def explain(self, evidence: Evidence, answer: str) -> list[Reason]:
        """What speaks for and against *answer*, the weightiest first; the weights add up to its score."""
        own = self.answers[answer]
        mixing = own.mixing if evidence.read is not None and own.mixing is not None else Mixing(0.0, 1.0, 0.0)
        reasons = [Reason(one, mixing.features * own.weights[one]) for one in evidence.features if one in own.weights]
        if own.vector is not None and evidence.vector is not None:
            reasons.append(Reason(MEANING, mixing.features * float(own.vector @ evidence.vector)))
        if evidence.read is not None and answer in evidence.read:
            reasons.append(Reason(CLOSER_LOOK, mixing.read * evidence.read[answer]))
        reasons.append(Reason(AT_ALL, mixing.features * own.intercept + mixing.intercept))
        return sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.words))

    def _score(self, name: str, evidence: Evidence) -> float:
        own = self.answers[name]
        score = own.by_features(evidence)
        if own.mixing is not None and evidence.read is not None and name in evidence.read:
            return own.mixing.intercept + own.mixing.features * score + own.mixing.read * evidence.read[name]
        return score


def read_answers(path: Path) -> dict[str, Answer]:
    """The weights in a file, by answer."""
    return {name: answer_of(stored) for name, stored in json.loads(path.read_text(encoding="utf-8")).items()}


def answer_of(stored: Mapping[str, Any]) -> Answer:
    """The weights for one answer, as they are *stored*."""
    vector = np.array(stored["vector"], dtype=np.float32) if "vector" in stored else None
    mixing = Mixing(**stored["mixing"]) if "mixing" in stored else None
    return Answer(stored["intercept"], stored["weights"], vector, mixing)


def probability(log_odds: float) -> float:
    """The probability that *log_odds* are of."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """The probabilities of answers of which one is right, by their *scores*."""
    highest = max(scores.values())
    powers = {name: math.exp(score - highest) for name, score in scores.items()}
    total = sum(powers.values())
    return {name: power / total for name, power in powers.items()}
