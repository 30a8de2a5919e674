"""The output folder of one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from entityx.collect import COLUMNS, EntityIndex, Row, Table, Ties, document_tables, error_rows, folder_tables
from entityx.records import Document, Failure
from entityx.write.complete import CompleteFiles, failures_told
from entityx.write.csv import DEFAULT_DIALECT, CsvTables
from entityx.write.jsonl import JsonArray, JsonLines
from entityx.write.parquet import ParquetTables
from entityx.write.spool import Spool
from entityx.write.xlsx import FILE as WORKBOOK
from entityx.write.xlsx import Workbook

FORMATS = ("jsonl", "csv", "json", "xlsx", "parquet")
"""The formats in which a run can be written."""
DEFAULT_FORMATS = ("jsonl", "csv")
FILES = (
    *("documents.jsonl", "documents.json", WORKBOOK),
    *(f"{table}.{ending}" for ending in ("csv", "parquet") for table in COLUMNS),
)
"""The names of all the files that a run may write."""


class DocumentWriter(Protocol):
    """What writes documents in one format."""

    def write(self, document: Document) -> None:
        """Write one document."""

    def finish(self) -> None:
        """Write what stands behind the last document."""


class TableWriter(Protocol):
    """What writes tables in one format; those that grow with the documents come in parts."""

    def write(self, table: Table, rows: Iterable[Row]) -> None:
        """Write *rows* of *table*."""

    def finish(self) -> None:
        """Write what stands behind the last rows."""

    def discard(self) -> None:
        """Let go of what it holds open, finished or not."""


class OutputFolder:
    """Writes the documents of one run into a folder; its files appear together, when the run is complete.

    The documents are put aside first: which entity each mention is, is known only when all of them have been read.

    Used in a ``with`` block: `publish` gives the files their names; leaving the block without it, by an error or not,
    removes what was begun and keeps what an earlier run wrote.

    Args:
        folder: Where to write; created if need be.
        formats: Some of ``FORMATS``. ``errors.csv`` is written whatever they are.
        with_text: Whether the JSON documents keep their text.
        csv_dialect: One of `entityx.write.csv.DIALECTS`.
        index: The entities of the run; whoever adds a document here adds it there.

    Raises:
        OutputError: From any method, when the folder cannot be written.
        UsageError: When a format needs a package that is not installed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        formats: Collection[str],
        with_text: bool,
        csv_dialect: str = DEFAULT_DIALECT,
        index: EntityIndex,
    ) -> None:
        self.folder = folder
        self._index = index
        self._document_writers: list[DocumentWriter] = []
        self._table_writers: list[TableWriter] = []
        with failures_told(self.folder):
            self._files = CompleteFiles(folder)
            try:
                for name in dict.fromkeys(formats):
                    self._open(name, with_text, csv_dialect)
                self._errors = None if "csv" in formats else CsvTables(self._files, csv_dialect, ["errors"])
                self._spool = Spool(folder)
            except BaseException:
                self._discard()
                raise

    def _open(self, name: str, with_text: bool, csv_dialect: str) -> None:
        """Begin to write the format *name*."""
        match name:
            case "jsonl":
                self._document_writers.append(JsonLines(self._files.open("documents.jsonl"), with_text=with_text))
            case "json":
                self._document_writers.append(JsonArray(self._files.open("documents.json"), with_text=with_text))
            case "csv":
                self._table_writers.append(CsvTables(self._files, csv_dialect))
            case "xlsx":
                self._table_writers.append(Workbook(self._files))
            case "parquet":
                self._table_writers.append(ParquetTables(self._files))
            case _:
                raise ValueError(f"unknown format {name!r}")

    def add(self, document: Document) -> None:
        """Put one document aside, to be written when the run is complete."""
        with failures_told(self.folder):
            self._spool.add(document)

    def publish(self, failures: Collection[Failure]) -> None:
        """Write all in every format and give the files their names, replacing those of an earlier run.

        Args:
            failures: The inputs that gave no document.
        """
        entities = {entity.id: entity for entity in self._index.entities()}
        ties = Ties()
        with failures_told(self.folder):
            for document in map(self._index.identified, self._spool):
                for writer in self._document_writers:
                    writer.write(document)
                if self._table_writers:
                    ties.add(document)
                    self._write_tables(document_tables(document, entities))
            if self._table_writers:
                self._write_tables(folder_tables(entities, ties, failures))
            if self._errors:
                self._errors.write("errors", error_rows(failures))
            finish: list[DocumentWriter | TableWriter] = [*self._document_writers, *self._table_writers]
            for one in finish:
                one.finish()
            self._files.publish()

    def _write_tables(self, tables: Iterable[tuple[Table, Iterator[Row]]]) -> None:
        """Write the rows of *tables* in every format of tables."""
        for table, rows in tables:
            made = list(rows)
            for writer in self._table_writers:
                writer.write(table, made)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()
        self._discard()

    def _discard(self) -> None:
        """Remove what was begun and not published."""
        for writer in self._table_writers:
            writer.discard()
        self._files.discard()
