"""Files with one article a row: JSON lines and CSV."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from entityx.errors import ReadError
from entityx.files import lines_of, open_file, read_file
from entityx.read.decode import decode

DELIMITERS = (",", ";", "\t", "|")

Row = Mapping[str, Any]

MOST_NAMES = 20
"""Names of fields that a message shows."""
LONGEST_NAME = 40
"""Characters of each that it shows."""


def listed(names: Iterable[str]) -> str:
    """The *names* of fields as a message shows them, the first few and each cut where it is long.

    >>> listed(["titre", "corps" * 20])
    'titre, corpscorpscorpscorpscorpscorpscorpscorps…'
    """
    shown = [name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…" for name in islice(names, MOST_NAMES + 1)]
    return ", ".join(shown if len(shown) <= MOST_NAMES else [*shown[:-1], "…"])


def no_number(constant: str) -> None:
    """Nothing, for the *NaN* and *Infinity* that some programs write and JSON does not have."""


def finite(number: str) -> float | None:
    """The value of *number*, or nothing where it is too large to be written again."""
    value = float(number)
    return value if math.isfinite(value) else None


def read_jsonl(path: Path) -> Iterator[tuple[int, Row | ReadError]]:
    """The objects of a JSON Lines file with their line numbers, a line that is none as an error; blank lines are none.

    Raises:
        ReadError: When it is no file.
        OSError: When the file cannot be read.
    """
    with open_file(path) as file:
        for number, line in enumerate(lines_of(file), start=1):
            if isinstance(line, ReadError):
                yield number, line
            elif line.strip():
                yield number, _row(line)


def _row(line: bytes) -> Row | ReadError:
    """The object that *line* is, or why it is none."""
    try:
        row = json.loads(decode(line), parse_constant=no_number, parse_float=finite)
    except ReadError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ReadError(f"this line is not JSON ({error})")
    return row if isinstance(row, dict) else ReadError("this line is not a JSON object")


def read_csv(path: Path, text_field: str) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file with their numbers, counted from 1 behind the header.

    The delimiter is the one under which the header has a column *text_field*: French spreadsheets write semicolons.

    Raises:
        ReadError: When it is no file or too large, no delimiter gives that column, or the rows cannot be told apart.
        OSError: When the file cannot be read.
    """
    import pandas as pd  # takes half a second: only for those who read CSV

    text = decode(read_file(path))
    if not text.strip():
        return
    try:
        headers = {d: list(pd.read_csv(io.StringIO(text), sep=d, nrows=0).columns) for d in DELIMITERS}
        delimiter = next((d for d, columns in headers.items() if text_field in columns), None)
        if delimiter is None:
            widest: list[str] = max(headers.values(), key=len)
            known = listed(widest)
            raise ReadError(f"no column is named {text_field!r} ({known}): name the text's with --text-field")
        table = pd.read_csv(io.StringIO(text), sep=delimiter, dtype=str, keep_default_na=False)
    except pd.errors.ParserError as error:
        problem = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        raise ReadError(
            f"the rows cannot be told apart ({problem}): put fields that hold a delimiter in quotes"
        ) from error
    if not isinstance(table.index, pd.RangeIndex):  # pandas takes surplus fields for an index
        raise ReadError("the rows have more fields than the header: put fields that hold a delimiter in quotes")
    for number, row in enumerate(table.to_dict("records"), start=1):
        yield number, {str(column): value for column, value in row.items()}
