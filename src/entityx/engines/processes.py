"""In several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread

from entityx.engines.engine import Outcome, ahead
from entityx.engines.recipe import Recipe
from entityx.errors import EngineError
from entityx.records import Article


class Processes:
    """Works in *jobs* processes; each loads the pipeline for itself, and ends with this one.

    Args:
        recipe: The pipeline.
        jobs: How many processes.
    """

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self.fingerprint = recipe.fingerprint
        self._recipe, self._jobs = recipe, jobs
        self._others = set(multiprocessing.active_children())
        # New processes, not copies of this one, which may have threads: those of a progress bar or of BLAS.
        self._pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=begin)

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order.

        Raises:
            EngineError: When one of the processes ends before its work is done.
        """
        try:
            yield from ahead(batches, lambda batch: self._pool.submit(self._recipe.extract, batch), self._jobs)
        except BrokenProcessPool as error:
            # A pool that breaks while another worker starts would wait for that one for ever.
            for worker in set(multiprocessing.active_children()) - self._others:
                worker.kill()
            raise EngineError(
                "a worker process was ended from outside, for want of memory perhaps: what was found so far is kept;"
                " run the same command again to go on, with fewer --jobs if need be"
            ) from error


def begin() -> None:
    """Let this worker end when the run ends, and only then: quietly on Ctrl-C, and also when the run is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_the_run, daemon=True).start()


def end_with_the_run() -> None:
    """Wait for the process that started this one to end."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)
