"""On a Dask cluster: its scheduler hands the batches out, and again when a worker is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from entityx.engines.engine import Outcome, ahead
from entityx.engines.recipe import Recipe
from entityx.errors import EngineError, UsageError
from entityx.records import Article

PATIENCE = 30
"""Seconds in which the scheduler must answer, and a first worker be there."""


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
            from distributed import Client, LocalCluster
        except ModuleNotFoundError as error:
            raise UsageError("--engine dask needs Dask: pip install 'entityx[dask]'") from error
        self.fingerprint = recipe.fingerprint
        self._recipe = recipe
        try:
            cluster = scheduler or LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=":0")
            self._client = Client(cluster, timeout=PATIENCE)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError) as error:  # it may be no address, or nobody may answer there
            raise EngineError(f"the Dask cluster {scheduler or 'of this machine'} cannot be used: {error}") from error

    def extract(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of each batch, in order.

        Raises:
            EngineError: When the cluster is lost, a batch ends every worker that gets it, or one has another pipeline.
        """
        from distributed import CancelledError, KilledWorker

        fingerprint = self.fingerprint()
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        try:
            yield from ahead(
                batches,
                lambda batch: self._client.submit(work, self._recipe, fingerprint, batch, pure=False),
                workers,
            )
        except (KilledWorker, CancelledError, OSError) as error:
            raise EngineError(
                f"the Dask cluster cannot go on ({error}): what was found so far is kept; run the same command again"
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
