"""The commands of ``entityx``."""

from __future__ import annotations

import atexit
import gc
import logging
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import entityx
from entityx.cli.evaluate import evaluate
from entityx.cli.explain import explain
from entityx.cli.extract import extract
from entityx.cli.report import report
from entityx.cli.show import say, telling
from entityx.cli.train import train

ANYWHERE = ("--quiet", "--verbose", "--debug")
"""Options of all commands, which may stand before the command, as those of `main`, and after it."""


class Commands(TyperGroup):
    """The commands, with the options that may stand before and after them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (typer does not export its type)
        """Take the options to the front that may stand anywhere before ``--``."""
        end = args.index("--") if "--" in args else len(args)
        front = [argument for argument in args[:end] if argument in ANYWHERE]
        rest = [argument for argument in args[:end] if argument not in ANYWHERE]
        return super().parse_args(ctx, [*front, *rest, *args[end:]])


app = typer.Typer(
    cls=Commands,
    name="entityx",
    help="Read French news and find who, in what office, where, in which organisation, and what was agreed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# At its end Python would look through all that a pipeline has loaded for garbage, for half a second.
atexit.register(gc.freeze)
for command in (extract, report, explain, evaluate, train):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"entityx {entityx.__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what is done, article by article.")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Say also where in entityx it was when something went wrong.")
    ] = False,
) -> None:
    """Read French news and find who, in what office, where, in which organisation, and what was agreed."""
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING
    context.with_resource(telling(level))
