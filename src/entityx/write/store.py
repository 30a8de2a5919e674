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
from entityx.records import FOREIGN, LARGEST, Document
from entityx.write.complete import refuse_link

VERSION = 1
"""That of the tables. A file with another one is of no use, and begun anew."""

TABLES = """
CREATE TABLE IF NOT EXISTS document (key BLOB PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS run (position INTEGER PRIMARY KEY, key BLOB NOT NULL);
"""
"""The documents, by the keys of their articles, and which of them the run has, in its order."""
SCHEMA = {line.replace("IF NOT EXISTS ", "").rstrip(";") for line in TABLES.strip().splitlines()}
"""What the file says of its tables."""

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""What SQLite says of a file that is cut or overwritten, of another file, and of one with other columns."""


class Store:
    """Documents in a SQLite file, which stays whole whatever happens to the program or the machine.

    Only one program can have it open. The records are compressed JSON, which runs nothing when it is read.

    Args:
        path: The file; created if need be.

    Raises:
        OutputError: When another program has it open, or a link is in the way; from any method, when it is not what
            entityx has written.
        OSError: When it cannot be made.
        sqlite3.OperationalError: From any method, when the disk is full or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        if path.is_dir():
            raise _foreign(path, "it is a folder")
        self._path = path
        _make_private(path)
        self._database = sqlite3.connect(path, isolation_level=None, timeout=0)
        self._count = 0
        try:
            with self._damage_told():
                self._open()
        except sqlite3.OperationalError as error:
            self._database.close()
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise OutputError(
                    f"another run is writing to {path.parent.parent}: wait for its end, or choose another folder"
                ) from error
            raise
        except OutputError:
            self._database.close()
            raise

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
            if {sql for (sql,) in execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")} != SCHEMA:
                raise _foreign(self._path, "it has other tables")
            execute("DELETE FROM run")
            execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Turn what SQLite says of a file that it cannot make out into a message.

        Raises:
            OutputError: When it says so.
        """
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter where a message would quote garbage
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
            if code & 0xFF not in DAMAGED:  # the rest of the code says more exactly what is damaged
                raise
            raise _foreign(self._path, error) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._damage_told():
            self._database.execute("BEGIN")
            try:
                yield
            except BaseException:
                if self._database.in_transaction:  # a full disk has ended it already
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def known(self, keys: Sequence[bytes]) -> Mapping[bytes, Document]:
        """The documents that are there, of the articles with *keys*.

        A record that was damaged on the disk, or changed by hand into what no run writes, is as if it were not there.
        """
        query = "SELECT record FROM document WHERE key = ? AND typeof(record) = 'blob'"
        found = {}
        with self._damage_told():
            rows = [(key, self._database.execute(query, (key,)).fetchone()) for key in keys]
        for key, row in rows:
            with suppress(zlib.error, *FOREIGN):
                if row is not None:
                    found[key] = _checked(row[0])
        return found

    def put(self, documents: Iterable[tuple[bytes, Document]], known: Mapping[bytes, Document]) -> None:
        """Take up *documents* into the run, in this order, all or none of them.

        Args:
            documents: With the keys of their articles.
            known: What is there already. Where it is not the same (another id of an entity), it is replaced.
        """
        with self._transaction():
            for key, document in documents:
                if known.get(key) != document:
                    record = zlib.compress(document.pack(), level=1)
                    self._database.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (key, record))
                self._database.execute("INSERT INTO run VALUES (?, ?)", (self._count, key))
                self._count += 1

    def __iter__(self) -> Iterator[Document]:
        """The documents of the run, in its order.

        Raises:
            OutputError: When one cannot be read again.
        """
        query = "SELECT record FROM run LEFT JOIN document USING (key) ORDER BY position"
        with self._damage_told():
            for (record,) in self._database.execute(query):
                try:
                    yield _read(record)
                except (zlib.error, TypeError, *FOREIGN) as error:
                    raise _foreign(self._path, f"it has changed since the run began: {error}") from error

    def finish(self, *, keep: bool) -> None:
        """Drop the documents that are not of this run, which is complete, or, unless they are to *keep*, all."""
        with self._transaction():
            if not keep:
                self._database.execute("DELETE FROM run")
            self._database.execute("DELETE FROM document WHERE key NOT IN (SELECT key FROM run)")

    def close(self) -> None:
        """Let go of the file, and remove it if nothing is in it."""
        is_empty = False
        with suppress(sqlite3.Error):  # a full disk, or a damaged file, fails again
            is_empty = self._database.execute("SELECT 1 FROM document LIMIT 1").fetchone() is None
        with suppress(sqlite3.Error):
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


def _foreign(path: Path, problem: object) -> OutputError:
    """What to say of a file in whose place something else is."""
    return OutputError(f"{path} is not what entityx wrote ({problem}): remove it")


def _checked(record: bytes) -> Document:
    """The document of a *record* that anyone could have changed since.

    Raises:
        zlib.error, ValueError, RecursionError, MemoryError: When it is none that a run writes.
    """
    document = _read(record, LARGEST)
    document.check()
    return document


def _read(record: bytes, most: int = 0) -> Document:
    """The document of a *record*.

    Args:
        record: As `Store.put` has written it.
        most: The bytes that it may have when it is unpacked; 0: however many it has.

    Raises:
        zlib.error, ValueError, RecursionError, MemoryError: When it is no such record.
    """
    unpacking = zlib.decompressobj()
    packed = unpacking.decompress(record, most)
    if not unpacking.eof:
        raise ValueError("it is cut off, or too large")
    return Document.unpack(packed)
