"""What a run has found so far, kept beside its results: a run that was killed goes on there.

The next run, too, finds there the documents of the articles that have not changed.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from entityx.errors import OutputError
from entityx.records import Document
from entityx.write.complete import refuse_link

VERSION = 1
"""That of the tables. A file with another one is of no use, and begun anew."""

TABLES = """
CREATE TABLE IF NOT EXISTS document (key BLOB PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS run (position INTEGER PRIMARY KEY, key BLOB NOT NULL);
"""
"""The documents, by the keys of their articles, and which of them the run has, in its order."""


class Store:
    """Documents in a SQLite file, which stays whole whatever happens to the program or the machine.

    Only one program can have it open. The records are compressed JSON, which runs nothing when it is read.

    Args:
        path: The file; created if need be.

    Raises:
        OutputError: When another program has it open, it is no such file, or a link is in the way.
        OSError: When it cannot be made.
        sqlite3.OperationalError: From any method, when the disk is full or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        _make_private(path)
        self._database = sqlite3.connect(path, isolation_level=None, timeout=0)
        self._count = 0
        try:
            self._open()
        except sqlite3.OperationalError as error:
            self._database.close()
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise OutputError(
                    f"another run is writing to {path.parent.parent}: wait for its end, or choose another folder"
                ) from error
            raise
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise OutputError(f"{path} is not what entityx wrote ({error}): remove it") from error

    def _open(self) -> None:
        """Take hold of the file, and begin a run."""
        execute = self._database.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("BEGIN EXCLUSIVE")
        (version,) = execute("PRAGMA user_version").fetchone()
        execute("COMMIT")
        # Each transaction is whole or not there, after a power cut too; the last few may be missing then.
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            if version != VERSION:
                execute("DROP TABLE IF EXISTS document")
                execute("DROP TABLE IF EXISTS run")
            for table in TABLES.strip().splitlines():
                execute(table)
            execute("DELETE FROM run")
            execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            if self._database.in_transaction:  # a full disk has ended it already
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def known(self, keys: Sequence[bytes]) -> Mapping[bytes, Document]:
        """The documents that are there, of the articles with *keys*."""
        found = {}
        for key in keys:
            row = self._database.execute("SELECT record FROM document WHERE key = ?", (key,)).fetchone()
            if row is not None:
                with suppress(zlib.error, ValueError):  # damaged on the disk: it is as if it were not there
                    found[key] = _read(row[0])
        return found

    def put(self, documents: Iterable[tuple[bytes, Document]], known: Mapping[bytes, Document]) -> None:
        """Take up *documents* into the run, in this order, all or none of them.

        Args:
            documents: With the keys of their articles.
            known: Those that are there already.
        """
        with self._transaction():
            for key, document in documents:
                if key not in known:
                    record = zlib.compress(document.pack(), level=1)
                    self._database.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (key, record))
                self._database.execute("INSERT INTO run VALUES (?, ?)", (self._count, key))
                self._count += 1

    def __iter__(self) -> Iterator[Document]:
        """The documents of the run, in its order."""
        rows = self._database.execute("SELECT record FROM run JOIN document USING (key) ORDER BY position")
        return (_read(record) for (record,) in rows)

    def finish(self, *, keep: bool) -> None:
        """Drop the documents that are not of this run, which is complete, or, unless they are to *keep*, all."""
        with self._transaction():
            if not keep:
                self._database.execute("DELETE FROM run")
            self._database.execute("DELETE FROM document WHERE key NOT IN (SELECT key FROM run)")

    def close(self) -> None:
        """Let go of the file, and remove it if nothing is in it."""
        with suppress(sqlite3.Error):  # a full disk fails again
            is_empty = self._database.execute("SELECT 1 FROM document LIMIT 1").fetchone() is None
            self._database.close()
            if is_empty:
                self._path.unlink(missing_ok=True)


def _make_private(path: Path) -> None:
    """Make sure that the file *path* is there, is no other file's second name, and is its owner's alone to read.

    Raises:
        OutputError: When it, or a file that SQLite keeps beside it, is a link.
        OSError: When it cannot be made.
    """
    for beside in ("", "-wal", "-shm", "-journal"):
        refuse_link(path.with_name(path.name + beside))
    if path.exists() and path.stat().st_nlink > 1:
        path.unlink()
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    with suppress(PermissionError):  # somebody else's, who lets us write it
        path.chmod(0o600)  # by its name: to close the file would take SQLite's locks from it


def _read(record: bytes) -> Document:
    return Document.unpack(zlib.decompress(record))
