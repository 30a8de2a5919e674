import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.collect import COLUMNS
from entityx.records import Failure
from entityx.write.csv import DIALECTS, marked
from tests.write.written import DOCUMENT, all_rows, saying, write

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
]
DOCS = Path(__file__).parents[2] / "docs" / "output.md"


def read_back(path, delimiter):
    """The table in *path*, as docs/output.md says to read it."""
    (snippet,) = re.findall(r"```python\n(import pandas.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    exec(snippet, names)
    return names["read_table"](path, delimiter)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_becomes_a_formula_or_a_link_and_each_gives_its_text_back(tmp_path, words, dialect):
    document, failures = saying(words), [Failure(words, words)]
    write(tmp_path, document, formats=["csv"], csv_dialect=dialect, failures=failures)
    delimiter = DIALECTS[dialect].delimiter
    for table, rows in all_rows(document, failures).items():
        path = tmp_path / f"{table}.csv"
        assert rows
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=delimiter):
                for column, cell in row.items():
                    if COLUMNS[table][column] not in ("integer", "number"):
                        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), (table, column)
                        assert not cell.startswith(("\t", "\r", "\n")), (table, column)
        read = read_back(path, delimiter)
        texts = [column for column, kind in COLUMNS[table].items() if kind in ("text", "date")]
        assert read[texts].to_dict("records") == [{column: row[column] for column in texts} for row in rows]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_any_text_can_be_had_back(tmp_path_factory, text):
    cell = marked(text)
    assert cell in (text, f"'{text}")
    assert cell.removeprefix("'") == text
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


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
