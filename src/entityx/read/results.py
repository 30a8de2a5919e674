"""What an earlier run has written becomes documents again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from entityx.errors import ReadError
from entityx.records import Document

LINES, ARRAY = "documents.jsonl", "documents.json"


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents that `entityx extract` has written into *folder*, in their order, one at a time.

    Raises:
        ReadError: When there are none, they have no texts, or what is there is something else.
    """
    path = next((folder / name for name in (LINES, ARRAY) if (folder / name).is_file()), None)
    if path is None:
        missing = f"no {LINES} is in it" if folder.is_dir() else "there is no such folder"
        raise ReadError(f"{folder}: {missing}: run entityx extract INPUT -o {folder} first")
    try:
        for number, record in _records(path):
            yield _document(path, number, record)
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReadError(f"{path} is not what entityx extract writes ({error}): extract anew") from error


def _records(path: Path) -> Iterator[tuple[int, object]]:
    """The records of *path* with their numbers, counted from 1.

    Raises:
        OSError: When it cannot be read.
        ValueError: When it is not JSON in UTF-8, or no array.
    """
    with path.open("rb") as lines:
        if path.name == LINES:
            yield from enumerate(map(msgspec.json.decode, lines), start=1)
        else:
            array = msgspec.json.decode(lines.read())
            if not isinstance(array, list):
                raise ValueError("it is no array")
            yield from enumerate(array, start=1)


def _document(path: Path, number: int, record: object) -> Document:
    """The document that is the *record* with this *number* in *path*."""
    if isinstance(record, dict) and "text" not in record and "mentions" in record:
        raise ReadError(f"{path} has no texts: extract anew, without --no-text")
    try:
        return Document.from_dict(record)
    except ValueError as error:
        raise ReadError(
            f"document {number} of {path} is not what this version of entityx writes ({error}): extract anew"
        ) from error
