"""Runs of the command line that lose something on their way: a worker, the folder, the disk, the terminal, the cluster.

Each leaves one message, and nothing that was found is lost: the same command ends with the files of a run that nothing
disturbed.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system has no /proc and no signals of Unix")

COUNT = 7 * 16
"""Articles in files: seven batches. The last one waits for standard input, which comes next."""
LAST = b"Awa Ba est maire de Mopti.".ljust(200_000)
"""What standard input gives, more than a pipe holds: when it is written, the run has come so far."""
STORED = {"1": 6 * 16, "2": 16}
"""Articles that are put aside then, by the number of jobs: with two, six batches are in the works before the first is
put aside."""
DASK = [sys.executable, "-m", "distributed.cli.dask_{}"]


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for number in range(COUNT):
        text = f"Le ministre Awa Koné{number % 7} a signé {number} accords avec le Mali et l'OPV."
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(articles, tmp_path_factory):
    """The folder of a run that nothing disturbs."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    told(command(articles, folder), "")
    return folder


@pytest.fixture
def whole(undisturbed):
    """Its files."""
    return files(undisturbed)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def command(articles, out, *options):
    return [sys.executable, "-m", "entityx", "extract", str(articles), "-", "-o", str(out), *options]


def told(command, problem, code=0, **options):
    """Run *command*, which says nothing but *problem*, and give what it prints."""
    done = subprocess.run(command, input=LAST, capture_output=True, timeout=60, **options)
    assert (done.returncode, done.stderr.decode()) == (code, problem)
    return done.stdout.decode()


def held(command, **options):
    """A run of *command* that waits for the end of standard input."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process = subprocess.Popen(command, **pipes, start_new_session=True, **options)
    process.stdin.write(LAST)
    process.stdin.flush()
    return process


def released(process):
    """The exit code of a run that was held, and what it says."""
    _, stderr = process.communicate(timeout=60)
    return process.returncode, stderr.decode()


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def workers(process):
    """The processes that work for *process*."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = path.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if int(parent) == process.pid and b"spawn_main" in path.joinpath("cmdline").read_bytes():
                yield int(path.name)
        except FileNotFoundError:  # it has ended
            pass


def test_a_worker_that_is_killed_costs_nothing(articles, out, whole):
    process = held(command(articles, out, "-j", "2"))
    killed, _ = workers(process)
    os.kill(killed, signal.SIGKILL)
    assert released(process) == (0, "")
    assert files(out) == whole


@pytest.mark.parametrize(("jobs", "sent"), [("2", signal.SIGTERM), ("1", signal.SIGHUP), ("2", signal.SIGINT)])
def test_a_run_that_is_told_to_end_goes_on_when_it_is_started_again(articles, out, whole, jobs, sent):
    process = held(command(articles, out, "-j", jobs))
    os.killpg(process.pid, sent)  # as a terminal does
    interrupted = (130, "entityx: interrupted; what was found so far is kept: the same command goes on\n")
    assert released(process) == (interrupted if sent is signal.SIGINT else (-sent, ""))
    assert f" {STORED[jobs]} of them found before" in told(command(articles, out), "")
    assert files(out) == whole


def test_a_second_run_into_the_same_folder_stops_and_leaves_the_first_alone(articles, out, whole):
    process = held(command(articles, out))
    message = f"entityx: another run is writing to {out}: wait for its end, or choose another folder\n"
    told(command(articles, out), message, 1)
    assert released(process) == (0, "")
    assert files(out) == whole


def test_a_folder_that_is_removed_meanwhile_is_an_error(articles, out):
    process = held(command(articles, out))
    shutil.rmtree(out)
    assert released(process) == (1, f"entityx: cannot write to {out}: No such file or directory\n")


def test_files_that_may_not_grow_are_an_error(articles, out, whole):
    limited = ["bash", "-c", 'ulimit -f 100; exec "$@"', "bash", *command(articles, out)]
    told(limited, f"entityx: cannot write to {out}: disk I/O error\n", 1)
    assert " of them found before" in told(command(articles, out), "")
    assert files(out) == whole


def test_a_home_a_folder_for_temporary_files_and_the_three_streams_may_be_missing(articles, out, whole):
    environment = {name: value for name, value in os.environ.items() if name != "HOME"} | {"TMPDIR": "/nowhere"}
    told(command(articles, out, "-j", "2"), "", env=environment)
    assert files(out) == whole
    told(["bash", "-c", '"$@" <&- >&- 2>&-', "bash", *command(articles, out, "-j", "2")], "", 1, env=environment)
    assert "-,standard input is closed" in (out / "errors.csv").read_text(encoding="utf-8")


def test_a_reader_that_has_had_enough_ends_the_run_quietly(articles):
    run = [*command(articles, "")[:5], "-j", "2"]
    piped = ["bash", "-c", '"$@" | head -1; exit ${PIPESTATUS[0]}', "bash", *run]
    assert told(piped, "", 1).startswith('{"id":"000.txt"')


def test_a_clock_that_was_wrong_changes_nothing(articles, undisturbed, out, whole):
    shutil.copytree(undisturbed, out)
    for path, moment in [*((path, 0) for path in articles.iterdir()), *((path, 2**33) for path in out.rglob("*"))]:
        os.utime(path, (moment, moment))
    assert f"{COUNT + 1} documents, {COUNT + 1} of them found before" in told(command(articles, out), "")
    assert files(out) == whole


@pytest.fixture
def dask(tmp_path):
    """A scheduler, a worker of it, and its address."""
    options = {"cwd": tmp_path, "stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler_file = tmp_path / "scheduler.json"
    where = ["--scheduler-file", str(scheduler_file), "--no-dashboard"]
    processes = [
        subprocess.Popen([*DASK[:2], DASK[2].format(name), *where, *more], stdout=subprocess.DEVNULL, **options)
        for name, more in (("scheduler", ["--host", "127.0.0.1", "--port", "0"]), ("worker", ["--no-nanny"]))
    ]
    while not scheduler_file.exists():
        time.sleep(0.05)
    yield processes[0], json.loads(scheduler_file.read_text(encoding="utf-8"))["address"]
    for process in processes:
        process.kill()
        process.wait()


def test_a_scheduler_that_is_killed_is_an_error_and_what_was_found_is_kept(articles, out, whole, dask):
    scheduler, address = dask
    process = held(command(articles, out, "--engine", "dask", "--scheduler", address))
    scheduler.kill()
    code, message = released(process)
    assert code == 1
    assert message.startswith("entityx: the Dask cluster cannot go on (")
    assert message.endswith("): what was found so far is kept; run the same command again\n")
    assert message.count("\n") == 1
    assert f" {4 * 16} of them found before" in told(command(articles, out), "")
    assert files(out) == whole


def test_an_address_that_only_listens_is_an_error_soon(articles, out):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        told(
            command(articles, out, "--engine", "dask", "--scheduler", address),
            f"entityx: the Dask cluster {address} cannot be used: nobody answers there within 5 seconds: "
            "give what dask scheduler prints\n",
            1,
        )
        assert time.monotonic() - begun < 10


def test_ctrl_c_leaves_one_message_of_a_cluster_of_this_machine_too(articles, out):
    process = held(command(articles, out, "--engine", "dask"))
    os.killpg(process.pid, signal.SIGINT)
    message = "entityx: interrupted; what was found so far is kept: the same command goes on\n"
    assert released(process) == (130, message)
