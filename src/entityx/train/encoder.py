"""The first weights of a training: the encoder's are those that the stock recogniser learned on Wikipedia."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import registry
from thinc.api import Model

from entityx.errors import TrainingError


@registry.callbacks("entityx.first_weights.v1")
def first_weights(source: str, component: str, target: str) -> Callable[[Language], None]:
    """Make what copies the weights of an encoder before a training begins.

    Args:
        source: The pipeline to take them from.
        component: Its component that has the encoder.
        target: Our component that is one.

    Raises:
        TrainingError: When the two encoders are not built alike.
    """

    def copy(nlp: Language) -> None:
        old = model_of(spacy.load(source), component).get_ref("tok2vec").layers[0]  # behind it: a projection
        before, now = list(weights(old)), list(weights(model_of(nlp, target)))
        forms = [[layer.get_param(name).shape for layer, name in encoder] for encoder in (before, now)]
        if forms[0] != forms[1]:
            raise TrainingError(f"the encoder of {source} does not fit that of the config: it is built in another way")
        for (layer, name), (old_layer, old_name) in zip(now, before, strict=True):
            layer.set_param(name, old_layer.get_param(old_name).copy())

    return copy


def model_of(nlp: Language, component: str) -> Model[Any, Any]:
    """The network of a component."""
    pipe: Any = nlp.get_pipe(component)
    model: Model[Any, Any] = pipe.model
    return model


def weights(model: Model[Any, Any]) -> Iterator[tuple[Model[Any, Any], str]]:
    """Each layer of *model* with the name of each of its weights, in a fixed order."""
    return ((layer, name) for layer in model.walk() for name in layer.param_names if layer.has_param(name))
