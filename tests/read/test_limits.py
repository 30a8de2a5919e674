"""What has no end, is too large or leads elsewhere is not read, and costs nothing else."""

import io
import os
import socket
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from entityx import files as reading
from entityx.read import read_articles
from entityx.records import Article, Failure

READ = """
import sys
from entityx.read import read_articles
from entityx.records import Failure
for item in read_articles(sys.argv[1:]):
    print(f"{item.source}: {item.error}" if isinstance(item, Failure) else item.id)
"""
"""Run in a process of its own: what waits for ever must not make the tests do so."""


def read(*inputs, **options):
    command = [sys.executable, "-c", READ, *map(str, inputs)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True, **options)
    return done.stdout.splitlines()


def sources(items):
    return {item.source.rpartition("/")[2]: item for item in items}


@pytest.fixture
def small(monkeypatch):
    """A limit of a thousand bytes."""
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000)


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv", "md", "pdf"])
def test_pipes_are_refused_by_name_and_in_a_folder(tmp_path, ending):
    pipe = tmp_path / f"a.{ending}"
    os.mkfifo(pipe)
    (tmp_path / "b.txt").write_text("B", encoding="utf-8")
    assert read(pipe) == [f"{pipe}: this is no file but a pipe: save what it holds as a file"]
    assert read(tmp_path) == [f"{pipe}: this is no file but a pipe: leave it out", "b.txt"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_devices_are_refused(device):
    assert read(device) == [f"{device}: this is no file but a device: save what it holds as a file"]


def test_sockets_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 107 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.txt")
        assert read("a.txt") == ["a.txt: this is no file but a socket: save what it holds as a file"]


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(tmp_path, monkeypatch):
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    monkeypatch.setattr("entityx.files.no_file", lambda mode: None)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY)  # somebody who has opened it, and writes nothing
    (failure,) = read_articles([str(pipe)])
    os.close(reader)
    os.close(writer)
    assert failure == Failure(str(pipe), "this has no end but waits for news: copy what it holds into a file")


def test_standard_input_without_end_is_refused():
    with open("/dev/zero", "rb") as zeros:  # noqa: PTH123
        assert read("-", stdin=zeros) == [f"-: {reading.TOO_LARGE}"]


def test_a_file_that_is_larger_than_it_may_be_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)  # without a byte on the disk
    monkeypatch.setattr(reading, "read_stream", None)
    assert list(read_articles([str(path)])) == [Failure(str(path), reading.TOO_LARGE)]


def test_the_limit_is_said():
    assert reading.MOST_BYTES == 200_000_000
    assert "more than 200 MB" in reading.TOO_LARGE


def test_a_file_of_the_largest_size_is_read(tmp_path, small):
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000)
    (tmp_path / "b.txt").write_bytes(b"a" * 1_001)
    first, second = read_articles([str(tmp_path)])
    assert isinstance(first, Article)
    assert second == Failure(str(tmp_path / "b.txt"), reading.TOO_LARGE)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, small, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"a" * 2_000)
    monkeypatch.setattr(reading.os, "fstat", lambda descriptor: SimpleNamespace(st_size=0))
    (failure,) = read_articles([str(tmp_path / "a.txt")])
    assert failure.error == reading.TOO_LARGE


def test_a_table_of_lines_may_be_larger_but_no_line(tmp_path, small):
    lines = [b'{"id": "%d", "text": "%s"}' % (n, b"a" * (2_000 if n == 7 else 500)) for n in range(20)]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    items = list(read_articles([str(tmp_path / "a.jsonl")]))
    assert [item.id for item in items if isinstance(item, Article)] == [str(n) for n in range(20) if n != 7]
    assert [item for item in items if isinstance(item, Failure)] == [
        Failure(f"{tmp_path}/a.jsonl:8", reading.TOO_LARGE)
    ]


def test_standard_input_is_limited_too(monkeypatch, small):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * 1_001)))
    assert list(read_articles(["-"])) == [Failure("-", reading.TOO_LARGE)]


@pytest.mark.parametrize(("name", "memory"), [("a.txt", 250_000_000), ("a.jsonl", 250_000_000), ("a.csv", 800_000_000)])
def test_a_file_for_which_there_is_no_memory_costs_itself_alone(tmp_path, name, memory):
    with (tmp_path / name).open("wb") as file:
        file.truncate(190_000_000)
    (tmp_path / "b.txt").write_text("B", encoding="utf-8")

    def little_memory():
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    first, second = read(tmp_path, preexec_fn=little_memory)
    assert "there was not enough memory while reading this: split it, or give the run more" in first
    assert second == "b.txt"


def test_links_lead_out_of_a_folder_only_when_that_is_wanted(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret.", encoding="utf-8")
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text("A", encoding="utf-8")
    (folder / "below" / "same.txt").symlink_to("../a.txt")
    (folder / "out.txt").symlink_to(secret)
    (folder / "twice.txt").symlink_to("out.txt")
    found = sources(read_articles([str(folder)]))
    assert [name for name, item in found.items() if isinstance(item, Article)] == ["a.txt", "same.txt"]
    for name in ("out.txt", "twice.txt"):
        assert found[name].error == (
            f"this is a link that leads out of the folder, to {secret}: add --follow-links to read it"
        )
    followed = sources(read_articles([str(folder)], follow_links=True))
    assert followed["out.txt"].text == followed["twice.txt"].text == "Secret."


def test_a_link_that_is_named_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("A", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "in")
    (article,) = read_articles([str(tmp_path / "in" / "b.txt")])
    assert article.text == "A"
    (failure,) = read_articles([str(tmp_path / "linked")])  # the folder is another's, what is in it still leads out
    assert "leads out of the folder" in failure.error


@pytest.mark.parametrize(
    ("target", "follow_links", "problem"),
    [
        ("/dev/zero", False, "leads out of the folder"),
        ("/dev/zero", True, "no file but a device"),
        ("/proc/kmsg", False, "leads out of the folder"),
    ],
)
def test_links_to_what_has_no_end(tmp_path, target, follow_links, problem):
    (tmp_path / "a.txt").symlink_to(target)
    started = time.monotonic()
    (failure,) = read_articles([str(tmp_path)], follow_links=follow_links)
    assert problem in failure.error
    assert time.monotonic() - started < 5


def test_a_row_of_a_table_that_fails_costs_itself_alone(tmp_path, monkeypatch):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n{"text": "c"}\n', encoding="utf-8")
    article = Article("x", "x", "x")

    def failing(row, *_):
        if row["text"] == "b":
            raise KeyError("deep inside")
        return article

    monkeypatch.setattr("entityx.read.articles._row_article", failing)
    first, second, third = read_articles([str(tmp_path / "a.jsonl")])
    assert first.text == third.text == article.text
    assert second.error == "entityx failed while reading this (KeyError: 'deep inside'): please report it"
    assert "in failing" in second.trace


def test_a_file_that_fails_costs_itself_alone(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    def failing(path):
        if path.name == "a.txt":
            raise RuntimeError("odd")
        return b"fine"

    monkeypatch.setattr("entityx.read.articles.read_file", failing)
    first, second = read_articles([str(tmp_path)])
    assert first.error == "entityx failed while reading this (RuntimeError: odd): please report it"
    assert second.text == "fine"


def test_a_message_names_a_few_fields_only(tmp_path):
    row = ", ".join(f'"champ{number} {"x" * 100}": 1' for number in range(1_000))
    (tmp_path / "a.jsonl").write_text(f"{{{row}}}", encoding="utf-8")
    (failure,) = read_articles([str(tmp_path / "a.jsonl")])
    assert len(failure.error) < 1_500
    assert "champ0" in failure.error


def test_a_failure_can_be_written_whatever_it_quotes():
    failure = Failure("\ud800", "\udfff", "\ud800")
    assert (failure.source, failure.error, failure.trace) == ("\ufffd",) * 3
