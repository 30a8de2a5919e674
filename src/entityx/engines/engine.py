"""What all engines have in common."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, Protocol

from entityx.records import Article, Document, Failure

Outcome = Document | Failure


class Engine(Protocol):
    """What finds who, what and where in articles."""

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order; batches are taken only a few ahead.

        Raises:
            EngineError: When the work cannot go on, whatever the articles.
            ModelError, PatternsError: When the pipeline cannot be loaded.
        """

    def fingerprint(self) -> bytes:
        """What tells the pipeline from others, which may find something else.

        Raises:
            ModelError, PatternsError: When it is not there.
        """


LOST = "a worker was lost each time that it worked on this, for want of memory perhaps: split it, or give the run more"
"""What is wrong with an article that ends its worker."""

AHEAD = 3
"""Batches in the works for each worker, so that none waits while this process writes."""


def ahead(
    batches: Iterable[Sequence[Article]], submit: Callable[[Sequence[Article]], Any], workers: int
) -> Iterator[tuple[Sequence[Article], Any]]:
    """*batches* with the futures that *submit* makes of them, in order, `AHEAD` for each worker at once."""
    waiting: deque[tuple[Sequence[Article], Any]] = deque()
    try:
        for batch in batches:
            waiting.append((batch, submit(batch)))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for _, future in waiting:  # nobody waits for them any more
            future.cancel()


@contextmanager
def ctrl_c_blocked() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started in the block, and from this thread until its end.

    A terminal sends it to all of them; only the run answers.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it comes with the first process, and would let Ctrl-C through to it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
