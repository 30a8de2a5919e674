"""In this process, one batch after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from entityx.engines.engine import Outcome
from entityx.engines.recipe import Recipe
from entityx.records import Article


class ThisProcess:
    """Works where it is called.

    Args:
        recipe: The pipeline.
    """

    def __init__(self, recipe: Recipe) -> None:
        self.fingerprint = recipe.fingerprint
        self._recipe = recipe

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order."""
        return map(self._recipe.extract, batches)
