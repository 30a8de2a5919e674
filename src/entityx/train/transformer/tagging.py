"""What the transformer of the second look is to learn: the tags of tokens, by conditional random fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from entityx.recognise.tagger.crf import loss_and_gradients
from entityx.recognise.tagger.tags import Tags, columns
from entityx.train.transformer.lessons import Batch
from entityx.train.transformer.network import Network


class Tagging:
    """The loss is that of a conditional random field over the tags of each layer, as the tagger's is.

    Args:
        layers: The tags of each layer.

    Attributes:
        weights: The scores of a tag (column) after another (row), of each layer.
    """

    def __init__(self, layers: Sequence[Tags]) -> None:
        self._layers = layers
        self.weights = [torch.zeros(tags.count, tags.count) for tags in layers]

    def learn(self, network: Network, batch: Batch) -> float:
        """The loss for each token; its gradients go back to the weights of *network*, and to the transitions."""
        scores: Tensor = network(batch.pieces, batch.present, batch.places)
        tokens = sum(len(lesson.window.tokens) for lesson in batch.lessons)
        values, gradient = scores.detach().numpy(), np.zeros(scores.shape, dtype=np.float32)
        total = 0.0
        for number, (tags, place) in enumerate(zip(self._layers, columns(self._layers), strict=True)):
            rows = [values[row, : len(lesson.window.tokens), place] for row, lesson in enumerate(batch.lessons)]
            gold = [lesson.tags[number] for lesson in batch.lessons]
            transitions = self.weights[number]
            loss, of_rows, of_transitions = loss_and_gradients(rows, gold, transitions.numpy(), tags)
            for row, own in enumerate(of_rows):
                gradient[row, : len(own), place] = own / tokens
            transitions.grad = torch.from_numpy(of_transitions / tokens).float()
            total += loss / tokens
        scores.backward(torch.from_numpy(gradient))
        return total
