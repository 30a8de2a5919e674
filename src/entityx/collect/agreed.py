"""The agreements of a folder, the surest first."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from entityx.collect.entities import EntityIndex
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
        index: All entities of the folder; the mentions of what is added must carry their ids.
    """

    def __init__(self, index: EntityIndex) -> None:
        self._index = index
        self._database = index.database
        for table in TABLES:
            index.database.execute(table)

    def add(self, document: Document) -> None:
        """Take up the agreements of *document*."""
        self._database.executemany(
            "INSERT INTO agreed (confidence, row) VALUES (?, ?)",
            [(row["confidence"], encode(row)) for row in agreement_rows(document, self._index)],
        )

    def rows(self) -> Iterator[Row]:
        """One row an agreement, the surest first; of those as sure as one another, and of the unknown, in order."""
        found = self._database.execute("SELECT row FROM agreed ORDER BY confidence DESC, number")
        return (decode(row) for (row,) in found)
