"""Files that appear complete or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import IO, BinaryIO, TextIO, cast

from entityx.errors import OutputError

WORK = ".entityx"
"""The folder within that of the results where they are made: on the same disk, and out of the reader's way."""
SCRATCH = "scratch"
"""The folder within that for what is needed in between."""


@contextmanager
def failures_told(folder: Path) -> Iterator[None]:
    """Turn a failure of the file system or of a database while *folder* is written into a message.

    Raises:
        OutputError: When there is one.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise OutputError(f"cannot write to {folder}: {error}") from error


class CompleteFiles:
    """Files of one folder, written in another until all of them are complete.

    Args:
        folder: Where they go; it is created if need be.

    Attributes:
        folder: The same.
        work: The folder where they are made. What else is put there stays.

    Raises:
        OSError: From any method, when the folder cannot be written.
        OutputError: From any method, when a link is in the way.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.work = folder, folder / WORK
        self._open: dict[str, IO[str] | IO[bytes]] = {}
        self._has_scratch = False
        self._new_folders = [path for path in (self.work, folder, *folder.parents) if not path.exists()]
        refuse_link(self.work)
        folder.mkdir(parents=True, exist_ok=True)
        self.work.mkdir(mode=0o700, exist_ok=True)  # the texts of articles are made there, and put aside

    def open(self, name: str, *, encoding: str = "utf-8") -> TextIO:
        """A new text file that will be called *name*; it is written as given, without translating line ends."""
        self._check(name)
        self._open[name] = (self.work / name).open("x", encoding=encoding, newline="")
        return cast(TextIO, self._open[name])

    def open_binary(self, name: str) -> BinaryIO:
        """A new file of bytes that will be called *name*."""
        self._check(name)
        self._open[name] = (self.work / name).open("xb")
        return cast(BinaryIO, self._open[name])

    def scratch(self) -> Path:
        """An empty folder on the same disk for what is needed in between; `discard` removes it."""
        scratch = self.work / SCRATCH
        refuse_link(scratch)
        shutil.rmtree(scratch, ignore_errors=True)  # of a run that was killed
        scratch.mkdir()
        self._has_scratch = True
        return scratch

    def publish(self) -> None:
        """Give all the files their names, replacing what stood there."""
        for file in self._open.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        while self._open:
            name = next(iter(self._open))
            (self.work / name).replace(self.folder / name)
            del self._open[name]
        _keep_names(self.folder)

    def discard(self) -> None:
        """Remove what is not published."""
        while self._open:
            name, file = self._open.popitem()
            with suppress(OSError):  # a full disk fails again when the rest of the buffer is written
                file.close()
            (self.work / name).unlink(missing_ok=True)
        if self._has_scratch:  # otherwise it is that of a run that goes on while a report is written
            shutil.rmtree(self.work / SCRATCH, ignore_errors=True)

    def remove_empty_folders(self) -> None:
        """Remove the folders in which nothing has been put: where files are made, and those that were new."""
        with suppress(OSError):
            for path in dict.fromkeys((self.work, *self._new_folders)):
                path.rmdir()

    def _check(self, name: str) -> None:
        """Find out that a folder or a link is called *name* before anything is written, and make room for the file.

        It is then made anew: a link, or a second name of another file, would lead what is written elsewhere.
        """
        refuse_link(self.folder / name)
        if (self.folder / name).is_dir():
            raise IsADirectoryError(EISDIR, f"there is a folder in it that is called {name}")
        (self.work / name).unlink(missing_ok=True)


def refuse_link(path: Path) -> None:
    """Make sure that *path* does not lead elsewhere: a folder of results may come from a stranger.

    Raises:
        OutputError: When it is a link.
    """
    if path.is_symlink():
        raise OutputError(f"{path} is a link, which may lead anywhere: remove it")


def _keep_names(folder: Path) -> None:
    """Let the names that files of *folder* have got outlast a power cut."""
    with suppress(OSError):  # Windows opens no folder, and some network disks cannot: the files are there all the same
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
