"""The first weights of a training: the encoder's are those that the stock recogniser learned on Wikipedia."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import registry
from thinc.api import Model, fix_random_seed

from entityx.errors import TrainingError


@registry.callbacks("entityx.first_weights.v1")
def first_weights(source: str, component: str, target: str, seed: int) -> Callable[[Language], None]:
    """Make what copies the weights of an encoder before a training begins.

    Args:
        source: The pipeline to take them from.
        component: Its component that has the encoder.
        target: Our component that is one.
        seed: The seed of what is random from then on: runs that begin with the same weights go different ways.

    Raises:
        TrainingError: When the two encoders are not built alike.
    """

    def copy(nlp: Language) -> None:
        old = model_of(spacy.load(source), component).get_ref("tok2vec").layers[0]  # behind it: a projection
        new = model_of(nlp, target)
        for before, now in zip(weighted(old), weighted(new), strict=True):
            for name in now.param_names:
                if now.get_param(name).shape != before.get_param(name).shape:
                    raise TrainingError(f"the encoder of {source} does not fit: {name} of {now.name} has another shape")
                now.set_param(name, before.get_param(name).copy())
        fix_random_seed(seed)

    return copy


def model_of(nlp: Language, component: str) -> Model[Any, Any]:
    """The network of a component."""
    pipe: Any = nlp.get_pipe(component)
    model: Model[Any, Any] = pipe.model
    return model


def weighted(model: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """The layers of *model* that have weights, in a fixed order."""
    return (layer for layer in model.walk() if any(map(layer.has_param, layer.param_names)))
