"""The tables as Parquet files, for pandas, polars and DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from entityx.collect import COLUMNS, Row, Table
from entityx.errors import UsageError
from entityx.write.complete import CompleteFiles

ROW_GROUP = 10_000
"""Rows that are held before they are written."""


class ParquetTables:
    """Each table a Parquet file: texts, lists of texts, 64-bit integers and numbers; a cell without a value is null.

    Dates are texts, since they may be a month or a year.

    Args:
        files: Where they are opened.

    Raises:
        UsageError: When pyarrow is not installed.
    """

    def __init__(self, files: CompleteFiles) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ModuleNotFoundError as error:
            raise UsageError("--format parquet needs pyarrow: pip install 'entityx[parquet]'") from error
        types = {
            "text": pa.string(),
            "texts": pa.list_(pa.string()),
            "date": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
        }
        self._schemas = {
            table: pa.schema([(column, types[kind]) for column, kind in columns.items()])
            for table, columns in COLUMNS.items()
        }
        self._writers = {
            table: pq.ParquetWriter(files.open_binary(f"{table}.parquet"), schema)
            for table, schema in self._schemas.items()
        }
        self._held: dict[Table, list[Row]] = {table: [] for table in COLUMNS}

    def write(self, table: Table, rows: Iterable[Row]) -> None:
        """Write *rows* of *table*."""
        self._held[table].extend(rows)
        if len(self._held[table]) >= ROW_GROUP:
            self._flush(table)

    def finish(self) -> None:
        """Write what is still held, and what stands at the end of each file."""
        for table, writer in self._writers.items():
            self._flush(table)
            writer.close()

    def discard(self) -> None:
        """Close what was not finished."""
        for writer in self._writers.values():
            with suppress(OSError):  # a full disk fails again when the end of the file is written
                writer.close()

    def _flush(self, table: Table) -> None:
        import pyarrow as pa

        self._writers[table].write_table(pa.Table.from_pylist(self._held[table], self._schemas[table]))
        self._held[table] = []
