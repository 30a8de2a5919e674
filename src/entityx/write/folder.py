"""The output folder of one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from entityx.collect import (
    COLUMNS,
    EntityIndex,
    Table,
    Ties,
    agreement_rows,
    cooccurrence_rows,
    entity_rows,
    error_rows,
    mention_rows,
    people_rows,
    title_rows,
)
from entityx.errors import OutputError
from entityx.records import Document, Failure
from entityx.write.complete import CompleteFiles
from entityx.write.csv import ENCODING, CsvTable
from entityx.write.jsonl import JsonArray, JsonLines
from entityx.write.spool import Spool

FORMATS = ("jsonl", "csv", "json")
"""The formats in which a run can be written."""
DEFAULT_FORMATS = ("jsonl", "csv")
FILES = ("documents.jsonl", "documents.json", *(f"{table}.csv" for table in COLUMNS))
"""The names of all the files that a run may write."""


class Writer(Protocol):
    """What writes documents in one format."""

    def write(self, document: Document) -> None:
        """Write one document."""

    def finish(self) -> None:
        """Write what stands behind the last document."""


class CsvTables:
    """The tables that grow with each document, and those of the whole folder at its end."""

    def __init__(self, files: CompleteFiles, index: EntityIndex) -> None:
        tables: tuple[Table, ...] = tuple(table for table in COLUMNS if table != "errors")
        self._tables = {table: CsvTable(files.open(f"{table}.csv", encoding=ENCODING), table) for table in tables}
        self._index = index
        self._ties = Ties()

    def write(self, document: Document) -> None:
        """Write the rows of one document."""
        self._ties.add(document)
        self._tables["mentions"].write_rows(mention_rows(document))
        self._tables["people"].write_rows(people_rows(document))
        self._tables["agreements"].write_rows(agreement_rows(document))

    def finish(self) -> None:
        """Write the tables of the whole folder."""
        entities = {entity.id: entity for entity in self._index.entities()}
        self._tables["entities"].write_rows(entity_rows(entities.values()))
        self._tables["titles"].write_rows(title_rows(self._ties, entities))
        self._tables["cooccurrences"].write_rows(cooccurrence_rows(self._ties, entities))


class OutputFolder:
    """Writes the documents of one run into a folder; its files appear together, when the run is complete.

    The documents are put aside first: which entity each mention is, is known only when all of them have been read.

    Used in a ``with`` block: `publish` gives the files their names; leaving the block without it, by an error or not,
    removes what was begun and keeps what an earlier run wrote.

    Args:
        folder: Where to write; created if need be.
        formats: Some of ``FORMATS``. ``errors.csv`` is written whatever they are.
        with_text: Whether the JSON documents keep their text.
        index: The entities of the run; whoever adds a document here adds it there.

    Raises:
        OutputError: From any method, when the folder cannot be written.
    """

    def __init__(self, folder: Path, *, formats: Collection[str], with_text: bool, index: EntityIndex) -> None:
        self.folder = folder
        self._index = index
        with self._explained():
            self._files = CompleteFiles(folder)
            try:
                self._errors = CsvTable(self._files.open("errors.csv", encoding=ENCODING), "errors")
                self._writers = [self._writer(name, with_text, index) for name in dict.fromkeys(formats)]
                self._spool = Spool(folder)
            except BaseException:
                self._files.discard()
                raise

    def _writer(self, name: str, with_text: bool, index: EntityIndex) -> Writer:
        match name:
            case "jsonl":
                return JsonLines(self._files.open("documents.jsonl"), with_text=with_text)
            case "json":
                return JsonArray(self._files.open("documents.json"), with_text=with_text)
            case "csv":
                return CsvTables(self._files, index)
        raise ValueError(f"unknown format {name!r}")

    def add(self, document: Document) -> None:
        """Put one document aside, to be written when the run is complete."""
        with self._explained():
            self._spool.add(document)

    def write_failures(self, failures: Iterable[Failure]) -> None:
        """Write the inputs that gave no document to ``errors.csv``."""
        with self._explained():
            self._errors.write_rows(error_rows(failures))

    def publish(self) -> None:
        """Write the documents in every format and give the files their names, replacing those of an earlier run."""
        with self._explained():
            for document in self._spool:
                identified = self._index.identified(document)
                for writer in self._writers:
                    writer.write(identified)
            for writer in self._writers:
                writer.finish()
            self._files.publish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()
        self._files.discard()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn a failure of the file system into a message."""
        try:
            yield
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder}: {error.strerror}") from error
