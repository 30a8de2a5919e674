"""Inputs become articles."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from entityx.characters import encodable
from entityx.errors import ReadError
from entityx.files import read_file, read_stream
from entityx.read.content import read_content, reader_of
from entityx.read.decode import decode
from entityx.read.folders import files_below
from entityx.read.tables import Row, listed, read_csv, read_jsonl
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
    follow_links: bool = False,
) -> Iterator[Article | Failure]:
    """Every article of *inputs*, in a stable order, and a failure for each that cannot be read.

    Args:
        inputs: Paths of files and folders; ``-`` is the standard input, read as one text.
        text_field: In ``.jsonl`` and ``.csv`` files, the field that holds the text.
        id_field: In those files, the field that holds the article's id; without it, the file and row are the id.
        without: A folder to leave out when it lies in one of *inputs*, such as the one that results go to.
        follow_links: Whether links to files may lead out of a folder of *inputs*.

    Yields:
        Articles whose ids are unique: one that came before gets ``#2`` after it, and so on.
    """
    counts: dict[str, int] = {}
    fields = _Fields(text_field, id_field)
    for given in inputs:
        for item in _read_input(given, fields, without, follow_links):
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


class _Fields(NamedTuple):
    """The fields of a row that hold the text and the id of its article."""

    text: str
    id: str


def _read_input(given: str, fields: _Fields, without: Path | None, follow_links: bool) -> Iterator[Article | Failure]:
    """The articles of one input."""
    try:
        path = Path(given)
        if given == STANDARD_INPUT:
            yield Article("stdin", given, encodable(decode(_standard_input())))
        elif path.is_dir():
            for file in files_below(path, without=without, follow_links=follow_links):
                if isinstance(file, Failure):
                    yield file
                else:
                    yield from _read_file(file, file.relative_to(path), fields)
        else:
            yield from _read_file(path, Path(path.name), fields)
    except Exception as error:  # in a folder that is closed, too long to be a path, or what nobody has foreseen
        yield _failure(given, error)


def _standard_input() -> bytes:
    """All of the standard input.

    Raises:
        ReadError: When it is closed, or has too much.
    """
    if sys.stdin is None:
        raise ReadError("standard input is closed")
    return read_stream(sys.stdin.buffer)


def _read_file(path: Path, below: Path, fields: _Fields) -> Iterator[Article | Failure]:
    """The articles of one file, *below* being its path below the input."""
    name, source = encodable(below.as_posix()), encodable(path.as_posix())
    try:
        match path.suffix.lower():
            case ".jsonl":
                rows: Iterator[tuple[int, Row | ReadError]] = read_jsonl(path)
            case ".csv":
                rows = iter(read_csv(path, fields.text))
            case suffix:
                yield _file_article(path, suffix, name, source)
                return
        for number, row in rows:
            yield _row_outcome(row, f"{name}:{number}", f"{source}:{number}", fields)
    except Exception as error:  # whatever it is, it is this file's
        yield _failure(source, error)


def _failure(source: str, error: Exception) -> Failure:
    """That reading *source* ended in *error*."""
    match error:
        case ReadError():
            return Failure(source, str(error))
        case FileNotFoundError():
            return Failure(source, "there is no such file or folder")
        case OSError():
            return Failure(source, f"this cannot be read: {error.strerror or error}")
        case _:
            return Failure.of(source, "reading", error)


def _file_article(path: Path, suffix: str, name: str, source: str) -> Article:
    """The article of a file that holds one.

    Raises:
        ReadError: When it is not what its *suffix* says, or no text.
        OSError: When it cannot be read.
    """
    read = reader_of(suffix)
    if read is None:
        return Article(name, source, encodable(decode(read_file(path))))
    content = read_content(read_file(path), read)
    return Article(name, source, encodable(content.text), plain_values(content.metadata))


def plain_values(fields: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """Those of *fields* that are texts, finite numbers and truth values, as they can be written."""
    return {
        encodable(key): encodable(value) if isinstance(value, str) else value
        for key, value in fields.items()
        if isinstance(value, str | int | float | bool) and (not isinstance(value, float) or math.isfinite(value))
    }


def _row_outcome(row: Row | ReadError, name: str, source: str, fields: _Fields) -> Article | Failure:
    """The article of one row, or why it has none; *name* is its id where the row has none."""
    try:
        if isinstance(row, ReadError):
            raise row
        return _row_article(row, name, source, fields)
    except Exception as error:  # whatever it is, it is this row's
        return _failure(source, error)


def _row_article(row: Row, name: str, source: str, fields: _Fields) -> Article:
    """The article of one row.

    Raises:
        ReadError: When it has no text.
    """
    text = row.get(fields.text)
    if not isinstance(text, str):
        problem = "is not a text" if fields.text in row else f"is missing ({listed(row)})"
        raise ReadError(f"the field {fields.text!r} {problem}: name the text's with --text-field")
    own = row.get(fields.id)
    has_id = isinstance(own, str | int | float) and not isinstance(own, bool) and own != ""
    metadata = plain_values({key: value for key, value in row.items() if key not in fields})
    return Article(encodable(str(own)) if has_id else name, source, encodable(text), metadata)
