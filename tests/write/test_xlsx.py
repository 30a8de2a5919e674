from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from entityx.collect import COLUMNS
from entityx.errors import OutputError
from entityx.records import Failure
from entityx.write import xlsx
from tests.write.test_csv import HOSTILE
from tests.write.written import DOCUMENT, SURE, all_rows, saying, write

MARKUP = [
    "<r><t>gras</t></r>",
    "<r></row>&amp;</r>",
    "_x000D_ <script>",
    "a\x01b\ufffe",
    "https://piege.example",
    "é 😀 ’",
]


def book(folder, **options):
    return openpyxl.load_workbook(folder / xlsx.FILE, **options)


@pytest.fixture
def failures():
    return [Failure("in/x.bin", "not text")]


def test_one_sheet_a_table_with_a_header_that_stays_and_filters(tmp_path, failures):
    write(tmp_path, DOCUMENT, formats=["xlsx"], failures=failures)
    found = book(tmp_path)
    assert found.sheetnames == list(COLUMNS)
    for table, rows in all_rows(DOCUMENT, failures).items():
        sheet = found[table]
        assert [cell.value for cell in sheet[1]] == list(COLUMNS[table])
        assert sheet[1][0].font.bold
        assert sheet.freeze_panes == "A2"
        last = openpyxl.utils.get_column_letter(len(COLUMNS[table]))
        assert sheet.auto_filter.ref == f"A1:{last}{len(rows) + 1}"
        assert all(9 <= sheet.column_dimensions[cell.column_letter].width <= 110 for cell in sheet[1])


def test_numbers_are_numbers_days_are_days_and_nothing_is_empty(tmp_path):
    write(tmp_path, SURE, formats=["xlsx"])
    rows = {table: list(book(tmp_path)[table].iter_rows(min_row=2, values_only=True)) for table in COLUMNS}
    assert rows["mentions"][1][:7] == ("a/b.txt", datetime(2024, 5, 1), "PER", "Awa Ba", "Awa Ba", 13, 19)
    (mali,) = [row for row in rows["entities"] if row[0] == "LOC:ML"]
    assert mali[5:9] == ("ML", 17, -4, 1)
    assert mali[3] is None
    (agreement,) = rows["agreements"]
    assert agreement[2:11] == (
        *("Mali | OPV", "ONU", "signed", "treaty", "energy | trade", "énergie", "2024-05", "Ségou", 2),
    )
    assert (rows["mentions"][0][7], rows["titles"][0][4], agreement[11]) == (0.875, 0.5, 0.25)
    assert rows["mentions"][1][7] is None


@pytest.mark.parametrize("words", [*HOSTILE, *MARKUP])
def test_a_text_is_a_text_in_each_cell_that_it_can_reach(tmp_path, words):
    document, failures = saying(words), [Failure(words, words)]
    write(tmp_path, document, formats=["xlsx"], failures=failures)
    found = book(tmp_path, rich_text=False)
    for table, rows in all_rows(document, failures).items():
        cells = list(found[table].iter_rows(min_row=2))
        assert len(cells) == len(rows)
        for row, written in zip(cells, rows, strict=True):
            for cell, (column, kind) in zip(row, COLUMNS[table].items(), strict=True):
                if kind == "text" and written[column]:
                    assert cell.data_type in ("s", "inlineStr")
                    assert cell.hyperlink is None
                    assert openpyxl.utils.escape.unescape(cell.value).replace("\n", "\r") == written[column].replace(
                        "\n", "\r"
                    )


def test_pandas_reads_every_sheet(tmp_path, failures):
    write(tmp_path, DOCUMENT, formats=["xlsx"], failures=failures)
    sheets = pd.read_excel(tmp_path / xlsx.FILE, sheet_name=None)
    assert {table: len(sheet) for table, sheet in sheets.items()} == {
        table: len(rows) for table, rows in all_rows(DOCUMENT, failures).items()
    }
    assert sheets["mentions"]["start"].tolist() == [3, 13, 47, 57, 70]


def test_rows_beyond_a_sheet_go_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    write(tmp_path, DOCUMENT, formats=["xlsx"])
    found = book(tmp_path)
    mentions = [name for name in found.sheetnames if name.startswith("mentions")]
    texts = {name: [row[3] for row in found[name].iter_rows(values_only=True)] for name in mentions}
    assert texts == {
        "mentions": ["text", "président", "Awa Ba"],
        "mentions 2": ["text", "accord", "Mali"],
        "mentions 3": ["text", "OPV"],
    }
    assert [found[name].auto_filter.ref for name in ("mentions", "mentions 3")] == ["A1:J3", "A1:J2"]


LONG = {
    "a" * 32_767: "a" * 32_767,
    "a" * 32_768: "a" * 32_766 + "…",
    "😀" * 16_384: "😀" * 16_383 + "…",
    f"<r>{'a' * 40_000}</r>": f"<r>{'a' * 32_763}…",
}


@pytest.mark.parametrize(("words", "cell"), LONG.items(), ids=["fits", "longer", "two units each", "like markup"])
def test_where_a_cell_has_no_room_for_a_text_it_has_the_beginning_and_shows_the_cut(tmp_path, words, cell):
    write(tmp_path, saying(words), formats=["xlsx"])
    found = book(tmp_path)
    assert found["mentions"]["D2"].value == cell
    assert found["agreements"]["C2"].value == cell[:-1] + "…"


def test_the_same_documents_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        write(tmp_path / folder, DOCUMENT, formats=["xlsx"])
    assert (tmp_path / "one" / xlsx.FILE).read_bytes() == (tmp_path / "two" / xlsx.FILE).read_bytes()


def test_a_disk_that_fills_while_the_workbook_is_written_is_an_error_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    with pytest.raises(OutputError, match="No space left"):
        write(tmp_path, DOCUMENT, formats=["xlsx"])
    assert [path.name for path in tmp_path.rglob("*")] == [".entityx", "documents.sqlite"]
