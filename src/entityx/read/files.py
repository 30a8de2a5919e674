"""Which files an input stands for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from entityx.errors import ReadError
from entityx.read.decode import encodable
from entityx.records import Failure


def files_below(folder: Path, *, without: Path | None = None) -> Iterator[Path | Failure]:
    """The files in *folder* and in its folders, in the order of their names, hidden ones left out.

    Links to folders are not followed, so that a loop of them ends. Pipes and devices, which may never end, and folders
    that cannot be listed come as failures.

    Args:
        folder: Where to look.
        without: A folder below it to leave out, with all that is in it.

    Raises:
        ReadError: When there is no file in *folder*.
    """
    found = _walk(folder, without.resolve() if without else None)
    first = next(found, None)
    if first is None:
        raise ReadError("there is no file in this folder")
    yield first
    yield from found


def _walk(folder: Path, without: Path | None) -> Iterator[Path | Failure]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(encodable(folder.as_posix()), f"this folder cannot be read: {error.strerror}")
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() != without:
                yield from _walk(path, without)
        elif (kind := _kind(path)) is None or stat.S_ISREG(kind):
            yield path
        elif not stat.S_ISDIR(kind):
            yield Failure(encodable(path.as_posix()), "this is no file but a pipe or a device: leave it out")


def _kind(path: Path) -> int | None:
    """The mode of what *path* leads to, or nothing where that cannot be told: reading it will say why."""
    try:
        return path.stat().st_mode
    except OSError:
        return None
