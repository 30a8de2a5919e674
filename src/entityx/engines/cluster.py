"""On a Dask cluster: its scheduler hands the batches out, and again when a worker is lost."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from entityx.engines.engine import LOST, Outcome, ahead, ctrl_c_blocked
from entityx.engines.recipe import Recipe
from entityx.errors import EngineError, EntityxError, UsageError
from entityx.records import Article, Failure

if TYPE_CHECKING:
    from distributed import Future, LocalCluster

ANSWER = 5
"""Seconds in which the scheduler must answer: one that is there does so at once."""
PATIENCE = 30
"""Seconds in which a first worker must be there."""
QUIET = {"distributed": "critical", "distributed.client": "critical", "tornado.application": "critical"}
"""What Dask's loggers write on the terminal, unless the user's configuration of it wants more: our messages say it."""


class Dask:
    """Works on a cluster; each worker loads the pipeline once.

    Args:
        recipe: The pipeline; its files must be on the workers too.
        scheduler: The address of the cluster's scheduler; without it, a cluster of this machine is started.
        jobs: How many workers that has.

    Raises:
        UsageError: When Dask is not installed.
        EngineError: When the scheduler does not answer, or has no workers.
    """

    def __init__(self, recipe: Recipe, *, scheduler: str | None = None, jobs: int = 1) -> None:
        try:
            import dask

            dask.config.update_defaults({"logging": QUIET})  # heeded when distributed is imported
            from distributed import Client
        except ModuleNotFoundError as error:
            raise UsageError("--engine dask needs Dask: pip install 'entityx[dask]'") from error
        self.fingerprint = recipe.fingerprint
        self._recipe = recipe
        try:
            if scheduler is not None:
                greet(scheduler)
            self._client = Client(scheduler or cluster_here(jobs), timeout=ANSWER)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except Exception as error:  # it may be no address, nobody may answer there, or a program of any other kind
            problem = str(error) or type(error).__name__
            raise EngineError(f"the Dask cluster {scheduler or 'of this machine'} cannot be used: {problem}") from error

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order.

        Raises:
            EngineError: When the cluster is lost, or a worker has another pipeline.
        """
        from distributed import KilledWorker

        fingerprint = self.fingerprint()

        def submit(articles: Sequence[Article]) -> Future[list[Outcome]]:
            with losses_told():
                return self._client.submit(work, self._recipe, fingerprint, articles, pure=False)

        def alone(article: Article) -> Outcome:
            try:
                return result(submit([article]))[0]
            except (KilledWorker, MemoryError):
                return Failure(article.source, LOST)

        with losses_told():
            workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        for batch, future in ahead(batches, submit, workers):
            try:
                outcomes = result(future)
            except (KilledWorker, MemoryError):  # every worker that got it has ended: one article is enough for that
                outcomes = [alone(article) for article in batch]
            yield outcomes


def cluster_here(jobs: int) -> LocalCluster:
    """A cluster of this machine, whose workers neither write on the terminal nor listen to it."""
    from distributed import LocalCluster

    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", QUIET["distributed"])
    with ctrl_c_blocked():
        return LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=":0")


def greet(scheduler: str) -> None:
    """Make sure that a scheduler answers at an address: Dask waits for ever where one only listens.

    Raises:
        TimeoutError: When nobody answers.
        Exception: Of many kinds, when it is no address, or what answers is no scheduler.
    """
    from distributed import Security, rpc

    async def ask() -> None:
        async with rpc(scheduler, connection_args=Security().get_connection_args("client")) as remote:
            await asyncio.wait_for(remote.identity(n_workers=0), ANSWER)

    try:
        with ThreadPoolExecutor(1) as thread:  # the caller's may have an event loop that runs, as in a notebook
            thread.submit(asyncio.run, ask()).result()
    except TimeoutError as error:
        raise TimeoutError(f"nobody answers there within {ANSWER} seconds: give what dask scheduler prints") from error
    except MemoryError as error:  # Dask takes the first bytes of any other program for an enormous length
        raise ValueError("no scheduler answers there: give what dask scheduler prints") from error


def result(future: Future[list[Outcome]]) -> list[Outcome]:
    """The result of *future*.

    Raises:
        KilledWorker, MemoryError: When it is too much for the workers.
        EngineError: When the cluster is lost.
    """
    with losses_told():
        return future.result()


@contextmanager
def losses_told() -> Iterator[None]:
    """Turn the loss of a cluster into a message.

    Raises:
        EngineError: When it is lost.
    """
    from distributed import KilledWorker

    try:
        yield
    except (EntityxError, KilledWorker, MemoryError):
        raise
    except Exception as error:  # Dask says it in many ways
        problem = next(iter(str(error).splitlines()), type(error).__name__)
        raise EngineError(
            f"the Dask cluster cannot go on ({problem}): what was found so far is kept; run the same command again"
        ) from error


def work(recipe: Recipe, fingerprint: bytes, articles: Sequence[Article]) -> list[Outcome]:
    """The outcomes of *articles* on a worker, if its pipeline is the one with this *fingerprint*.

    Raises:
        EngineError: When it is another one, which may find something else.
    """
    if own_fingerprint(recipe) != fingerprint:
        raise EngineError(
            "a worker has another entityx, model or package than this machine: install the same versions on all"
        )
    return recipe.extract(articles)


@cache
def own_fingerprint(recipe: Recipe) -> bytes:
    """The fingerprint of *recipe* where this is called, worked out once."""
    return recipe.fingerprint()
