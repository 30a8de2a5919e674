import csv
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from entityx.collect import COLUMNS
from entityx.records import Failure
from entityx.write.csv import DIALECTS
from tests.write.written import DOCUMENT, OTHER, all_rows, saying, write

HOSTILE = [
    '=HYPERLINK("https://piege.example";"Prime")',
    "=cmd|'/C calc'!A0",
    "+33 6 12 34 56 78",
    "-2+3",
    "@SOMME(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\ttabulation",
    "\u00a0-3",
    "＝1+1",
    "'entre apostrophes'",
    "''=1",
    "\0=1+1",
    "\x1b=1+1",
    "\ufeff=1+1",
    "\u200b\u202e\u00ad-3",
    "00123",
    "1E5",
    "1/2",
    "mars 2024",
    "VRAI",
]
LOST = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")
"""What no CSV file holds, and what stands there for it."""
DOCS = Path(__file__).parents[2] / "docs" / "output.md"


def read_back(path, delimiter):
    """The table in *path*, as docs/output.md says to read it."""
    (snippet,) = re.findall(r"```python\n(import pandas.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    exec(snippet, names)
    return names["read_table"](path, delimiter)


def cells(path, delimiter=","):
    """The rows in *path* as they stand."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_becomes_what_it_is_not_and_each_gives_its_text_back(tmp_path, words, dialect):
    document, failures = saying(words), [Failure(words, words)]
    write(tmp_path, document, formats=["csv"], csv_dialect=dialect, failures=failures)
    delimiter = DIALECTS[dialect].delimiter
    for table, rows in all_rows(document, failures).items():
        path = tmp_path / f"{table}.csv"
        assert rows
        for cell, value in zip(cells(path, delimiter), rows, strict=True):
            for column, kind in COLUMNS[table].items():
                if kind not in ("integer", "number"):
                    assert not cell[column].lstrip().startswith(("=", "+", "-", "@", "＝")), (table, column)
                    assert cell[column].startswith("'") or value[column] not in (words, (words,)), (table, column)
        texts = [column for column, kind in COLUMNS[table].items() if kind in ("text", "date")]
        expected = [{column: row[column].translate(LOST) for column in texts} for row in rows]
        assert read_back(path, delimiter)[texts].to_dict("records") == expected


@pytest.mark.parametrize("dialect", DIALECTS)
def test_characters_that_programs_lose_are_replaced_by_one_that_shows(tmp_path, dialect):
    unwritable = "".join(map(chr, LOST))
    write(tmp_path, saying(f"a{unwritable}\t\r\n\x7f\x85z"), OTHER, formats=["csv"], csv_dialect=dialect)
    assert not set((tmp_path / "mentions.csv").read_bytes()) & ({*range(32)} - {9, 10, 13})
    read = read_back(tmp_path / "mentions.csv", DIALECTS[dialect].delimiter)
    assert read["text"][0] == f"a{'�' * len(unwritable)}\t\r\n\x7f\x85z"
    assert read["document"].iloc[-1] == OTHER.id


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_date_stays_a_date_in_a_column_of_dates_alone(tmp_path, dialect):
    said = ("2024-05-01", "2024-05", "2024", "mai 2024")
    days = [replace(DOCUMENT, id=f"{day}.txt", metadata={"date": day, "title": day}) for day in said]
    write(tmp_path, *days, formats=["csv"], csv_dialect=dialect)
    rows = cells(tmp_path / "documents.csv", DIALECTS[dialect].delimiter)
    assert [row["date"] for row in rows] == ["2024-05-01", "2024-05", "2024", "'mai 2024"]
    assert [row["title"] for row in rows] == ["'2024-05-01", "'2024-05", "2024", "'mai 2024"]


def test_several_values_in_a_cell_get_one_mark(tmp_path):
    write(tmp_path, saying("=1"), DOCUMENT, formats=["csv"])
    assert [row["parties"] for row in cells(tmp_path / "agreements.csv")] == ["'=1 | =1", "Mali | OPV"]


def test_excel_in_french_gets_semicolons_and_decimal_commas(tmp_path):
    write(tmp_path, saying("Mali"), formats=["csv"], csv_dialect="excel-fr")
    data = (tmp_path / "entities.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid;label;name;")
    (place,) = [row for row in data.decode("utf-8-sig").splitlines() if row.startswith("LOC:")]
    assert ";ML;-4,5;17,0;" in place


def test_pandas_reads_the_standard_dialect_with_its_numbers(tmp_path):
    write(tmp_path, DOCUMENT, formats=["csv"])
    mali = pd.read_csv(tmp_path / "entities.csv").set_index("id").loc["LOC:ML"]
    assert (mali["latitude"], mali["longitude"], mali["mentions"]) == (17.0, -4.0, 1)
