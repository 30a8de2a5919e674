"""Files with one article a row: JSON lines and CSV."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from entityx.errors import ReadError
from entityx.read.decode import decode

DELIMITERS = (",", ";", "\t", "|")

Row = Mapping[str, Any]


def no_number(constant: str) -> None:
    """Nothing, for the *NaN* and *Infinity* that some programs write and JSON does not have."""


def finite(number: str) -> float | None:
    """The value of *number*, or nothing where it is too large to be written again."""
    value = float(number)
    return value if math.isfinite(value) else None


def read_jsonl(path: Path) -> Iterator[tuple[int, Row | ReadError]]:
    """The objects of a JSON Lines file with their line numbers, a line that is none as an error; blank lines are none.

    Raises:
        OSError: When the file cannot be opened.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    row = json.loads(decode(line), parse_constant=no_number, parse_float=finite)
                except ReadError as error:
                    yield number, error
                except (ValueError, RecursionError) as error:
                    yield number, ReadError(f"this line is not JSON ({error})")
                else:
                    yield number, row if isinstance(row, dict) else ReadError("this line is not a JSON object")


def read_csv(path: Path, text_field: str) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file with their numbers, counted from 1 behind the header.

    The delimiter is the one under which the header has a column *text_field*: French spreadsheets write semicolons.

    Raises:
        ReadError: When no delimiter gives that column, or the rows cannot be told apart.
        OSError: When the file cannot be opened.
    """
    import pandas as pd  # takes half a second: only for those who read CSV

    text = decode(path.read_bytes())
    if not text.strip():
        return
    try:
        headers = {d: list(pd.read_csv(io.StringIO(text), sep=d, nrows=0).columns) for d in DELIMITERS}
        delimiter = next((d for d, columns in headers.items() if text_field in columns), None)
        if delimiter is None:
            widest = max(headers.values(), key=len)
            known = ", ".join(widest)
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
