"""The bytes of a file: what is no file, has no end or is too large is not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from entityx.errors import ReadError

MOST_BYTES = 200_000_000
"""Bytes that are read at once: some thirty thousand articles, or a hundred novels."""
CHUNK = 1_000_000
"""Bytes that are asked for at a time: not all at once, since room for them would be made before any is there."""
TOO_LARGE = f"this has more than {MOST_BYTES // 1_000_000} MB: split it"

NO_FILES = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
"""What has a name as files have; all but folders may never end."""


def no_file(mode: int) -> str | None:
    """What a thing of this *mode* is if it is no file."""
    return NO_FILES.get(stat.S_IFMT(mode))


def open_file(path: Path) -> BinaryIO:
    """The file *path*, open for reading.

    Raises:
        ReadError: When it is no file but a folder, a pipe, a socket or a device.
        OSError: When it cannot be opened.
    """
    if kind := no_file(path.stat().st_mode):  # before it is opened: that alone can wait for ever, or move a tape
        raise ReadError(f"this is no file but {kind}: save what it holds as a file")
    # What has become a pipe since, or is a file of the system's that waits for news, is not waited for.
    return open(path, "rb", opener=_without_waiting)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_file(path: Path) -> bytes:
    """The bytes of the file *path*.

    Raises:
        ReadError: When it is no file but a folder, a pipe, a socket or a device, or has more than `MOST_BYTES`.
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
