"""``entityx report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entityx.cli.exits import errors_told
from entityx.cli.show import say, tell
from entityx.errors import UsageError
from entityx.read.results import read_documents
from entityx.write.complete import CompleteFiles, failures_told

if TYPE_CHECKING:
    from entityx.report import Choice

FILE = "report.html"


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of results that extract has written.")],
    language: Annotated[str, typer.Option(metavar="CODE", help="The language of its labels: fr or en.")] = "fr",
    documents: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Show the N documents with the most mentions; without it, as many as a browser can open.",
        ),
    ] = None,
) -> None:
    """Make one HTML page of extracted results, to read, search and share; it works offline."""
    from entityx.report import LANGUAGES, choose, report_page  # brings what --help does without

    with errors_told():
        if language not in LANGUAGES:
            raise UsageError(f"unknown language {language!r}: choose from {', '.join(LANGUAGES)}")
        choice = choose(read_documents(folder), documents)
        shown = (one for number, one in enumerate(read_documents(folder)) if number in choice.numbers)
        page = report_page(shown, name=folder.resolve().name, language=language, out_of=choice.out_of)
        write_page(page, folder)
    show_choice(choice, folder, is_asked=documents is not None)


def show_choice(choice: Choice, folder: Path, *, is_asked: bool) -> None:
    """Say how many documents the report in *folder* shows, and when a browser may not open all.

    Args:
        choice: Which they are.
        folder: Where the report is.
        is_asked: Whether their number was given.
    """
    shown, all_ = len(choice.numbers), choice.out_of
    wanted = shown if is_asked else all_
    if wanted > choice.fitting:
        fewer = f"the report shows the {shown} with the most mentions, --documents N shows another number"
        what = f"try --documents {choice.fitting}" if is_asked else fewer
        tell(f"{wanted} documents are more than most browsers open: {what}")
    count = f"{shown} of {all_}" if shown < all_ else f"{all_}"
    say(f"{count} {'document' if all_ == 1 else 'documents'}, shown in {folder / FILE}: open it in a browser")


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
