"""The output folder of one run."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from entityx.collect import (
    COLUMNS,
    Agreed,
    EntityIndex,
    Row,
    Summary,
    Table,
    Ties,
    confident,
    document_tables,
    error_rows,
    folder_tables,
    scratch,
)
from entityx.errors import EntityxError
from entityx.log import log_failure, logged_to, logger
from entityx.records import Document, Failure
from entityx.write.complete import WORK, CompleteFiles, failures_told
from entityx.write.csv import DEFAULT_DIALECT, CsvTables
from entityx.write.jsonl import JsonArray, JsonLines
from entityx.write.parquet import ParquetTables
from entityx.write.store import Store
from entityx.write.xlsx import FILE as WORKBOOK
from entityx.write.xlsx import Workbook

FORMATS = ("jsonl", "csv", "json", "xlsx", "parquet")
"""The formats in which a run can be written."""
TABLE_FORMATS = ("csv", "xlsx", "parquet")
"""Those of them that hold tables."""
DEFAULT_FORMATS = ("jsonl", "csv")
FILES = (
    *("documents.jsonl", "documents.json", WORKBOOK),
    *(f"{table}.{ending}" for ending in ("csv", "parquet") for table in COLUMNS),
)
"""The names of all the files that a run may write."""


STORE, LOG = "documents.sqlite", "log.txt"
"""Where documents are put aside, and where is said what failed, in the folder where the files are made."""
ROWS_TOGETHER = 1_000
"""Rows of a table that are in memory at once."""


def log_in(folder: Path) -> Path:
    """Where a run that writes into *folder* logs what failed in entityx itself."""
    return folder / WORK / LOG


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
    What is put aside stays when a run ends before, and the next one finds it there. What fails in entityx itself is
    logged beside it (``LOG``).

    Used in a ``with`` block: `publish` gives the files their names; leaving the block without it, by an error or not,
    removes what was begun and keeps what an earlier run wrote.

    Args:
        folder: Where to write; created if need be.
        formats: Some of ``FORMATS``. ``errors.csv`` is written whatever they are.
        with_text: Whether the JSON documents keep their text. Without, nothing stays put aside when the run is
            complete, so that no texts are left in the folder.
        csv_dialect: One of `entityx.write.csv.DIALECTS`.
        min_confidence: What is less sure (see `entityx.collect.confident`) is left out of the tables.

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
        min_confidence: float = 0,
    ) -> None:
        self.folder = folder
        self._with_text, self._csv_dialect, self._min_confidence = with_text, csv_dialect, min_confidence
        self._formats = tuple(dict.fromkeys(formats))
        with failures_told(self.folder), ExitStack() as undo:
            self._files = CompleteFiles(folder)
            undo.callback(self._files.remove_empty_folders)
            self._store = Store(self._files.work / STORE)  # before anything of another run is touched
            undo.callback(self._store.close)
            for name in FILES:  # of a run that was killed
                (self._files.work / name).unlink(missing_ok=True)
            undo.enter_context(logged_to(self._files.work / LOG))
            self._begun = undo.enter_context(ExitStack())
            self._begin()
            self._undo = undo.pop_all()

    def _begin(self) -> None:
        """Begin to gather and to write."""
        self._document_writers: list[DocumentWriter] = []
        self._table_writers: list[TableWriter] = []
        self._begun.callback(self._files.discard)
        database = scratch(self._files.scratch() / "gathered.sqlite")
        self._begun.callback(database.close)
        self._begun.callback(self._discard_tables)
        self._index = EntityIndex(database, self._min_confidence)
        for name in self._formats:
            self._open(name)
        self._errors = None if "csv" in self._formats else CsvTables(self._files, self._csv_dialect, ["errors"])

    def _open(self, name: str) -> None:
        """Begin to write the format *name*."""
        match name:
            case "jsonl":
                lines = self._files.open_binary("documents.jsonl")
                self._document_writers.append(JsonLines(lines, with_text=self._with_text))
            case "json":
                array = self._files.open_binary("documents.json")
                self._document_writers.append(JsonArray(array, with_text=self._with_text))
            case "csv":
                self._table_writers.append(CsvTables(self._files, self._csv_dialect))
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

    def add(self, documents: Sequence[tuple[bytes, Document]], known: Mapping[bytes, Document]) -> list[Failure]:
        """Put *documents* aside, to be written when the run is complete.

        Args:
            documents: With the keys of their articles: what tells each from all that would give another document.
            known: Those of them that are put aside already.

        Returns:
            Those that cannot be counted; all the others are put aside or, if that fails, none.
        """
        counted: list[tuple[bytes, Document]] = []
        failures: list[Failure] = []
        with failures_told(self.folder):
            for key, document in documents:
                with failing(document, "counting", failures):
                    counted.append((key, self._index.add(document)))
            self._store.put(counted, known)
        return failures

    def publish(self, failures: Sequence[Failure]) -> Summary:
        """Write all in every format and give the files their names, replacing those of an earlier run.

        Args:
            failures: The inputs that gave no document.

        Returns:
            What was written, and all failures. Where there are only failures nothing is written, so that a mistyped
            path does not replace the results of an earlier run.
        """
        lost: dict[int, Failure] = {}
        with failures_told(self.folder):
            while new := self._write_documents(summary := Summary(), lost):
                lost |= new
                self._begin_again(lost)
            summary.failures = [*failures, *(lost[number] for number in sorted(lost))]
            if summary.documents or not summary.failures:
                self._finish(summary)
        return summary

    def _write_documents(self, summary: Summary, lost: Container[int]) -> dict[int, Failure]:
        """Write the documents into every format, but for those that are *lost*, and count them in *summary*.

        Returns:
            Those that cannot be written, by their numbers. What is written then, and counted of the entities, is of no
            use.
        """
        self._ties, self._agreed = Ties(self._index), Agreed(self._index)
        new: dict[int, Failure] = {}
        for number, document in enumerate(self._store):
            if number not in lost:
                failures: list[Failure] = []
                with failing(document, "writing", failures):
                    document = self._index.identified(document)
                    kept = confident(document, self._min_confidence)
                    self._write_document(document, kept)
                    summary.add(kept)
                new.update((number, failure) for failure in failures)
        return new

    def _begin_again(self, lost: Container[int]) -> None:
        """Count the documents again, without those that are *lost*."""
        self._begun.close()
        self._begin()
        for number, document in enumerate(self._store):
            if number not in lost:
                self._index.add(document)

    def _write_document(self, document: Document, kept: Document) -> None:
        """Write *document* as JSON, and into the tables what is *kept* of it for these."""
        for writer in self._document_writers:
            writer.write(document)
        if self._table_writers:
            self._ties.add(kept)
            self._agreed.add(kept)
            self._write_tables(document_tables(kept, self._index))

    def _finish(self, summary: Summary) -> None:
        """Write what is known once all documents are, add it to *summary*, and give the files their names."""
        if self._table_writers:
            self._write_tables(folder_tables(self._index, self._ties, self._agreed.rows(), summary.failures))
        if self._errors:
            self._errors.write("errors", error_rows(summary.failures))
        finish: list[DocumentWriter | TableWriter] = [*self._document_writers, *self._table_writers]
        for one in finish:
            one.finish()
        self._files.publish()
        self._store.finish(keep=self._with_text)
        summary.add_entities(self._index.entities())

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
        if isinstance(error, Exception) and not isinstance(error, EntityxError):
            logger.error("the run ended: %s", error, exc_info=error)
        self._undo.close()


@contextmanager
def failing(document: Document, doing: str, failures: list[Failure]) -> Iterator[None]:
    """Turn an exception in the block into a failure of *document* alone, and log it, unless it is the disk's.

    Args:
        document: What is worked on in the block.
        doing: What is done with it, as a participle.
        failures: Where the failure is put.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError):  # of a full disk the others have no more
        raise
    except Exception as error:
        failures.append(Failure.of(document.source, doing, error))
        log_failure(failures[-1])
