"""Which files an input stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from entityx.errors import ReadError


def files_below(folder: Path, *, without: Path | None = None) -> Iterator[Path]:
    """The files in *folder* and in its folders, in the order of their names, hidden ones left out.

    Links to folders are not followed, so that a loop of them ends.

    Args:
        folder: Where to look.
        without: A folder below it to leave out, with all that is in it.

    Raises:
        ReadError: When *folder* itself cannot be listed, or there is no file in it.
    """
    try:
        found = _walk(folder, without.resolve() if without else None)
        first = next(found, None)
    except OSError as error:
        raise ReadError(f"this folder cannot be read: {error.strerror}") from error
    if first is None:
        raise ReadError("there is no file in this folder")
    yield first
    yield from found


def _walk(folder: Path, without: Path | None) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() != without:
                yield from _walk(path, without)
        elif not entry.is_dir():
            yield path
