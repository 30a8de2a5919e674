"""What all engines have in common."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from entityx.records import Article, Document, Failure

Outcome = Document | Failure


class Engine(Protocol):
    """What finds who, what and where in articles."""

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order; batches are taken only a few ahead.

        Raises:
            EngineError: When a worker is lost.
            ModelError, PatternsError: When the pipeline cannot be loaded.
        """

    def fingerprint(self) -> bytes:
        """What tells the pipeline from others, which may find something else.

        Raises:
            ModelError, PatternsError: When it is not there.
        """


AHEAD = 3
"""Batches in the works for each worker, so that none waits while this process writes."""


def ahead(
    batches: Iterable[Sequence[Article]], submit: Callable[[Sequence[Article]], Any], workers: int
) -> Iterator[list[Outcome]]:
    """The results of the futures that *submit* makes of *batches*, in order, with `AHEAD` for each worker at once."""
    futures: deque[Any] = deque()
    try:
        for batch in batches:
            futures.append(submit(batch))
            if len(futures) >= AHEAD * workers:
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()
    finally:
        for future in futures:  # nobody waits for them any more
            future.cancel()
