"""Files that appear complete or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import IO, BinaryIO, TextIO, cast

from entityx.errors import OutputError


@contextmanager
def failures_told(folder: Path) -> Iterator[None]:
    """Turn a failure of the file system while *folder* is written into a message.

    Raises:
        OutputError: When there is one.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}") from error


class CompleteFiles:
    """Files of one folder, written under other names until all of them are complete.

    Args:
        folder: Where they go; it is created if need be.

    Raises:
        OSError: From any method, when the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, IO[str] | IO[bytes]] = {}
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._new_folders = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)

    def open(self, name: str, *, encoding: str = "utf-8") -> TextIO:
        """A new text file that will be called *name*; it is written as given, without translating line ends."""
        self._check(name)
        self._open[name] = self._partial(name).open("w", encoding=encoding, newline="")
        return cast(TextIO, self._open[name])

    def open_binary(self, name: str) -> BinaryIO:
        """A new file of bytes that will be called *name*."""
        self._check(name)
        self._open[name] = self._partial(name).open("wb")
        return cast(BinaryIO, self._open[name])

    def scratch(self) -> Path:
        """A folder on the same disk for what is needed in between; `discard` removes it."""
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(dir=self.folder, prefix=".", ignore_cleanup_errors=True)
        return Path(self._scratch.name)

    def publish(self) -> None:
        """Give all the files their names, replacing what stood there."""
        for file in self._open.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        while self._open:
            name = next(iter(self._open))
            self._partial(name).replace(self.folder / name)
            del self._open[name]

    def discard(self) -> None:
        """Remove what is not published, and the folders that were made for nothing."""
        while self._open:
            name, file = self._open.popitem()
            with suppress(OSError):  # a full disk fails again when the rest of the buffer is written
                file.close()
            self._partial(name).unlink(missing_ok=True)
        if self._scratch is not None:
            self._scratch.cleanup()
        with suppress(OSError):  # a folder in which something was published stays
            for path in self._new_folders:
                path.rmdir()

    def _check(self, name: str) -> None:
        """Find out that a folder is called *name* before anything is written, not when the file gets its name."""
        if (self.folder / name).is_dir():
            raise IsADirectoryError(EISDIR, f"there is a folder in it that is called {name}")

    def _partial(self, name: str) -> Path:
        return self.folder / f".{name}.part"
