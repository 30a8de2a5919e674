"""``entityx evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import entityx
from entityx.cli.exits import errors_told
from entityx.cli.show import show_mistakes, show_scores
from entityx.gold import read_gold_files


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD", help="Annotated texts: .jsonl with text and mentions, or .txt with [LABEL …] around them."
        ),
    ],
    model: Annotated[
        str | None, typer.Option(metavar="NAME_OR_PATH", help="A spaCy package or pipeline folder; runs its code.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Show the mistakes, each in its context.")] = False,
) -> None:
    """Measure precision, recall and F1 on annotated texts, beside the stock model's."""
    with errors_told():
        texts = read_gold_files(gold)
        nlp = entityx.load(model)
        from entityx.evaluation import extracted, mistakes, named, score_mentions  # they bring spaCy
        from entityx.recognise.stock import load_stock

        found = extracted(texts, nlp)
        stock = named(texts, load_stock())
        show_scores(score_mentions(texts, found), stock=score_mentions(texts, stock))
        if errors:
            show_mistakes(mistakes(texts, found))
