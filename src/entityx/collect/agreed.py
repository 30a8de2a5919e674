"""The agreements of a folder, the surest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

from entityx.collect.rows import Row, Value, agreement_rows
from entityx.records import Document

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(dict[str, Value]).decode

TABLES = (
    "CREATE TABLE agreed (number INTEGER PRIMARY KEY, confidence REAL, row BLOB)",
    "CREATE INDEX surest ON agreed (confidence DESC, number)",
)
"""The rows of the table of agreements, numbered in order of the documents."""


class Agreed:
    """Gathers agreements, one document after the other, in a database: memory stays flat, and none is sorted in it.

    Args:
        database: That of the entities; the mentions of what is added must carry their ids.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        for table in TABLES:
            database.execute(table)

    def add(self, document: Document) -> None:
        """Take up the agreements of *document*."""
        self._database.executemany(
            "INSERT INTO agreed (confidence, row) VALUES (?, ?)",
            [(row["confidence"], encode(row)) for row in agreement_rows(document)],
        )

    def rows(self) -> Iterator[Row]:
        """One row an agreement, the surest first; of those as sure as one another, and of the unknown, in order."""
        found = self._database.execute("SELECT row FROM agreed ORDER BY confidence DESC, number")
        return (decode(row) for (row,) in found)
