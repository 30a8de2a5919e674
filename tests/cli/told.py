"""What all malformed inputs have in common: the command ends, and says in one line what was wrong with what."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from typer.testing import CliRunner, Result

from entityx.characters import visible
from entityx.cli.main import app

LONGEST = 400
"""Characters of a message, besides those of a path."""
HANGS_AFTER = 60
"""Seconds after which a command that waits for a pipe is given up."""
MEMORY = 4 * 2**30
"""Bytes after which one that reads a device without end is given up, above what the tests need."""


def invoke(*arguments: object) -> Result:
    """Run a command that may not wait for ever, nor read for ever."""
    with bounded():
        return CliRunner().invoke(app, [*map(str, arguments)])


@contextmanager
def bounded() -> Iterator[None]:
    """Whatever hangs raises an error."""
    before = signal.signal(signal.SIGALRM, _give_up)
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEMORY, limits[1]))
    signal.alarm(HANGS_AFTER)
    try:
        yield
    finally:
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, limits)
        signal.signal(signal.SIGALRM, before)


def _give_up(*_: object) -> None:
    raise AssertionError("the command hangs")


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
        return int(numbers.read().split()[0]) * resource.getpagesize()


def assert_told(result: Result, code: int, *words: str, path: object = "") -> None:
    """Check that a command ended with an exit code and one line, which has all *words*, and wrote nothing."""
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)[:1000]
    assert result.stdout == ""
    assert result.exit_code == code, result.stderr
    assert result.stderr.startswith("entityx: ")
    assert result.stderr.count("\n") == 1, result.stderr
    shown = visible(str(path))
    assert len(result.stderr.replace(shown, "")) <= LONGEST, result.stderr
    for word in (*words, shown):
        assert word in result.stderr
