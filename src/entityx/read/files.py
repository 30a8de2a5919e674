"""Which files an input stands for, and their bytes: what has no end or is too large is not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from entityx.errors import ReadError
from entityx.records import Failure

MOST_BYTES = 200_000_000
"""Bytes that are read at once: some thirty thousand articles, or a hundred novels."""
CHUNK = 1_000_000
"""Bytes that are asked for at a time: not all at once, since room for them would be made before any is there."""
TOO_LARGE = (
    f"this has more than {MOST_BYTES // 1_000_000} MB: split it, or put its articles into the rows of a .jsonl file"
)

SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
"""What has a name as files have, and may never end."""


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
        kind = special_kind(path.stat().st_mode)
    except OSError:
        return None
    return Failure(path.as_posix(), f"this is no file but {kind}: leave it out") if kind else None


def special_kind(mode: int) -> str | None:
    """What a thing of this *mode* is if it is neither a file nor a folder."""
    return SPECIAL.get(stat.S_IFMT(mode))


def open_file(path: Path) -> BinaryIO:
    """The file *path*, open for reading.

    Raises:
        ReadError: When it is a pipe, a socket or a device.
        OSError: When it cannot be opened.
    """
    if kind := special_kind(path.stat().st_mode):  # before it is opened: that alone can wait for ever, or move a tape
        raise ReadError(f"this is no file but {kind}: pass what it gives on standard input (-)")
    # What has become a pipe since, or is a file of the system's that waits for news, is not waited for.
    return open(path, "rb", opener=_without_waiting)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_file(path: Path) -> bytes:
    """The bytes of the file *path*.

    Raises:
        ReadError: When it is a pipe, a socket or a device, or has more than `MOST_BYTES`.
        OSError: When it cannot be read.
    """
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise ReadError(TOO_LARGE)
        return read_stream(file)


def read_stream(stream: BinaryIO) -> bytes:
    """All bytes of *stream*.

    Raises:
        ReadError: When there are more than `MOST_BYTES`, or it waits for more.
        OSError: When it cannot be read.
    """
    data = bytearray()
    while chunk := stream.read(CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            raise ReadError(TOO_LARGE)
    if chunk is None:
        raise ReadError("this has no end but waits for news: copy what it holds into a file")
    return bytes(data)


def lines_of(stream: BinaryIO) -> Iterator[bytes | ReadError]:
    """The lines of *stream*, one that has more than `MOST_BYTES` as an error.

    Raises:
        OSError: When it cannot be read.
    """
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) <= MOST_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield ReadError(TOO_LARGE)
