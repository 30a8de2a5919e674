"""``documents.jsonl`` and ``documents.json``."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from entityx.records import Document


def json_line(document: Document, *, with_text: bool) -> bytes:
    """*document* as one line of JSON in UTF-8, without the line end."""
    return msgspec.json.encode(document.to_dict(with_text=with_text))


class JsonLines:
    """One document a line.

    Args:
        file: Where to write.
        with_text: Whether documents keep their text.
    """

    def __init__(self, file: BinaryIO, *, with_text: bool) -> None:
        self._file = file
        self._with_text = with_text

    def write(self, document: Document) -> None:
        """Write one document."""
        self._file.write(json_line(document, with_text=self._with_text))
        self._file.write(b"\n")

    def finish(self) -> None:
        """Nothing stands behind the last document."""


class JsonArray:
    """All documents as one JSON array, one a line; the arguments are those of `JsonLines`."""

    def __init__(self, file: BinaryIO, *, with_text: bool) -> None:
        self._file = file
        self._with_text = with_text
        self._before = b"[\n"

    def write(self, document: Document) -> None:
        """Write one document."""
        self._file.write(self._before)
        self._file.write(json_line(document, with_text=self._with_text))
        self._before = b",\n"

    def finish(self) -> None:
        """Close the array."""
        self._file.write(b"\n]\n" if self._before == b",\n" else b"[]\n")
