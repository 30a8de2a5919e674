"""The tables as CSV, which a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entityx.collect import COLUMNS, Row, Table, Value
from entityx.write.complete import CompleteFiles

ENCODING = "utf-8-sig"
"""UTF-8 with the mark by which spreadsheets know it; ``pandas.read_csv`` takes it off by itself."""

SEPARATOR = " | "
"""Between the values of one cell."""

TEXT_MARK = "'"
"""What a cell begins with whose text a spreadsheet would take for something else; spreadsheets know the sign."""
NEEDS_MARK = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']")
"""How formulas, telephone numbers and links begin, also in the wide signs that some spreadsheets take for the plain
ones (OWASP, *CSV Injection*); a tab or line end, which they drop; and the mark itself, so that it can be taken off."""


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
        self._writers[table].writerows(map(self._cell, row.values()) for row in rows)

    def finish(self) -> None:
        """Nothing stands behind the last row."""

    def discard(self) -> None:
        """Nothing is held open but the files, which are not its own."""

    def _cell(self, value: Value) -> Value:
        """*value* as the writer takes it; whole numbers, and nothing, it writes by itself."""
        if isinstance(value, str):  # most are
            return marked(value)
        if isinstance(value, tuple):
            return marked(SEPARATOR.join(value))
        if isinstance(value, float):
            return str(value).replace(".", self._dialect.decimal)
        return value


def marked(text: str) -> str:
    """*text* with the text mark where a spreadsheet needs it.

    >>> marked("=1+1"), marked("+33 1 23"), marked("l'ONU"), marked("'oui'")
    ("'=1+1", "'+33 1 23", "l'ONU", "''oui'")
    """
    if text[:1].isalnum():  # hardly any does not
        return text
    return TEXT_MARK + text if NEEDS_MARK.match(text) else text
