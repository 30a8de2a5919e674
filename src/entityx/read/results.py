"""What an earlier run has written becomes documents again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from entityx.errors import ReadError
from entityx.records import FOREIGN, LARGEST, Document

LINES, ARRAY = "documents.jsonl", "documents.json"


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents that `entityx extract` has written into *folder*, in their order, one at a time.

    Raises:
        ReadError: When there are none, they have no texts, or what is there is something else.
    """
    try:
        yield from _documents(_path(folder))
    except OSError as error:
        raise ReadError(f"the results in {folder} cannot be read: {error.strerror}") from error


def _path(folder: Path) -> Path:
    """The file of *folder* that holds documents.

    Raises:
        ReadError: When there is none.
        OSError: When the folder cannot be looked into.
    """
    path = next((folder / name for name in (LINES, ARRAY) if _is_there(folder / name)), None)
    if path is None:
        missing = f"no {LINES} is in it" if folder.is_dir() else "there is no such folder"
        raise ReadError(f"{folder}: {missing}: run entityx extract INPUT -o {folder} first")
    if not path.is_file():
        raise ReadError(f"{path} is no file, nor a link to one: remove it, and extract anew")
    return path


def _is_there(path: Path) -> bool:
    """Whether anything has this *path*: a folder too, or a link that leads nowhere.

    Raises:
        OSError: When nobody can tell.
    """
    with suppress(FileNotFoundError, NotADirectoryError):
        path.lstat()
        return True
    return False


def _documents(path: Path) -> Iterator[Document]:
    """The documents in *path*, each with an id of its own.

    Raises:
        ReadError: When what is there is something else.
        OSError: When it cannot be read.
    """
    numbers: dict[str, int] = {}
    for number, record in _lines(path) if path.name == LINES else _items(path):
        document = _document(path, number, record)
        first = numbers.setdefault(document.id, number)
        if first != number:
            raise ReadError(f"document {number} of {path} has the id of document {first}: extract anew")
        yield document


def _lines(path: Path) -> Iterator[tuple[int, object]]:
    """The records that are the lines of *path*, with their numbers, counted from 1."""
    with path.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LARGEST + 1), b""), start=1):
            if len(line) > LARGEST:
                raise ReadError(
                    f"document {number} of {path} has more than {LARGEST >> 20} MiB, which no page can show: "
                    "extract without it"
                )
            try:
                record = msgspec.json.decode(line)
            except FOREIGN as error:
                raise _foreign(path, number, error) from error
            yield number, record


def _items(path: Path) -> Iterator[tuple[int, object]]:
    """The records that are the items of the array in *path*, with their numbers, counted from 1."""
    try:
        records = msgspec.json.decode(path.read_bytes(), type=list[object])
    except FOREIGN as error:
        raise ReadError(f"{path} is not what entityx writes ({_short(error)}): extract anew") from error
    yield from enumerate(records, start=1)


def _document(path: Path, number: int, record: object) -> Document:
    """The document that is the *record* with this *number* in *path*."""
    if isinstance(record, dict) and "text" not in record and "mentions" in record:
        raise ReadError(f"{path} has no texts: extract anew, without --no-text")
    try:
        return Document.from_dict(record)
    except FOREIGN as error:
        raise _foreign(path, number, error) from error


def _foreign(path: Path, number: int, error: BaseException) -> ReadError:
    """What to say of the document with this *number* in *path*, which gave *error*."""
    return ReadError(
        f"document {number} of {path} is not what this version of entityx writes ({_short(error)}): extract anew"
    )


def _short(error: BaseException) -> str:
    """What *error* says, without the rest of a long value; one that says nothing, by its name."""
    return f"{error!s:.200}" or type(error).__name__
