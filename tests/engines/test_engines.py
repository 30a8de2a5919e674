"""The engines give the same, in order, whoever does the work."""

import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import time
from errno import EAGAIN
from pathlib import Path

import pytest

from entityx.engines import Processes, Recipe
from entityx.engines.engine import LOST
from entityx.engines.processes import Worker
from entityx.errors import EngineError, ModelError
from entityx.records import Article, Failure

TEXTS = [f"Le président Awa Koné a signé {number} accords avec la Chine." for number in range(12)]
BATCHES = [[Article(text, text, text) for text in TEXTS[start : start + 2]] for start in range(0, 12, 2)]

unix = pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system does not list its processes in /proc")


@pytest.fixture(scope="module")
def processes():
    return Processes(Recipe(), 2)


def test_processes_give_what_this_process_gives(engine, processes):
    assert list(processes.extract(BATCHES)) == list(engine.extract(BATCHES))


def test_batches_are_taken_a_few_ahead_only(processes):
    taken = []

    def batches():
        for batch in BATCHES * 5:
            taken.append(batch)
            yield batch

    next(processes.extract(batches()))
    assert len(taken) <= 6


def test_what_is_wrong_with_the_model_is_said_by_the_workers_too():
    with pytest.raises(ModelError, match="cannot load the model 'nope'"):
        list(Processes(Recipe(model="nope"), 2).extract(BATCHES))


def test_a_worker_that_is_killed_loses_nothing(engine):
    processes = Processes(Recipe(), 2)
    list(processes.extract(BATCHES))  # now they have begun

    def batches():
        yield from BATCHES[:3]
        next(iter(processes._workers)).kill()
        yield from BATCHES[3:]

    assert list(processes.extract(batches())) == list(engine.extract(BATCHES))


def test_workers_that_are_killed_while_they_wait_are_no_articles_fault(engine):
    processes = Processes(Recipe(), 2)
    found = list(processes.extract(BATCHES))
    for worker in processes._idle:
        worker.kill()
        worker._process.join()
    assert list(processes.extract(BATCHES)) == found


class Deadly(Recipe):
    """What finds nothing, and is ended by some texts, together with its process, or left without memory."""

    def extract(self, articles):
        for article in articles:
            if article.text == "Mort.":
                os.kill(os.getpid(), signal.SIGKILL)
            if article.text == "Faim.":
                raise MemoryError
            if article.text == "Erreur.":
                raise ZeroDivisionError("none of ours")
        return [Failure(article.source, "nothing") for article in articles]


DEATH, HUNGER = Article("d", "d.txt", "Mort."), Article("h", "h.txt", "Faim.")
MIXED = [*BATCHES[:2], [*BATCHES[2], DEATH], [HUNGER, *BATCHES[3]], [DEATH], *BATCHES[4:]]
"""Batches with such texts."""
OUTCOMES_OF_MIXED = [
    [Failure(article.source, LOST if article in (DEATH, HUNGER) else "nothing") for article in batch] for batch in MIXED
]


def test_an_article_that_ends_its_worker_is_a_failure_among_the_others():
    assert list(Processes(Deadly(), 2).extract(MIXED)) == OUTCOMES_OF_MIXED


def test_what_nobody_has_foreseen_in_a_worker_is_raised_with_the_place_where_it_was():
    with pytest.raises(ZeroDivisionError, match="none of ours") as raised:
        list(Processes(Deadly(), 2).extract([[Article("e", "e.txt", "Erreur.")]]))
    (note,) = raised.value.__notes__
    assert "test_engines.py" in note


class Tight(Recipe):
    """A pipeline that has hardly any memory left for a long text."""

    def extract(self, articles):
        if len(articles[0].text) < 100_000:
            return super().extract(articles)
        others = super().extract(articles[1:])
        used = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + 2**20, -1))
        try:
            return [*super().extract(articles[:1]), *others]
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (-1, -1))


@unix
def test_an_article_for_which_memory_does_not_suffice_is_a_failure_among_the_others(engine):
    long = Article("l", "l.txt", " ".join(TEXTS) * 200)
    (lost, *others), *rest = Processes(Tight(), 2).extract([[long, *BATCHES[0]], *BATCHES[1:]])
    assert isinstance(lost, Failure)
    assert "memory" in lost.error
    assert [others, *rest] == list(engine.extract(BATCHES))


class Unborn(Recipe):
    """A pipeline with which no process begins."""

    def __reduce__(self):
        return os._exit, (1,)


def test_workers_that_end_before_they_have_a_text_are_an_error():
    with pytest.raises(
        EngineError, match=r"cannot begin \(it was ended, for want of memory perhaps\): what was found so far"
    ):
        list(Processes(Unborn(), 2).extract(BATCHES))


def test_processes_that_the_system_refuses_are_an_error(monkeypatch):
    def refuse(process):
        raise BlockingIOError(EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("entityx.engines.processes.NEW.Process.start", refuse)
    with pytest.raises(EngineError, match=r"a worker process cannot begin \(.*Resource temporarily unavailable"):
        list(Processes(Recipe(), 2).extract(BATCHES))


@unix
def test_workers_end_at_once_when_nobody_waits_for_them():
    others = set(multiprocessing.active_children())
    endless = [Article("a", "a", "Awa Koné parle. " * 1_000_000)]
    outcomes = Processes(Recipe(), 2).extract([BATCHES[0], *[endless] * 10])
    next(outcomes)
    outcomes.close()
    assert wait_until(lambda: others.issuperset(multiprocessing.active_children()))


@unix
def test_ctrl_c_never_reaches_a_worker():
    worker = Worker(Recipe())  # it has just begun, and has had no time to say that it ignores it
    status = Path(f"/proc/{worker._process.pid}/status").read_text(encoding="utf-8")
    worker.kill()
    (blocked,) = re.findall(r"(?m)^SigBlk:\s+(\w+)$", status)
    assert int(blocked, 16) >> signal.SIGINT - 1 & 1


@unix
def test_workers_end_when_the_run_is_killed(tmp_path):
    code = """
import multiprocessing
import sys
from entityx.engines import Processes, Recipe
from entityx.records import Article
if __name__ == "__main__":
    processes = Processes(Recipe(), 2)
    list(processes.extract([[Article("a", "a", "Awa Koné.")]] * 2))
    print(*(worker.pid for worker in multiprocessing.active_children()), flush=True)
    sys.stdin.read()
"""
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stdin=subprocess.PIPE) as run:
        workers = run.stdout.readline().split()
        assert len(workers) == 2
        run.kill()
    assert wait_until(lambda: not any(alive(worker.decode()) for worker in workers))


def wait_until(happened):
    """Whether something happens within ten seconds."""
    return any(happened() or time.sleep(0.1) for _ in range(100))


def alive(process):
    try:
        return "\nState:\tZ" not in (Path("/proc") / process / "status").read_text(encoding="utf-8")
    except OSError:
        return False
