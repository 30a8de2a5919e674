"""How a command ends: its exit code, and one line that says what was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from entityx.errors import EntityxError, ModelError, PatternsError, UsageError

FAILED, WRONG_COMMAND, INTERRUPTED = 1, 2, 130
"""Exit codes: some input cannot be used or the results cannot be written; the command line is wrong; Ctrl-C, as shells
tell it."""
WRONG_COMMAND_ERRORS = (UsageError, ModelError, PatternsError)


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn an error of ours into its message on standard error and an exit code."""
    try:
        yield
    except EntityxError as error:
        typer.echo(f"entityx: {error}", err=True)
        raise typer.Exit(WRONG_COMMAND if isinstance(error, WRONG_COMMAND_ERRORS) else FAILED) from error
