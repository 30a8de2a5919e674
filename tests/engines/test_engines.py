"""The engines give the same, in order, whoever does the work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from entityx.engines import Processes, Recipe
from entityx.errors import EngineError, ModelError
from entityx.records import Article

TEXTS = [f"Le président Awa Koné a signé {number} accords avec la Chine." for number in range(12)]
BATCHES = [[Article(text, text, text) for text in TEXTS[start : start + 2]] for start in range(0, 12, 2)]


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


def test_a_worker_that_is_killed_is_an_error_that_says_how_to_go_on():
    processes = Processes(Recipe(), 2)
    list(processes.extract(BATCHES))

    def batches():
        yield BATCHES[0]
        os.kill(next(iter(processes._pool._processes)), signal.SIGKILL)
        yield from BATCHES[1:]

    with pytest.raises(EngineError, match="what was found so far is kept; run the same command again"):
        list(processes.extract(batches()))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system does not list its processes in /proc")
def test_workers_end_when_the_run_is_killed(tmp_path):
    code = """
import sys
from entityx.engines import Processes, Recipe
from entityx.records import Article
if __name__ == "__main__":
    processes = Processes(Recipe(), 2)
    list(processes.extract([[Article("a", "a", "Awa Koné.")]] * 2))
    print(*processes._pool._processes, flush=True)
    sys.stdin.read()
"""
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stdin=subprocess.PIPE) as run:
        workers = run.stdout.readline().split()
        assert len(workers) == 2
        run.kill()
    for _ in range(100):
        if not any(alive(worker.decode()) for worker in workers):
            return
        time.sleep(0.1)
    pytest.fail("a worker goes on")


def alive(process):
    try:
        return "\nState:\tZ" not in (Path("/proc") / process / "status").read_text(encoding="utf-8")
    except OSError:
        return False
