"""Inputs become articles."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from entityx.errors import ReadError
from entityx.read.content import read_content, reader_of
from entityx.read.decode import decode, encodable
from entityx.read.files import files_below
from entityx.read.tables import Row, read_csv, read_jsonl
from entityx.records import Article, Failure

STANDARD_INPUT = "-"
TEXT_FIELD = "text"
ID_FIELD = "id"


def read_articles(
    inputs: Iterable[str],
    *,
    text_field: str = TEXT_FIELD,
    id_field: str = ID_FIELD,
    without: Path | None = None,
) -> Iterator[Article | Failure]:
    """Every article of *inputs*, in a stable order, and a failure for each that cannot be read.

    Args:
        inputs: Paths of files and folders; ``-`` is the standard input, read as one text.
        text_field: In ``.jsonl`` and ``.csv`` files, the field that holds the text.
        id_field: In those files, the field that holds the article's id; without it, the file and row are the id.
        without: A folder to leave out when it lies in one of *inputs*, such as the one that results go to.

    Yields:
        Articles whose ids are unique: one that came before gets ``#2`` behind it, and so on.
    """
    counts: dict[str, int] = {}
    for given in inputs:
        for item in _read_input(given, text_field, id_field, without):
            if isinstance(item, Article):
                own = unique = item.id
                while unique in counts:
                    counts[own] += 1
                    unique = f"{own}#{counts[own]}"
                counts[unique] = 1
                if unique != own:
                    item = replace(item, id=unique)
            yield item


def can_be_read_again(given: str) -> bool:
    """Whether the input *given* can be read more than once: standard input and pipes cannot."""
    try:
        return given != STANDARD_INPUT and (Path(given).is_dir() or Path(given).is_file())
    except OSError:
        return False


def _read_input(given: str, text_field: str, id_field: str, without: Path | None) -> Iterator[Article | Failure]:
    """The articles of one input."""
    path = Path(given)
    try:
        if given == STANDARD_INPUT:
            yield Article("stdin", given, encodable(decode(_standard_input())))
        elif path.is_dir():
            for file in files_below(path, without=without):
                if isinstance(file, Failure):
                    yield file
                else:
                    yield from _read_file(file, file.relative_to(path), text_field, id_field)
        else:
            yield from _read_file(path, Path(path.name), text_field, id_field)
    except ReadError as error:
        yield Failure(encodable(given), str(error))
    except OSError as error:  # in a folder that is closed, or too long to be a path
        yield Failure(encodable(given), f"this cannot be read: {error.strerror}")


def _standard_input() -> bytes:
    """All of the standard input.

    Raises:
        ReadError: When it is closed.
    """
    if sys.stdin is None:
        raise ReadError("standard input is closed")
    return sys.stdin.buffer.read()


def _read_file(path: Path, below: Path, text_field: str, id_field: str) -> Iterator[Article | Failure]:
    """The articles of one file, *below* being its path below the input."""
    name, source = encodable(below.as_posix()), encodable(path.as_posix())
    try:
        match path.suffix.lower():
            case ".jsonl":
                rows: Iterator[tuple[int, Row | ReadError]] = read_jsonl(path)
            case ".csv":
                rows = iter(read_csv(path, text_field))
            case suffix:
                yield _file_article(path, suffix, name, source)
                return
        for number, row in rows:
            try:
                yield _row_article(row, f"{name}:{number}", f"{source}:{number}", text_field, id_field)
            except ReadError as error:
                yield Failure(f"{source}:{number}", str(error))
    except ReadError as error:
        yield Failure(source, str(error))
    except FileNotFoundError:
        yield Failure(source, "there is no such file or folder")
    except OSError as error:
        yield Failure(source, f"this file cannot be read: {error.strerror}")


def _file_article(path: Path, suffix: str, name: str, source: str) -> Article:
    """The article of a file that holds one.

    Raises:
        ReadError: When it is not what its *suffix* says, or no text.
        OSError: When it cannot be read.
    """
    read = reader_of(suffix)
    if read is None:
        return Article(name, source, encodable(decode(path.read_bytes())))
    content = read_content(path.read_bytes(), read)
    return Article(name, source, encodable(content.text), plain_values(content.metadata))


def plain_values(fields: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """Those of *fields* that are texts, finite numbers and truth values, as they can be written."""
    return {
        encodable(key): encodable(value) if isinstance(value, str) else value
        for key, value in fields.items()
        if isinstance(value, str | int | float | bool) and (not isinstance(value, float) or math.isfinite(value))
    }


def _row_article(row: Row | ReadError, name: str, source: str, text_field: str, id_field: str) -> Article:
    """The article of one row; *name* is its id where the row has none."""
    if isinstance(row, ReadError):
        raise row
    text = row.get(text_field)
    if not isinstance(text, str):
        problem = "is not a text" if text_field in row else f"is missing ({', '.join(row)})"
        raise ReadError(f"the field {text_field!r} {problem}: name the text's with --text-field")
    own = row.get(id_field)
    has_id = isinstance(own, str | int | float) and not isinstance(own, bool) and own != ""
    metadata = plain_values({key: value for key, value in row.items() if key not in (text_field, id_field)})
    return Article(encodable(str(own)) if has_id else name, source, encodable(text), metadata)
