"""The CSV tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from entityx.collect import COLUMNS, Row, Table

ENCODING = "utf-8-sig"
"""UTF-8 with the mark by which spreadsheets know it; ``pandas.read_csv`` takes it off by itself."""


class CsvTable:
    """One table as CSV: commas, quotes where needed, line ends as RFC 4180 has them.

    Args:
        file: Where to write, opened with ``ENCODING``.
        table: Which table, for its columns.
    """

    def __init__(self, file: TextIO, table: Table) -> None:
        self._writer = csv.DictWriter(file, COLUMNS[table])
        self._writer.writeheader()

    def write_rows(self, rows: Iterable[Row]) -> None:
        """Write *rows*."""
        self._writer.writerows(rows)
