"""The log of a run: where in entityx something failed, for those who mend it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entityx.characters import visible
from entityx.records import Failure

logger = logging.getLogger("entityx")
logger.addHandler(logging.NullHandler())  # programs that call entityx decide what becomes of it


def log_failure(failure: Failure) -> None:
    """Log *failure* if entityx is to blame; an input that cannot be read is a row of ``errors.csv``, no more."""
    if failure.trace:
        logger.error("%s: %s", failure.source, failure.error, extra={"trace": failure.trace})


@contextmanager
def logged_to(path: Path, *, append: bool = False) -> Iterator[None]:
    """Log errors into the file *path* while the block runs.

    Args:
        path: The file. What is there gives way, and it is made when the first error comes.
        append: Whether what is there stays; then it is opened at once.

    Raises:
        OSError: When it is opened at once and cannot be written.
    """
    handler = _LogFile(path, append)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()


class LogFormatter(logging.Formatter):
    """A message on one line and, below it, where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of *record*, without any character that a terminal would obey."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record)
        trace = getattr(record, "trace", "") or (self.formatException(record.exc_info) if record.exc_info else "")
        return "\n".join(map(visible, [self.formatMessage(record), *trace.splitlines()]))


class _LogFile(logging.FileHandler):
    """A file for errors and where they happened."""

    def __init__(self, path: Path, append: bool) -> None:
        if not append:
            path.unlink(missing_ok=True)
        mode = "a" if append else "x"  # a new file is never opened through a link
        super().__init__(path, mode=mode, encoding="utf-8", delay=not append)
        self.setLevel(logging.ERROR)
        self.setFormatter(LogFormatter("%(asctime)s %(message)s"))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        """Nothing: a log that cannot be written, on a full disk, must not end the run."""
