"""How a command ends: its exit code, and one line that says what was wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from entityx.cli.show import tell
from entityx.errors import EntityxError, ModelError, PatternsError, UsageError
from entityx.log import logger

FAILED, WRONG_COMMAND, INTERRUPTED = 1, 2, 130
"""Exit codes: some input cannot be used or the results cannot be written; the command line is wrong; Ctrl-C, as shells
tell it."""
WRONG_COMMAND_ERRORS = (UsageError, ModelError, PatternsError)
NOT_OURS = (typer.Exit, typer.Abort, BrokenPipeError)
"""What typer turns into the end of a command by itself."""


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn an error into its message on standard error and an exit code."""
    try:
        yield
    except EntityxError as error:
        logger.debug("where it happened:", exc_info=error)
        tell(str(error))
        raise typer.Exit(WRONG_COMMAND if isinstance(error, WRONG_COMMAND_ERRORS) else FAILED) from error
    except NOT_OURS:
        raise
    except Exception as error:  # what nobody has foreseen
        logger.debug("where it happened:", exc_info=error)
        where = "" if logger.isEnabledFor(logging.DEBUG) else " with what the same command says with --debug"
        tell(f"entityx failed ({type(error).__name__}: {error}): please report it{where}")
        raise typer.Exit(FAILED) from error
