"""A database for what is gathered over a whole folder, so that memory stays flat however many articles it has."""

from __future__ import annotations

import sqlite3
from pathlib import Path

CACHE = 64_000
"""Kilobytes of it that are kept in memory."""


def scratch(path: Path | None = None) -> sqlite3.Connection:
    """An empty database for one run, gone with it.

    Args:
        path: Where it grows, on a disk with room; what stood there is removed. Without it, SQLite chooses a file
            without a name, and begins to write when memory does not suffice.

    Raises:
        OSError, sqlite3.OperationalError: When it cannot be written.
    """
    if path is not None:
        path.unlink(missing_ok=True)
    database = sqlite3.connect(path or "", isolation_level=None)
    # Nothing needs to survive a crash: no journal, no waiting for the disk, one transaction.
    database.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
        f"PRAGMA cache_size = -{CACHE};"
    )
    return database
