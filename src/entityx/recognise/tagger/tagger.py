"""The trained recogniser: one encoder, and for each layer the tags with the best score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from entityx.recognise.layers import read_layer, write_layer
from entityx.recognise.tagger.architecture import Encoder
from entityx.recognise.tagger.belief import BELIEF_KEY, Belief
from entityx.recognise.tagger.crf import IMPOSSIBLE, Floats, best_tags, loss_and_gradients, probabilities
from entityx.recognise.tagger.tags import OUTSIDE, Tags, columns

Scorer = Callable[..., dict[str, Any]]

TAGGER = "tagger"
"""Whose `Belief` it is that the tagger leaves."""


class LayerTagger(TrainablePipe):
    """Finds the spans of several layers at once; those of one layer do not overlap, those of two may nest.

    Args:
        vocab: The vocabulary.
        model: The network, an ``entityx.LayerTagger.v1``.
        name: The component's name.
        layers: The labels of each layer, by the layer's key (see `entityx.recognise.layers`).
        scorer: What `score` calls.
    """

    def __init__(
        self, vocab: Vocab, model: Encoder, name: str, *, layers: Mapping[str, Sequence[str]], scorer: Scorer
    ) -> None:
        self.vocab, self.name = vocab, name
        self.model: Any = model
        self.layers = {key: Tags(labels) for key, labels in layers.items()}
        self.scorer = scorer
        self.cfg: dict[str, Any] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all layers."""
        return tuple(label for tags in self.layers.values() for label in tags.labels)

    def predict(self, docs: Iterable[Doc]) -> list[Floats]:
        """The scores of the tags of all layers: for each text, one row a token."""
        scores: list[Floats] = self.model.predict(list(docs))
        return scores

    def set_annotations(self, docs: Iterable[Doc], scores: list[Floats]) -> None:
        """Write the layers of *docs*: the best tags by *scores*, with white space outside of all spans."""
        docs = list(docs)
        for doc, all_layers in zip(docs, scores, strict=True):
            doc.user_data[BELIEF_KEY] = Belief(TAGGER, self.layers, partial(self.probabilities, all_layers))
        outside = [doc.to_array([IS_SPACE]).astype(bool).ravel() for doc in docs]
        for key, tags, rows, transitions in self._by_layer(scores):
            for doc, own, space in zip(docs, rows, outside, strict=True):
                own[space, OUTSIDE + 1 :] = IMPOSSIBLE
                chosen = best_tags(own, transitions, tags)
                write_layer(doc, key, [Span(doc, start, end, label) for start, end, label in tags.decode(chosen)])

    def get_loss(self, examples: Iterable[Example], scores: list[Floats]) -> tuple[float, list[Floats]]:
        """The loss and its gradients for *scores*; those for the transitions go to the network's own."""
        golds = [example.reference for example in examples]
        loss, gradients, steps = 0.0, [np.zeros_like(rows) for rows in scores], []
        for (key, tags, rows, transitions), (_, _, targets, _) in zip(
            self._by_layer(scores), self._by_layer(gradients), strict=True
        ):
            spans = [[(span.start, span.end, span.label_) for span in read_layer(gold, key)] for gold in golds]
            chosen = [tags.encode(s, len(gold)) for s, gold in zip(spans, golds, strict=True)]
            layer_loss, layer_gradients, step = loss_and_gradients(rows, chosen, transitions, tags)
            for target, gradient in zip(targets, layer_gradients, strict=True):
                target[:] = gradient
            loss += layer_loss
            steps.append(step.ravel())
        self.model.get_ref("transitions").inc_grad("W", np.concatenate(steps))
        return loss, gradients

    def probabilities(self, scores: Floats) -> dict[str, Floats]:
        """How probable the tags of each layer are, by its key: one row a token of a text, one column a tag.

        Args:
            scores: Those of the text, from `predict`.
        """
        return {
            key: probabilities(rows[0], transitions, tags) for key, tags, rows, transitions in self._by_layer([scores])
        }

    def _by_layer(self, rows: Sequence[Floats]) -> Iterator[tuple[str, Tags, list[Floats], Floats]]:
        """Each layer's key, tags, columns of *rows* (views) and scores of transitions."""
        weights = self.model.get_ref("transitions").get_param("W")
        place = 0
        for (key, tags), own in zip(self.layers.items(), columns(self.layers.values()), strict=True):
            transitions = weights[place : place + tags.count**2].reshape(tags.count, tags.count)
            yield key, tags, [scores[:, own] for scores in rows], transitions
            place += tags.count**2

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:
        """Set the network's dimensions and first weights."""
        self.model.get_ref("scores").set_dim("nO", sum(tags.count for tags in self.layers.values()))
        weights = np.zeros(sum(tags.count**2 for tags in self.layers.values()), dtype="float32")
        self.model.get_ref("transitions").set_param("W", weights)
        self.model.initialize(X=[example.predicted for example in islice(get_examples(), 10)])
