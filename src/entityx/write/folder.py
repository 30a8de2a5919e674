"""The output folder of one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from entityx.collect import (
    COLUMNS,
    Entity,
    EntityIndex,
    Row,
    Table,
    Ties,
    document_tables,
    error_rows,
    folder_tables,
    scratch,
)
from entityx.records import Document, Failure
from entityx.write.complete import CompleteFiles, failures_told
from entityx.write.csv import DEFAULT_DIALECT, CsvTables
from entityx.write.jsonl import JsonArray, JsonLines
from entityx.write.parquet import ParquetTables
from entityx.write.store import Store
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


STORE = "documents.sqlite"
"""Where documents are put aside, in the folder where the files are made."""
ROWS_TOGETHER = 1_000
"""Rows of a table that are in memory at once."""


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
    What is put aside stays when a run ends before, and the next one finds it there.

    Used in a ``with`` block: `publish` gives the files their names; leaving the block without it, by an error or not,
    removes what was begun and keeps what an earlier run wrote.

    Args:
        folder: Where to write; created if need be.
        formats: Some of ``FORMATS``. ``errors.csv`` is written whatever they are.
        with_text: Whether the JSON documents keep their text. Without, nothing stays put aside when the run is
            complete, so that no texts are left in the folder.
        csv_dialect: One of `entityx.write.csv.DIALECTS`.

    Raises:
        OutputError: From any method, when the folder cannot be written, or another run has it.
        UsageError: When a format needs a package that is not installed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        formats: Collection[str] = DEFAULT_FORMATS,
        with_text: bool = True,
        csv_dialect: str = DEFAULT_DIALECT,
    ) -> None:
        self.folder = folder
        self._with_text = with_text
        self._document_writers: list[DocumentWriter] = []
        self._table_writers: list[TableWriter] = []
        with failures_told(self.folder), ExitStack() as undo:
            self._files = CompleteFiles(folder)
            undo.callback(self._files.remove_empty_folders)
            self._store = Store(self._files.work / STORE)  # before anything of another run is touched
            undo.callback(self._store.close)
            for name in FILES:  # of a run that was killed
                (self._files.work / name).unlink(missing_ok=True)
            undo.callback(self._files.discard)
            database = scratch(self._files.scratch() / "gathered.sqlite")
            undo.callback(database.close)
            undo.callback(self._discard_tables)
            self._index = EntityIndex(database)
            for name in dict.fromkeys(formats):
                self._open(name, csv_dialect)
            self._errors = None if "csv" in formats else CsvTables(self._files, csv_dialect, ["errors"])
            self._undo = undo.pop_all()

    def _open(self, name: str, csv_dialect: str) -> None:
        """Begin to write the format *name*."""
        match name:
            case "jsonl":
                lines = self._files.open_binary("documents.jsonl")
                self._document_writers.append(JsonLines(lines, with_text=self._with_text))
            case "json":
                array = self._files.open_binary("documents.json")
                self._document_writers.append(JsonArray(array, with_text=self._with_text))
            case "csv":
                self._table_writers.append(CsvTables(self._files, csv_dialect))
            case "xlsx":
                self._table_writers.append(Workbook(self._files))
            case "parquet":
                self._table_writers.append(ParquetTables(self._files))
            case _:
                raise ValueError(f"unknown format {name!r}")

    def known(self, keys: Sequence[bytes]) -> Mapping[bytes, Document]:
        """The documents that an earlier run has put aside, of the articles with *keys*."""
        with failures_told(self.folder):
            return self._store.known(keys)

    def add(self, documents: Sequence[tuple[bytes, Document]], known: Mapping[bytes, Document]) -> None:
        """Put *documents* aside, to be written when the run is complete; all of them or, if that fails, none.

        Args:
            documents: With the keys of their articles: what tells each from all that would give another document.
            known: Those of them that are put aside already.
        """
        with failures_told(self.folder):
            self._store.put([(key, self._index.add(document)) for key, document in documents], known)

    def publish(self, failures: Collection[Failure]) -> None:
        """Write all in every format and give the files their names, replacing those of an earlier run.

        Args:
            failures: The inputs that gave no document.
        """
        with failures_told(self.folder):
            ties = Ties(self._index)
            for document in map(self._index.identified, self._store):
                for writer in self._document_writers:
                    writer.write(document)
                if self._table_writers:
                    ties.add(document)
                    self._write_tables(document_tables(document, self._index))
            if self._table_writers:
                self._write_tables(folder_tables(self._index, ties, failures))
            if self._errors:
                self._errors.write("errors", error_rows(failures))
            finish: list[DocumentWriter | TableWriter] = [*self._document_writers, *self._table_writers]
            for one in finish:
                one.finish()
            self._files.publish()
            self._store.finish(keep=self._with_text)

    def entities(self) -> Iterator[Entity]:
        """The distinct entities of the run, the most mentioned first."""
        with failures_told(self.folder):
            yield from self._index.entities()

    def _write_tables(self, tables: Iterable[tuple[Table, Iterator[Row]]]) -> None:
        """Write the rows of *tables* in every format of tables."""
        for table, rows in tables:
            while made := list(islice(rows, ROWS_TOGETHER)):
                for writer in self._table_writers:
                    writer.write(table, made)

    def _discard_tables(self) -> None:
        """Let the writers let go of what they hold open."""
        for writer in self._table_writers:
            writer.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._undo.close()
