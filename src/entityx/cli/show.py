"""What a person sees on the terminal: progress, the summary, what went wrong.

All that comes from a text, a file's name or an error passes `visible` on its way there: a terminal obeys what it is
sent. No other module writes to the terminal.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from entityx.characters import visible, visible_json
from entityx.collect import Summary
from entityx.log import LogFormatter, logger
from entityx.recognise.ours import ACCURATE, FAST
from entityx.records import LABELS, Article, Failure

if TYPE_CHECKING:
    from entityx.evaluation import Mistake
    from entityx.explanation import Explanation

EXAMPLES = 4
"""Names that the summary shows for each kind."""

REASONS = 6
"""Reasons that are shown for each decision: the weightiest."""

SCORES = ("PER", "LOC", "ORG", "names", "TITLE", "AGREEMENT", "all")
"""The rows of an evaluation: each label, the names together, all mentions together."""

ACCURACIES = ("status", "kind")
"""The rows of links that have one figure only."""

MANY = 1_000
"""Articles from which on it is told at the start how long they take."""
PACE = {ACCURATE: 35_000, FAST: 145_000}
"""Characters a second that one process works on with our models, where docs/benchmarks.md was measured."""

KINDS = {"PER": "people", "LOC": "places", "ORG": "organisations", "TITLE": "titles", "AGREEMENT": "agreements"}


def tell(message: str) -> None:
    """Say on standard error what went wrong."""
    typer.echo(f"entityx: {visible(message)}", err=True)


def say(message: str) -> None:
    """Say what was done, unless that is not wanted."""
    if not is_quiet():
        typer.echo(visible(message))


def is_quiet() -> bool:
    """Whether only what went wrong is wanted on the terminal."""
    return logger.getEffectiveLevel() >= logging.ERROR


def show_json(line: bytes) -> None:
    """Print a line of JSON: as it is, in UTF-8 whatever the terminal's encoding, for programs that read it."""
    typer.echo(visible_json(line.decode()).encode() if sys.stdout.isatty() else line)


@contextmanager
def telling(level: int) -> Iterator[None]:
    """Say as much as is wanted while the block runs.

    Args:
        level: One of `logging`'s: errors only, warnings too (a summary is one), each article, or all, and where in
            entityx an error happened.
    """
    handler = _Terminal()
    handler.setFormatter(LogFormatter("entityx: %(message)s"))
    if level > logging.DEBUG:
        handler.addFilter(lambda record: record.levelno < logging.WARNING)  # errors are told at the end anyway
    before = logger.level
    logger.setLevel(level)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


class _Terminal(logging.Handler):
    """Standard error, as the target of a log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show *record*."""
        typer.echo(self.format(record), err=True)


@contextmanager
def progress(
    read: Callable[[], Iterable[Article | Failure]], *, countable: bool, announce: Callable[[int, int], None]
) -> Iterator[Iterable[Article | Failure]]:
    """What *read* gives, with a bar on standard error that fills as it goes by, when that is a terminal.

    Args:
        read: Gives the articles; it is called once more before, to count them, which takes far less time than to
            recognise them.
        countable: Whether it gives the same each time; otherwise the bar has no end.
        announce: Is told how many articles there are, and their characters, where they are counted.
    """
    console = Console(stderr=True)
    if not console.is_terminal or is_quiet():
        yield read()
        return
    total = None
    if countable:
        sizes = [len(item.text) if isinstance(item, Article) else 0 for item in read()]
        total = len(sizes)
        announce(total, sum(sizes))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield bar.track(read(), total=total, description="articles")


def show_pace(articles: int, characters: int, *, jobs: int) -> None:
    """Print to standard error how long many articles take about, with either of our models.

    Args:
        articles: How many.
        characters: Of all of them.
        jobs: The processes that share the work.
    """
    if articles >= MANY:
        times = (f"{duration(characters / pace / jobs)} with --model {name}" for name, pace in PACE.items())
        tell(f"{articles} articles: about {', '.join(times)}")


def duration(seconds: float) -> str:
    """*seconds* in the unit in which a person would say it."""
    for unit, size in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {unit}s"
    return f"{max(1, round(seconds / 60))} minute"


def show_summary(summary: Summary, output: Path) -> None:
    """Print what a run found: counts by kind, who holds which title, the agreements."""
    if is_quiet():
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a sign shows ? in its place
    console = Console()
    documents = "1 document" if summary.documents == 1 else f"{summary.documents} documents"
    kept = f", {summary.kept} of them found before" if summary.kept else ""
    console.print(f"{documents}{kept}, written to {cell(str(output))}")
    for table in (_kinds(summary), _people(summary), _agreements(summary)):
        if table.row_count:
            console.print(table)


def show_scores(
    scores: Mapping[str, Mapping[str, float]], *, beside: Mapping[str, Mapping[str, Mapping[str, float]]]
) -> None:
    """Print precision, recall and F1 of each label, in per cent, and the F1 of other models.

    Args:
        scores: Those of the model, by row and figure.
        beside: Those of the others, by their names.
    """
    columns = [Column(name, justify="right") for name in ("P", "R", "F1", *(f"{name} F1" for name in beside))]
    table = Table("", *columns, title="Exact mentions")
    for row in SCORES:
        figures = [*(scores[row][figure] for figure in "prf"), *(other[row]["f"] for other in beside.values())]
        shown = [f"{100 * figure:.1f}" for figure in figures]
        table.add_row(KINDS.get(row, row), *shown, end_section=row in ("names", "AGREEMENT"))
    Console().print(table)


def show_link_scores(scores: Mapping[str, Mapping[str, float]]) -> None:
    """Print precision, recall and F1 of each kind of link, in per cent; of the status and the kind, their accuracy."""
    table = Table("", *(Column(name, justify="right") for name in ("P", "R", "F1")), title="Links")
    for row, figures in scores.items():
        shown = [f"{100 * figures[figure]:.1f}" for figure in "prf"]
        shown = ["", "", shown[-1]] if row in ACCURACIES else shown
        table.add_row(row, *shown, end_section=row in ("titles-of", "kind"))
    Console().print(table)


def show_mistakes(mistakes: Iterable[Mistake]) -> None:
    """Print each mistake: what was missed, what was found instead, and the text around where it is known."""
    console = Console(soft_wrap=True, highlight=False)
    for mistake in mistakes:
        parts = [
            *([f"missed [green]{cell(mistake.missed)}[/green]"] if mistake.missed else ()),
            *([f"wrong [red]{cell(mistake.wrong)}[/red]"] if mistake.wrong else ()),
        ]
        console.print(f"{cell(mistake.id)}: {', '.join(parts)}")
        if mistake.context:
            console.print(f"    …{cell(mistake.context)}…", style="dim")


def show_explanations(explanations: Iterable[Explanation]) -> None:
    """Print why each thing was decided: the score as log odds, and what spoke most for and against it."""
    console = Console(soft_wrap=True, highlight=False)
    about: tuple[str, int | None] | None = None
    for one in explanations:
        if about != (one.about, one.number):
            about = (one.about, one.number)
            number = "" if one.number is None else f"agreement {one.number}: "
            console.print(f"\n[bold]{number}{cell(one.about)}[/bold]")
        style = "" if one.given else "dim"
        console.print(f"  {'' if one.given else 'not '}{cell(one.question)}  ({one.score:+.1f})", style=style)
        for reason in one.reasons[:REASONS]:
            console.print(f"    {reason.weight:+.1f}  {cell(reason.words)}", style=style)


def show_languages(languages: Mapping[str, int]) -> None:
    """Print to standard error how many documents are not in French, in which *languages*."""
    if languages and not is_quiet():
        count = sum(languages.values())
        which = ", ".join(f"{language}: {number}" for language, number in sorted(languages.items()))
        documents = "1 document is" if count == 1 else f"{count} documents are"
        tell(f"{documents} not in French ({which}): do not rely on what was found there; see documents.csv")


def show_failures(failures: Sequence[Failure], log: Path | None) -> None:
    """Print to standard error which inputs gave no document, and why.

    Args:
        failures: Those inputs.
        log: The file that says where in entityx it was, if there is one.
    """
    for failure in failures:
        tell(f"{failure.source}: {failure.error}")
    if any(failure.trace for failure in failures):
        where = f"lies in {log}" if log else "is shown with --debug, or written with --log FILE"
        tell(f"what to send along with a report {where}")


def cell(text: str) -> str:
    """*text* as rich shows it: on one line, without markup or characters that a terminal would obey."""
    return escape(visible(" ".join(text.split())))


def _kinds(summary: Summary) -> Table:
    """How much of each kind, and what is mentioned most."""
    table = Table(
        "kind",
        Column("mentions", justify="right"),
        Column("distinct", justify="right"),
        "most mentioned",
        title="Found",
    )
    for label in LABELS:
        if summary.distinct[label]:
            most = ", ".join(f"{entity.name} ({entity.mentions})" for entity in summary.most[label][:EXAMPLES])
            table.add_row(KINDS[label], str(summary.mentions[label]), str(summary.distinct[label]), cell(most))
    return table


def _people(summary: Summary) -> Table:
    """Who holds which title, the most mentioned first."""
    table = Table("person", "titles", title="People and their titles")
    for entity in summary.titled:
        table.add_row(cell(entity.name), cell(", ".join(entity.titles)))
    return _with_rest(table, summary.title_holders)


def _agreements(summary: Summary) -> Table:
    """What was agreed, the surest first; about what, in the words of the text or else as classes."""
    table = Table("agreement", "parties", "status", "about", Column("document", overflow="fold"), title="Agreements")
    for document, words, agreement in summary.agreements:
        about = ", ".join(agreement.domains or agreement.subjects)
        cells = (words, ", ".join(agreement.parties), agreement.status, about, document)
        table.add_row(*map(cell, cells))
    return _with_rest(table, summary.agreed)


def _with_rest(table: Table, rows: int) -> Table:
    """*table*, saying how many of its *rows* it does not show."""
    if rows > table.row_count:
        table.caption = f"and {rows - table.row_count} more in the tables"
    return table
