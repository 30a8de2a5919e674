import sys

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from entityx.collect import COLUMNS
from entityx.errors import UsageError
from entityx.records import Failure
from entityx.write import parquet
from tests.write.test_csv import HOSTILE
from tests.write.written import DOCUMENT, OTHER, all_rows, saying, write

TYPES = {
    "text": pa.string(),
    "date": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
}


@pytest.mark.parametrize("words", ["Mali", *HOSTILE])
def test_tables_hold_the_rows_with_their_types(tmp_path, words):
    document, failures = saying(words), [Failure(words, words)]
    write(tmp_path, document, formats=["parquet"], failures=failures)
    for table, rows in all_rows(document, failures).items():
        found = pq.read_table(tmp_path / f"{table}.parquet")
        assert {field.name: field.type for field in found.schema} == {
            column: TYPES[kind] for column, kind in COLUMNS[table].items()
        }
        lists = [{k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in rows]
        assert found.to_pylist() == lists


def test_pandas_reads_them(tmp_path):
    write(tmp_path, DOCUMENT, OTHER, formats=["parquet"])
    assert pd.read_parquet(tmp_path / "mentions.parquet")["start"].tolist() == [3, 13, 47, 57, 70] * 2


def test_rows_are_written_in_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROW_GROUP", 4)
    write(tmp_path, DOCUMENT, OTHER, formats=["parquet"])
    found = pq.ParquetFile(tmp_path / "mentions.parquet")
    assert found.num_row_groups > 1
    assert found.metadata.num_rows == 10


def test_without_pyarrow_the_message_says_what_to_install_and_nothing_is_begun(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'entityx\[parquet\]'"):
        write(tmp_path / "out", DOCUMENT, formats=["xlsx", "parquet"])
    assert list(tmp_path.iterdir()) == []
