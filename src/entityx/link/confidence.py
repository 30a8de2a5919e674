"""How sure it is that something is right: the probability, calibrated on texts that have trained nothing that is asked.

The values that tell it, such as the score of a decision, go into a logistic regression with a weight for each, which
`entityx.train.confidence` learns. The model card has the tables that show how often what is so sure is right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache, cached_property

from spacy.tokens import Span

from entityx.link.decision import WEIGHTS, probability
from entityx.recognise.tagger.belief import Belief

FILE = WEIGHTS / "confidence" / "weights.json"


class Calibration:
    """Turns values into the probability that something is right.

    Args:
        name: What is judged: its weights are those of that name in `FILE`.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """The weight of each value, and ``intercept``, read when they are first needed."""
        weights: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))[self.name]
        return weights

    def of(self, values: Mapping[str, float]) -> float:
        """The probability that something with these *values* is right, to three digits.

        Args:
            values: By name; those without a weight tell nothing.
        """
        weights = self.weights
        score = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
        return round(probability(score), 3)


LEAST_PROBABLE = 1e-3
"""A probability below which there is no telling how small it is: rules have put right what the recogniser said."""
BY_RULE = 0.05
"""A probability up to which it is a rule that says so, against the recogniser."""
LABELS_TOGETHER = {"PER": "names", "LOC": "names", "ORG": "names", "TITLE": "titles", "AGREEMENT": "agreements"}


def mention_values(span: Span, belief: Belief) -> dict[str, float]:
    """What tells how sure it is that a mention is right."""
    probable = belief.of(span)
    kept = min(max(probable, LEAST_PROBABLE), 1 - LEAST_PROBABLE)
    return {
        "log odds": math.log(kept / (1 - kept)),
        "by rule": float(probable < BY_RULE),
        span.label_: 1.0,
        "one word": float(len(span) == 1),
    }


def mention_calibration(label: str, belief: Belief) -> Calibration:
    """What turns the values of a mention with this *label* into a probability."""
    return _calibration(f"{LABELS_TOGETHER[label]}, {belief.source}")


@cache
def _calibration(name: str) -> Calibration:
    return Calibration(name)


def mention_confidence(span: Span, belief: Belief | None) -> float | None:
    """How sure it is that a mention is right, or nothing where no recogniser of ours has found it."""
    if belief is None:
        return None
    return mention_calibration(span.label_, belief).of(mention_values(span, belief))
