"""Which files an input stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from entityx.errors import ReadError
from entityx.files import no_file
from entityx.records import Failure


def files_below(folder: Path, *, without: Path | None = None, follow_links: bool = False) -> Iterator[Path | Failure]:
    """The files in *folder* and in its folders, in the order of their names, hidden ones left out.

    Links to folders are not followed, so that a loop of them ends. Pipes and devices, which may never end, links that
    lead out of *folder*, and folders that cannot be listed come as failures.

    Args:
        folder: Where to look.
        without: A folder below it to leave out, with all that is in it.
        follow_links: Whether links to files may lead out of *folder*.

    Raises:
        ReadError: When there is no file in *folder*.
    """
    found = _walk(folder, without.resolve() if without else None, None if follow_links else folder.resolve())
    first = next(found, None)
    if first is None:
        raise ReadError("there is no file in this folder")
    yield first
    yield from found


def _walk(folder: Path, without: Path | None, within: Path | None) -> Iterator[Path | Failure]:
    """The files in *folder*; links must lead to what is *within* that folder, if there is one."""
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(folder.as_posix(), f"this folder cannot be read: {error.strerror}")
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() != without:
                yield from _walk(path, without, within)
        elif not path.is_dir():
            yield _link_problem(path, within) or _kind_problem(path) or path


def _link_problem(path: Path, within: Path | None) -> Failure | None:
    """Why the file *path* is not read if it is a link that leads out of the folder *within*."""
    if within is None or not path.is_symlink():
        return None
    target = Path(os.path.realpath(path))
    if target.is_relative_to(within):
        return None
    return Failure(
        path.as_posix(),
        f"this is a link that leads out of the folder, to {target.as_posix()}: add --follow-links to read it",
    )


def _kind_problem(path: Path) -> Failure | None:
    """Why *path* is not read if it is no file at all; where that cannot be told, reading it will say why."""
    try:
        kind = no_file(path.stat().st_mode)
    except OSError:
        return None
    return Failure(path.as_posix(), f"this is no file but {kind}: leave it out") if kind else None
