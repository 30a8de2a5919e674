"""Documents put aside until all of a run are known."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from entityx.records import Document


class Spool:
    """Documents in a file without a name, which is gone when it is closed, whatever happens to the program.

    They are pickled: nobody else can put anything into the file, and the records come back as they were.

    Args:
        folder: On whose disk it lies.

    Raises:
        OSError: From any method but `close`, when it cannot be written or read.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._count = 0

    def add(self, document: Document) -> None:
        """Put *document* aside."""
        pickle.dump(document, self._file)
        self._count += 1

    def __iter__(self) -> Iterator[Document]:
        """The documents, as they were put aside."""
        self._file.seek(0)
        for _ in range(self._count):
            document: Document = pickle.load(self._file)
            yield document

    def close(self) -> None:
        """Drop the documents."""
        with suppress(OSError):  # a full disk fails again when the rest of the buffer is written
            self._file.close()
