"""``entityx report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from entityx.cli.exits import errors_told
from entityx.cli.show import say
from entityx.errors import UsageError
from entityx.read.results import read_documents
from entityx.write.complete import CompleteFiles, failures_told

FILE = "report.html"


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of results that extract has written.")],
    language: Annotated[str, typer.Option(metavar="CODE", help="The language of its labels: fr or en.")] = "fr",
) -> None:
    """Make one HTML page of extracted results, to read, search and share; it works offline."""
    from entityx.report import LANGUAGES, report_page  # brings what --help does without

    with errors_told():
        if language not in LANGUAGES:
            raise UsageError(f"unknown language {language!r}: choose from {', '.join(LANGUAGES)}")
        documents = read_documents(folder)
        page = report_page(documents, name=folder.resolve().name, language=language)
        write_page(page, folder)
    count = "1 document" if len(documents) == 1 else f"{len(documents)} documents"
    say(f"{count}, shown in {folder / FILE}: open it in a browser")


def write_page(page: str, folder: Path) -> None:
    """Write *page* into *folder*, replacing an earlier one when it is complete.

    Raises:
        OutputError: When it cannot be written.
    """
    with failures_told(folder):
        files = CompleteFiles(folder)
        try:
            files.open(FILE).write(page)
            files.publish()
        finally:
            files.discard()
            files.remove_empty_folders()
