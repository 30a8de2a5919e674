"""The tables as CSV, which a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entityx.collect import COLUMNS, Kind, Row, Table, Value
from entityx.write.complete import CompleteFiles
from entityx.write.spreadsheets import marked

ENCODING = "utf-8-sig"
"""UTF-8 with the mark by which spreadsheets know it; ``pandas.read_csv`` takes it off by itself."""

SEPARATOR = " | "
"""Between the values of one cell."""

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""The characters that XML does not have. LibreOffice drops NUL, so that a formula may stand first, and loses the
others when it saves; Python before 3.11 reads no CSV with NUL, and some programs end a text there."""
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
"""A day, month or year as ISO 8601 has it: in a column of dates, a spreadsheet is to count it as that."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a spreadsheet writes CSV where its user lives.

    Attributes:
        delimiter: Between the cells.
        decimal: Before the decimals of a number.
    """

    delimiter: str
    decimal: str


DIALECTS: Mapping[str, Dialect] = {"standard": Dialect(",", "."), "excel-fr": Dialect(";", ",")}
"""RFC 4180, as programs read it; and what a double-click opens rightly where the language is French."""
DEFAULT_DIALECT = "standard"


class CsvTables:
    """Each table a CSV file: quotes where needed, line ends as RFC 4180 has them.

    Args:
        files: Where they are opened.
        dialect: One of ``DIALECTS``.
        tables: Which tables.
    """

    def __init__(self, files: CompleteFiles, dialect: str, tables: Iterable[Table] = tuple(COLUMNS)) -> None:
        self._dialect = DIALECTS[dialect]
        self._writers = {
            table: csv.writer(files.open(f"{table}.csv", encoding=ENCODING), delimiter=self._dialect.delimiter)
            for table in tables
        }
        for table, writer in self._writers.items():
            writer.writerow(COLUMNS[table])

    def write(self, table: Table, rows: Iterable[Row]) -> None:
        """Write *rows* of *table*."""
        kinds = COLUMNS[table].values()
        self._writers[table].writerows(map(self._cell, row.values(), kinds) for row in rows)

    def finish(self) -> None:
        """Nothing stands behind the last row."""

    def discard(self) -> None:
        """Nothing is held open but the files, which are not its own."""

    def _cell(self, value: Value, kind: Kind) -> Value:
        """*value*, of a column of *kind*, as the writer takes it; whole numbers, and nothing, it writes by itself."""
        if isinstance(value, tuple):
            value = SEPARATOR.join(value)
        if isinstance(value, str):
            cell = value if kind == "date" and DATE.fullmatch(value) else marked(value)
            return cell if cell.isprintable() else UNWRITABLE.sub("\ufffd", cell)
        if isinstance(value, float):
            return str(value).replace(".", self._dialect.decimal)
        return value
