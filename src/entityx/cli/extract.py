"""``entityx extract``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entityx.cli.exits import FAILED, INTERRUPTED, errors_told
from entityx.cli.show import PACE, progress, show_failures, show_json, show_languages, show_pace, show_summary, tell
from entityx.engines import Dask, Engine, Processes, Recipe, ThisProcess, loaded
from entityx.errors import OutputError, UsageError
from entityx.log import logged_to
from entityx.read import ID_FIELD, TEXT_FIELD, can_be_read_again, read_articles
from entityx.recognise.ours import ACCURATE
from entityx.records import Article, Failure
from entityx.write import DEFAULT_DIALECT, DEFAULT_FORMATS, DIALECTS, FILES, FORMATS, TABLE_FORMATS, json_line, log_in

if TYPE_CHECKING:
    from entityx.collect import Summary

ENGINES = ("local", "dask")
"""Processes of this machine, or a Dask cluster."""


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Texts, .html, .docx, .pdf or .md files, .jsonl or .csv files with a text column, folders of them, "
            "or - for standard input.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write the tables here; without it, print JSON lines."),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="LIST",
            help=f"What to write: some of {', '.join(FORMATS)}, separated by commas. [default: jsonl,csv]",
        ),
    ] = None,
    csv_dialect: Annotated[
        str, typer.Option(metavar="NAME", help="How CSV is written: standard, or excel-fr for Excel in French.")
    ] = DEFAULT_DIALECT,
    min_confidence: Annotated[
        float | None,
        typer.Option(metavar="X", help="Leave out of the tables what is less sure than X, from 0 to 1. [default: 0]"),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_PATH",
            help="accurate, or fast for many articles; or a spaCy package or pipeline folder, whose code it runs. "
            "[default: accurate]",
        ),
    ] = None,
    patterns: Annotated[
        str | None, typer.Option(metavar="FILE.jsonl", help="Your own names, titles and agreement words.")
    ] = None,
    text_field: Annotated[str, typer.Option(help="The field with the text, in .jsonl and .csv files.")] = TEXT_FIELD,
    id_field: Annotated[str, typer.Option(help="The field with the article's id, in those files.")] = ID_FIELD,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Read also what links lead to outside of an input folder.")
    ] = False,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out of the JSON.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that share the work.")] = 1,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help=f"Where the work is done: {' or '.join(ENGINES)}.")
    ] = ENGINES[0],
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The scheduler of the Dask cluster; without it, one is started here."),
    ] = None,
    log: Annotated[
        str | None, typer.Option(metavar="FILE", help="Add to this log where entityx itself failed, with tracebacks.")
    ] = None,
) -> None:
    """Find people, titles, places, organisations and agreements in French texts."""
    with errors_told(), ExitStack() as logs:
        chosen = parse_formats(formats)
        if output is None and formats is not None and chosen != ("jsonl",):
            raise UsageError(f"--format {formats} needs a folder to write to: add -o DIR")
        if output is None and csv_dialect != DEFAULT_DIALECT:
            raise UsageError(f"--csv-dialect {csv_dialect} needs a folder to write to: add -o DIR")
        if min_confidence is not None:
            check_confidence(min_confidence, chosen, output)
        if csv_dialect not in DIALECTS:
            raise UsageError(f"unknown CSV dialect {csv_dialect!r}: choose from {', '.join(DIALECTS)}")
        if "" in (*inputs, output, model, patterns, text_field, id_field, log):
            raise UsageError("an argument is empty (a variable that is not set?): the folder that you are in is .")
        folder = None if output is None else Path(output)
        if folder is not None:
            check_apart(inputs, folder)
        if log is not None:
            logs.enter_context(own_log(Path(log)))
        read = partial(
            read_articles,
            inputs,
            text_field=text_field,
            id_field=id_field,
            without=folder,
            follow_links=follow_links,
        )
        worker = choose_engine(Recipe(model, patterns), engine, jobs=jobs, scheduler=scheduler)
        if folder is None:
            failures = print_documents(read(), worker, with_text=not no_text)
        else:
            countable = all(map(can_be_read_again, inputs))
            from entityx.extraction import extract_to_folder  # brings spaCy, which --help does without

            write = partial(
                extract_to_folder,
                engine=worker,
                folder=folder,
                formats=chosen,
                with_text=not no_text,
                csv_dialect=csv_dialect,
                min_confidence=min_confidence or 0,
            )
            ours = (model or ACCURATE) in PACE and engine == ENGINES[0]
            announce = partial(show_pace, jobs=jobs) if ours else lambda articles, characters: None
            failures = write_folder(read, write, folder, countable=countable, announce=announce)
    if failures:
        show_failures(failures, Path(log) if log else log_in(folder) if folder else None)
        raise typer.Exit(FAILED)


@contextmanager
def own_log(path: Path) -> Iterator[None]:
    """Log into the file that the user has chosen.

    Raises:
        UsageError: When it cannot be written.
    """
    with ExitStack() as log:
        try:
            log.enter_context(logged_to(path, append=True))
        except OSError as error:
            raise UsageError(f"cannot write the log {path}: {error.strerror}") from error
        yield


def check_apart(inputs: Iterable[str], folder: Path) -> None:
    """Refuse to write results over what is read.

    Raises:
        UsageError: When one of *inputs* is *folder*, or a file in it with the name of one that a run writes.
    """
    written = {os.path.realpath(folder / name) for name in FILES}
    for given in inputs:
        path = os.path.realpath(given)
        if path == os.path.realpath(folder):
            raise UsageError(f"{folder} is both input and output: choose another folder with -o")
        if path in written:
            raise UsageError(f"{given} would be replaced by the results: choose another folder with -o")


def parse_formats(given: str | None) -> tuple[str, ...]:
    """The formats that *given* lists, or the default ones.

    Raises:
        UsageError: When one of them is unknown.
    """
    chosen = tuple(name.strip() for name in given.split(",")) if given is not None else DEFAULT_FORMATS
    for name in chosen:
        if name not in FORMATS:
            raise UsageError(f"unknown format {name!r}: choose from {', '.join(FORMATS)}")
    return chosen


def check_confidence(least: float, formats: Iterable[str], output: str | None) -> None:
    """Refuse a *least* confidence that is none, or where no tables are written from which something could be left out.

    Raises:
        UsageError: When it is not from 0 to 1, or there is no *output*, or no tables are among its *formats*.
    """
    if not 0 <= least <= 1:
        raise UsageError(f"--min-confidence {least:g} is no confidence: give a number from 0 to 1, such as 0.8")
    if output is None:
        raise UsageError("--min-confidence leaves things out of the tables, which need a folder: add -o DIR")
    if not set(formats).intersection(TABLE_FORMATS):
        tables = f"one of {', '.join(TABLE_FORMATS)}"
        raise UsageError(
            f"--min-confidence leaves things out of the tables, and there are none: add {tables} to --format"
        )


def choose_engine(recipe: Recipe, name: str, *, jobs: int, scheduler: str | None) -> Engine:
    """What does the work.

    Raises:
        ModelError, PatternsError: When the pipeline cannot be loaded.
        EngineError: When there is no such cluster.
        UsageError: When *name* is none of ``ENGINES``, or its package is not installed.
    """
    if name not in ENGINES:
        raise UsageError(f"unknown engine {name!r}: choose from {', '.join(ENGINES)}")
    if name == "dask":
        recipe.fingerprint()  # whether the model and the patterns are there is said before a cluster is started
        return Dask(recipe, scheduler=scheduler, jobs=jobs)
    if scheduler is not None:
        raise UsageError("--scheduler goes with --engine dask")
    if jobs > 1:
        return Processes(recipe, jobs)
    loaded(recipe)  # whatever is wrong with it is said before anything is read
    return ThisProcess(recipe)


def print_documents(articles: Iterable[Article | Failure], engine: Engine, *, with_text: bool) -> list[Failure]:
    """Print each document as a line of JSON on standard output, and return what could not be read."""
    from entityx.extraction import extract_documents  # brings spaCy, which --help does without

    failures: list[Failure] = []
    for document in extract_documents(articles, engine, failures=failures):
        with standard_output():
            show_json(json_line(document, with_text=with_text))
    return failures


@contextmanager
def standard_output() -> Iterator[None]:
    """Turn a failure to write to standard output into a message.

    Raises:
        OutputError: When it is closed or cannot be written.
    """
    if sys.stdout is None:
        raise OutputError("cannot write to standard output: it is closed")
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read has had enough, as head has: typer ends quietly
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def write_folder(
    read: Callable[[], Iterable[Article | Failure]],
    write: Callable[[Iterable[Article | Failure]], Summary],
    output: Path,
    *,
    countable: bool,
    announce: Callable[[int, int], None],
) -> list[Failure]:
    """Write the documents and tables into *output*, show what was found, and return what could not be read.

    Args:
        read: Gives the articles.
        write: Writes what is found in them into *output*.
        output: The folder.
        countable: Whether *read* gives the same each time, so that progress can be told in parts of the whole.
        announce: Is told how much there is to do, where that is counted.
    """
    try:
        with progress(read, countable=countable, announce=announce) as articles:
            summary = write(articles)
    except KeyboardInterrupt:
        tell("interrupted; what was found so far is kept: the same command goes on")
        raise typer.Exit(INTERRUPTED) from None
    if summary.documents or not summary.failures:
        with standard_output():
            show_summary(summary, output)
        show_languages(summary.languages)
    return summary.failures
