"""Which files an input stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from entityx.errors import ReadError


def files_below(folder: Path) -> Iterator[Path]:
    """The files in *folder* and in its folders, in the order of their names, hidden ones left out.

    Links to folders are not followed, so that a loop of them ends.

    Raises:
        ReadError: When *folder* itself cannot be listed, or there is no file in it.
    """
    try:
        found = _walk(folder)
        first = next(found, None)
    except OSError as error:
        raise ReadError(f"this folder cannot be read: {error.strerror}") from error
    if first is None:
        raise ReadError("there is no file in this folder")
    yield first
    yield from found


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif not entry.is_dir():
            yield Path(entry.path)
