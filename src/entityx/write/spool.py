"""Documents put aside until all of a run are known."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from entityx.records import Agreement, Document, Mention, Organisation, Person, Place, Span

Record = TypeVar("Record")


class Spool:
    """Documents in a file without a name, which is gone when it is closed, whatever happens to the program.

    Args:
        folder: On whose disk it lies.

    Raises:
        OSError: From any method, when it cannot be written or read.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile("w+", dir=folder, encoding="utf-8", newline="\n")  # noqa: SIM115

    def add(self, document: Document) -> None:
        """Put *document* aside."""
        self._file.write(json.dumps(asdict(document), ensure_ascii=True) + "\n")

    def __iter__(self) -> Iterator[Document]:
        """The documents, as they were put aside."""
        self._file.flush()
        self._file.seek(0)
        for line in self._file:
            yield read_document(json.loads(line))

    def close(self) -> None:
        """Drop the documents."""
        self._file.close()


def read_document(record: dict[str, Any]) -> Document:
    """The document that ``dataclasses.asdict`` made *record* of."""
    parts: dict[str, Any] = {
        "people": tuple(_with_spans(Person, one) for one in record["people"]),
        "places": tuple(_with_spans(Place, one) for one in record["places"]),
        "organisations": tuple(_with_spans(Organisation, one) for one in record["organisations"]),
        "agreements": tuple(_with_spans(Agreement, one) for one in record["agreements"]),
        "mentions": tuple(Mention(**one) for one in record["mentions"]),
    }
    return Document(**record | parts)


def _with_spans(kind: type[Record], record: dict[str, Any]) -> Record:
    """A record of *kind*, whose lists are tuples, and those called mentions tuples of spans."""
    values = {
        name: tuple(Span(**one) if name.endswith("mentions") else one for one in value)
        if isinstance(value, list)
        else value
        for name, value in record.items()
    }
    return kind(**values)
