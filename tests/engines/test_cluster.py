"""A real cluster of this machine, whose workers are processes of their own."""

import os
import signal

import pytest
from distributed import Client, LocalCluster

from entityx.engines import Dask, Recipe
from entityx.engines.cluster import work
from entityx.errors import EngineError, UsageError
from tests.engines.test_engines import BATCHES


@pytest.fixture(scope="module")
def scheduler():
    """The address of its scheduler."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def dask(scheduler):
    dask = Dask(Recipe(), scheduler=scheduler)
    yield dask
    dask._client.close()


def test_a_cluster_gives_what_this_process_gives(engine, dask):
    assert list(dask.extract(BATCHES)) == list(engine.extract(BATCHES))


def test_a_worker_that_is_killed_loses_nothing(engine, dask, scheduler):
    with Client(scheduler, set_as_default=False) as client:
        workers = client.run(os.getpid).values()
    assert len(set(workers)) == 2
    assert os.getpid() not in workers

    def batches():
        for number, batch in enumerate(BATCHES * 3):
            if number == 4:
                os.kill(next(iter(workers)), signal.SIGKILL)
            yield batch

    assert list(dask.extract(batches())) == list(engine.extract(BATCHES)) * 3


def test_a_worker_with_another_pipeline_is_an_error():
    with pytest.raises(EngineError, match="a worker has another entityx, model or package"):
        work(Recipe(), b"other", BATCHES[0])


def test_a_scheduler_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setattr("entityx.engines.cluster.PATIENCE", 1)
    with pytest.raises(EngineError, match=r"the Dask cluster tcp://127\.0\.0\.1:9 cannot be used: "):
        Dask(Recipe(), scheduler="tcp://127.0.0.1:9")
    with pytest.raises(EngineError, match="the Dask cluster nope cannot be used: missing port"):
        Dask(Recipe(), scheduler="nope")


def test_dask_may_not_be_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'entityx\[dask\]'"):
        Dask(Recipe())
