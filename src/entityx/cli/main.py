"""The commands of ``entityx``."""

from __future__ import annotations

import atexit
import gc
from typing import Annotated

import typer

import entityx
from entityx.cli.evaluate import evaluate
from entityx.cli.extract import extract
from entityx.cli.report import report
from entityx.cli.train import train

app = typer.Typer(
    name="entityx",
    help="Read French news and find who, in what office, where, in which organisation, and what was agreed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# At its end Python would look through all that a pipeline has loaded for garbage, for half a second.
atexit.register(gc.freeze)
for command in (extract, report, evaluate, train):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"entityx {entityx.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read French news and find who, in what office, where, in which organisation, and what was agreed."""
