"""The tables as one Excel workbook, a sheet each."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from entityx.collect import COLUMNS, Row, Table, Value
from entityx.write.complete import CompleteFiles
from entityx.write.csv import SEPARATOR

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FILE = "entityx.xlsx"
MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them: Excel's own limit."""
LONGEST_TEXT = 32_767
"""What a cell has room for, in units of UTF-16, of which an emoji takes two: Excel's own limit."""
CUT = "…"
"""What a text ends with of which the cell has no room for the rest."""
FIRST_YEAR = 1900
"""The first year of which Excel knows the dates."""

WIDTHS = {"text": 24, "texts": 40, "date": 12, "integer": 11, "number": 11}
"""Widths of columns in characters, by what they hold; the widths of single ones are below."""
COLUMN_WIDTHS = {
    **{"sentence": 100, "error": 100, "url": 40, "source": 40, "title": 40, "agreement": 40, "document": 30},
    **{"label": 12, "source_label": 12, "target_label": 12, "country": 9, "status": 12, "kind": 12, "subjects": 24},
}


class Workbook:
    """All tables in one workbook: headers that stay and filter, texts as texts, numbers as numbers, days as dates.

    No row is kept in memory. Rows for which a sheet has no room go on in another (``mentions 2``).

    Args:
        files: Where it is opened, and on whose disk the sheets grow.
    """

    def __init__(self, files: CompleteFiles) -> None:
        import xlsxwriter  # only for those who write workbooks

        options = {"constant_memory": True, "tmpdir": str(files.scratch()), "use_zip64": True}
        self._workbook = xlsxwriter.Workbook(files.open_binary(FILE), options)
        self._workbook.set_properties({"created": datetime(2000, 1, 1)})  # the same input gives the same bytes
        self._bold = self._workbook.add_format({"bold": True, "bottom": 1})
        self._day = self._workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._plain = self._workbook.add_format()
        self._sheets = {table: self._new_sheet(table, table) for table in COLUMNS}
        self._rows = dict.fromkeys(COLUMNS, 1)

    def _new_sheet(self, name: str, table: Table) -> Worksheet:
        """A sheet with the header of *table*, called *name*."""
        sheet = self._workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, (column, kind) in enumerate(COLUMNS[table].items()):
            sheet.set_column(number, number, COLUMN_WIDTHS.get(column, WIDTHS[kind]))
            sheet.write_string(0, number, column, self._bold)
        return sheet

    def write(self, table: Table, rows: Iterable[Row]) -> None:
        """Write *rows* of *table*."""
        kinds = COLUMNS[table]
        for row in rows:
            at = self._rows[table] % MOST_ROWS
            if at == 0:
                self._filter(table, MOST_ROWS)
                number = self._rows[table] // MOST_ROWS + 1
                self._sheets[table] = self._new_sheet(f"{table} {number}", table)
                at = 1
                self._rows[table] += 1
            for number, (column, value) in enumerate(row.items()):
                self._write_cell(self._sheets[table], at, number, value, is_date=kinds[column] == "date")
            self._rows[table] += 1

    def finish(self) -> None:
        """Write the sheets into the workbook.

        Raises:
            OSError: When it cannot be written.
        """
        from xlsxwriter.exceptions import FileCreateError

        for table, rows in self._rows.items():
            self._filter(table, (rows - 1) % MOST_ROWS + 1)
        try:
            self._workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error

    def discard(self) -> None:
        """Close the files of the sheets, which the workbook does only when it is written."""
        for sheet in self._workbook.worksheets():
            with suppress(OSError):  # a full disk fails again when the rest of the buffer is written
                sheet.row_data_fh.close()

    def _filter(self, table: Table, rows: int) -> None:
        """Let the header of the last sheet of *table*, which has *rows* rows, filter them."""
        self._sheets[table].autofilter(0, 0, rows - 1, len(COLUMNS[table]) - 1)

    def _write_cell(self, sheet: Worksheet, row: int, column: int, value: Value, *, is_date: bool) -> None:
        """Write one cell; a text is a text, whatever it begins with."""
        if isinstance(value, int | float):
            sheet.write_number(row, column, value)
            return
        text = fitted(SEPARATOR.join(value) if isinstance(value, tuple) else value or "")
        if not text:
            return
        if is_date and (day := excel_day(text)):
            sheet.write_datetime(row, column, day, self._day)
        elif text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for markup of its own and would let it through; in two pieces it is text.
            sheet.write_rich_string(row, column, text[:1], self._plain, text[1:])
        else:
            sheet.write_string(row, column, text)


def fitted(text: str) -> str:
    """*text* as far as a cell has room for it: XlsxWriter would cut it unseen, or leave the cell empty.

    >>> fitted("Mali"), len(fitted("a" * 40_000)), fitted("a" * 40_000)[-2:]
    ('Mali', 32767, 'a…')
    """
    if len(text) <= LONGEST_TEXT // 2:  # no character takes more than two units
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def excel_day(text: str) -> date | None:
    """The day that *text* is in ISO 8601, or nothing where it is none that Excel can count.

    >>> excel_day("2021-03-12"), excel_day("2021-03"), excel_day("1889-05-06")
    (datetime.date(2021, 3, 12), None, None)
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > FIRST_YEAR and day.isoformat() == text else None
