"""``python -m entityx.train``: what ``make links`` runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

import entityx
from entityx.gold import read_gold, read_gold_files
from entityx.link.confidence import FILE
from entityx.link.decision import WEIGHTS
from entityx.recognise.closer_look.closer_look import CloserLook
from entityx.recognise.models import closer_look
from entityx.recognise.ours import ACCURATE, FAST
from entityx.train.confidence import calibrate, judged_agreements, judged_holders, judged_mentions
from entityx.train.links import is_kept_out, lessons, train_links, with_links


def main(
    texts: Annotated[list[Path], typer.Argument(help="Annotated texts.")],
    links: Annotated[Path, typer.Option(help="The folder with their links.")],
    dev: Annotated[Path, typer.Option(help="Annotated texts that have trained nothing, to calibrate on.")],
) -> None:
    """Train all decisions anew, and how sure they are."""
    fast, accurate = entityx.load(FAST), entityx.load(ACCURATE)
    golds = with_links(read_gold_files(texts), links)
    taught = list(lessons(golds, fast, CloserLook().from_disk(closer_look())))
    train_links(taught, WEIGHTS)
    apart = list(read_gold(dev))
    judged = judged_agreements(lesson for lesson in taught if is_kept_out(lesson.id))
    judged |= judged_holders(apart, accurate)
    judged |= judged_mentions(apart, fast) | judged_mentions(apart, accurate)
    weights = {name: calibrate(cases) for name, cases in judged.items()}
    FILE.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
