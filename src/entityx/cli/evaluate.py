"""``entityx evaluate``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import entityx
from entityx.cli.exits import errors_told
from entityx.cli.show import show_link_scores, show_mistakes, show_scores
from entityx.errors import GoldError
from entityx.gold import read_gold_files
from entityx.recognise.ours import ACCURATE, FAST

if TYPE_CHECKING:
    from entityx.evaluation import Mistake


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD", help="Annotated texts: .jsonl with text and mentions, or .txt with [LABEL …] around them."
        ),
    ],
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_PATH",
            help="accurate, or fast for many articles; or a spaCy package or pipeline folder, whose code it runs. "
            "[default: accurate]",
        ),
    ] = None,
    gold_mentions: Annotated[
        bool, typer.Option("--gold-mentions", help="Link the annotated mentions, and score the links only.")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Show the mistakes, each in its context.")] = False,
) -> None:
    """Measure precision, recall and F1 on annotated texts: of mentions, beside those of other models, and of links."""
    with errors_told():
        texts = read_gold_files(gold)
        has_links = any(text.links is not None for text in texts)
        if gold_mentions and not has_links:
            raise GoldError(
                "no annotated text has links, and --gold-mentions scores nothing else: give texts with people and "
                "agreements (.jsonl, see docs/usage.md), or leave the option out"
            )
        nlp = entityx.load(model)
        from entityx import evaluation  # it brings spaCy
        from entityx.recognise.stock import load_stock

        mistakes: list[Iterator[Mistake]] = []
        if gold_mentions:
            documents = evaluation.with_gold_mentions(texts, nlp)
        else:
            documents = evaluation.extracted(texts, nlp)
            found = evaluation.places(documents)
            others = {
                name: evaluation.places(evaluation.extracted(texts, entityx.load(name)))
                for name in (ACCURATE, FAST)
                if name != (model or ACCURATE)
            }
            others["stock"] = evaluation.named(texts, load_stock())
            beside = {name: evaluation.score_mentions(texts, places) for name, places in others.items()}
            show_scores(evaluation.score_mentions(texts, found), beside=beside)
            mistakes.append(evaluation.mention_mistakes(texts, found))
        if has_links:
            show_link_scores(evaluation.score_links(texts, documents))
            mistakes.append(evaluation.link_mistakes(texts, documents))
        if errors:
            show_mistakes(chain.from_iterable(mistakes))
