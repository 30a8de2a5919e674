"""``python -m entityx.train.transformer``: what ``make train-accurate`` and ``make train-closer`` run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from entityx.train.transformer.making import train_closer_look, train_second_look
from entityx.train.transformer.training import CLOSER, Settings

app = typer.Typer(add_completion=False)

Texts = Annotated[list[Path], typer.Argument(help="Annotated texts.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Where to write the trained transformer.")]


@app.command()
def second_look(texts: Texts, output: Output) -> None:
    """Train the transformer that takes the second look; started again after a stop, it goes on."""
    train_second_look(texts, output, settings=Settings())


@app.command()
def closer_look(
    texts: Texts, links: Annotated[Path, typer.Option(help="The folder with their links.")], output: Output
) -> None:
    """Train the transformer that takes the closer look; started again after a stop, it goes on."""
    train_closer_look(texts, links, output, settings=CLOSER)


if __name__ == "__main__":
    app()
