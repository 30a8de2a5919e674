"""In several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from threading import Thread
from weakref import WeakSet

from entityx.engines.engine import LOST, Outcome, ahead, ctrl_c_blocked
from entityx.engines.recipe import Recipe
from entityx.errors import EngineError
from entityx.records import Article, Failure

NEW = multiprocessing.get_context("spawn")
"""New processes, not copies of this one, which may have threads: those of a progress bar or of BLAS."""
BEGINNINGS = 3
"""How often a worker may end before it has a text, one after the other: then no other one will do better."""
EMPTY = Article("", "", "")
"""What a worker begins with, so that all it needs is loaded, and no text is blamed for what ends a worker before."""


class Processes:
    """Works in *jobs* processes; each loads the pipeline for itself, and ends with this one.

    When one is killed, another takes its place, and the articles that it had are worked on again, one at a time: if one
    of them ends its worker, it is a failure among the others.

    Args:
        recipe: The pipeline.
        jobs: How many processes.
    """

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self.fingerprint = recipe.fingerprint
        self._recipe, self._jobs = recipe, jobs
        self._workers: WeakSet[Worker] = WeakSet()  # those that somebody waits for, and the idle ones
        self._idle: list[Worker] = []
        self._ended = False

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order.

        Raises:
            EngineError: When processes cannot be started, or end whatever they work on.
        """
        self._ended = False
        threads = ThreadPoolExecutor(self._jobs)  # each waits for one worker
        try:
            for batch, future in ahead(batches, lambda batch: threads.submit(self._work, batch), self._jobs):
                try:
                    outcomes = future.result()
                except WorkerLost:
                    outcomes = [threads.submit(self._alone, article).result() for article in batch]
                yield outcomes
        except BaseException:  # nobody waits for what is in the works, which would keep the run from its end
            threads.shutdown(wait=False, cancel_futures=True)
            self._end()
            raise
        threads.shutdown(wait=False)

    def _work(self, batch: Sequence[Article]) -> list[Outcome]:
        """The outcomes of *batch*, from a worker that has nothing else to do.

        Raises:
            WorkerLost: When it ends.
        """
        if not batch:  # all of them known: no worker is needed
            return []
        worker = self._ready()
        outcomes = worker.extract(batch)
        self._idle.append(worker)
        return outcomes

    def _alone(self, article: Article) -> Outcome:
        """The outcome of *article*, which has a worker for itself."""
        try:
            return self._work([article])[0]
        except WorkerLost:
            return Failure(article.source, LOST)

    def _ready(self) -> Worker:
        """A worker that is alive and has nothing to do: an idle one, or a new one.

        Raises:
            EngineError: When there can be none.
            ModelError, PatternsError: When the pipeline cannot be loaded.
        """
        while self._idle:
            if (worker := self._idle.pop()).is_alive():
                return worker
        problem: Exception | None = None
        for _ in range(BEGINNINGS):
            try:
                return self._new()
            except (WorkerLost, OSError) as error:
                problem = error
        raise EngineError(
            f"a worker process cannot begin ({problem}): what was found so far is kept; run the same command again to"
            " go on, with fewer --jobs if need be"
        ) from problem

    def _new(self) -> Worker:
        """A worker that has loaded all it needs.

        Raises:
            WorkerLost: When it ends before.
            OSError: When the system gives no process.
            ModelError, PatternsError: When the pipeline cannot be loaded.
        """
        worker = Worker(self._recipe)
        self._workers.add(worker)
        if self._ended:
            worker.kill()
        worker.answer()
        return worker

    def _end(self) -> None:
        """End all workers, also those that are about to begin."""
        self._ended = True
        with suppress(KeyError):  # none is left
            while True:
                self._workers.pop().kill()


class WorkerLost(Exception):  # noqa: N818  (what happened to a worker, which is no error of the run)
    """A worker has ended before its work was done."""


class Worker:
    """A process that works on one batch after the other.

    It has a pipe of its own, so that its end is seen at any moment, and disturbs no other one.

    Args:
        recipe: The pipeline.
    """

    def __init__(self, recipe: Recipe) -> None:
        self._pipe, theirs = NEW.Pipe()
        self._process = NEW.Process(target=serve, args=(recipe, theirs), daemon=True)
        with ctrl_c_blocked():
            self._process.start()
        theirs.close()  # the worker has its only copy

    def extract(self, batch: Sequence[Article]) -> list[Outcome]:
        """The outcomes of *batch*.

        Raises:
            WorkerLost: When the process ends before.
        """
        with suppress(OSError):  # it has ended already, as is seen below
            self._pipe.send(batch)
        return self.answer()

    def answer(self) -> list[Outcome]:
        """What the process says next, first to `EMPTY`.

        Raises:
            WorkerLost: When the process ends before.
        """
        try:
            answer: list[Outcome] | Exception = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerLost("it was ended, for want of memory perhaps") from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def is_alive(self) -> bool:
        """Whether the process goes on."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()


def serve(recipe: Recipe, pipe: Connection) -> None:
    """What a worker does: answer each batch with its outcomes, or the error that there was.

    It ends when the run ends, and only then: quietly on Ctrl-C, and also when the run is killed. Where memory does not
    suffice, it ends as if the system had killed it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_the_run, daemon=True).start()
    with suppress(EOFError, OSError, MemoryError):
        pipe.send(tried(partial(recipe.extract, [EMPTY])))
        while True:
            pipe.send(tried(partial(recipe.extract, pipe.recv())))


def tried(work: Callable[[], list[Outcome]]) -> list[Outcome] | Exception:
    """What *work* gives or raises.

    Raises:
        MemoryError: When it does.
    """
    try:
        return work()
    except MemoryError:
        raise
    except Exception as error:
        error.add_note(traceback.format_exc())  # the pipe carries no traceback
        return error


def end_with_the_run() -> None:
    """Wait for the process that started this one to end."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)
