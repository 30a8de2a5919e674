"""``python -m entityx.train.transformer``: what ``make train-accurate`` runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from entityx.train.transformer.making import train_second_look
from entityx.train.transformer.training import Settings


def main(
    texts: Annotated[list[Path], typer.Argument(help="Annotated texts.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the trained transformer.")],
) -> None:
    """Train the transformer that takes the second look; started again after a stop, it goes on."""
    train_second_look(texts, output, settings=Settings())


if __name__ == "__main__":
    typer.run(main)
