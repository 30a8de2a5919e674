"""A real cluster of this machine, whose workers are processes of their own."""

import os
import signal
import socket
from threading import Event, Thread

import pytest
from distributed import Client, LocalCluster

from entityx.engines import Dask, Recipe
from entityx.errors import EngineError, UsageError
from tests.engines.test_engines import BATCHES, MIXED, OUTCOMES_OF_MIXED, Deadly


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


def test_an_article_that_ends_every_worker_is_a_failure_among_the_others(scheduler):
    with Client(scheduler, set_as_default=False) as client:  # to be quick; a good text may share a worker
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 2))
        client.wait_for_workers(2)  # the one that was killed is back: one that ends while it begins never is
    deadly = Dask(Deadly(), scheduler=scheduler)
    assert list(deadly.extract(MIXED)) == OUTCOMES_OF_MIXED
    deadly._client.close()


def test_a_worker_with_another_pipeline_is_an_error(scheduler):
    other = Dask(Recipe(), scheduler=scheduler)
    other.fingerprint = lambda: b"other"
    with pytest.raises(EngineError, match="a worker has another entityx, model or package"):
        list(other.extract(BATCHES))
    other._client.close()


@pytest.mark.parametrize(
    ("says", "problem"),
    [
        ("nothing", "nobody answers there within 1 seconds"),
        ("HTTP/1.1 400 Bad Request\r\n" * 9, "no scheduler answers there"),
    ],
)
def test_what_answers_like_no_scheduler_is_an_error(monkeypatch, says, problem):
    monkeypatch.setattr("entityx.engines.cluster.ANSWER", 1)

    def answer(server):
        connection, _ = server.accept()
        if says != "nothing":
            connection.sendall(says.encode())
        connection.recv(10_000)
        done.wait()
        connection.close()

    done = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=answer, args=[server])
        thread.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(EngineError, match=f"the Dask cluster {address} cannot be used: {problem}: give what"):
            Dask(Recipe(), scheduler=address)
        done.set()
        thread.join()


def test_where_nobody_listens_is_an_error(monkeypatch):
    monkeypatch.setattr("entityx.engines.cluster.ANSWER", 1)
    with pytest.raises(
        EngineError, match=r"the Dask cluster tcp://127\.0\.0\.1:9 cannot be used: nobody answers there"
    ):
        Dask(Recipe(), scheduler="tcp://127.0.0.1:9")


def test_what_is_no_address_is_an_error():
    with pytest.raises(EngineError, match="the Dask cluster nope cannot be used: missing port"):
        Dask(Recipe(), scheduler="nope")


def test_dask_may_not_be_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'entityx\[dask\]'"):
        Dask(Recipe())
