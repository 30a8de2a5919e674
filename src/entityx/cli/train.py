"""``entityx train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from entityx.cli.exits import errors_told
from entityx.cli.show import say


def train(
    texts: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD", help="Annotated texts, or folders of them, as for evaluate; it learns from these."
        ),
    ],
    dev: Annotated[
        list[Path], typer.Option(metavar="GOLD", help="Annotated texts that choose the best state; may be repeated.")
    ],
    articles: Annotated[
        list[Path] | None,
        typer.Option(metavar="INPUT", help="Articles without annotation to learn from as well; may be repeated."),
    ] = None,
    teacher: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_PATH",
            help="The model that labels these articles (accurate, for instance); without it, one is trained for that.",
        ),
    ] = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to save the pipeline.")],
) -> None:
    """Train a recogniser on annotated texts, by spacy train; --model DIR then uses it."""
    with errors_told():
        from entityx.train.training import train as train_pipeline  # it brings spaCy

        train_pipeline(texts, dev, output, articles=articles or (), teacher=teacher)
    say(f"saved to {output}; use it with --model {output}")
