"""How fast we are beside the stock pipeline, both in one run: ``make bench``.

The ratio is what counts, since machines differ and are noisy: the median of the rounds, each of which times both on the
same texts, in turns. It must not fall below the floor in ``quality.json``.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import entityx
from entityx.extraction import BATCH, extract_documents
from entityx.read import read_articles
from entityx.recognise.stock import load_stock
from entityx.records import Article
from tests.conftest import PROJECT, SHARED

ROUNDS = 5
ARTICLES = 60
FLOORS = json.loads(Path(__file__).with_name("quality.json").read_text(encoding="utf-8"))["speed"]


def articles(count: int) -> list[Article]:
    """Real articles beside the project, or the samples where there are none, *count* of them, again and again."""
    source = SHARED / "corpus" if SHARED.is_dir() else PROJECT / "data" / "raw"
    found = [article for article in read_articles([str(source)]) if isinstance(article, Article)]
    return (found * (1 + count // len(found)))[:count]


def ways(given: Sequence[Article]) -> dict[str, Callable[[], object]]:
    """What is timed: the stock pipeline called on each text, our pipeline, and extraction, the links included."""
    stock, nlp = load_stock(), entityx.load()
    texts = [article.text for article in given]
    return {
        "stock": lambda: [stock(text) for text in texts],
        "pipeline": lambda: list(nlp.pipe(texts, batch_size=BATCH)),
        "extraction": lambda: list(extract_documents(given, nlp, failures=[])),
    }


def main() -> int:
    """Time the ways in turns, print a table, and say whether a floor was missed."""
    given = articles(ARTICLES)
    words = sum(len(article.text.split()) for article in given)
    timed = ways(given)
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(ROUNDS):
        for name, way in timed.items():
            start = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - start)
    table = Table("", "words per second", "times the stock pipeline", title=f"{len(given)} articles, {words} words")
    missed = []
    for name, times in seconds.items():
        ratio = statistics.median(base / own for base, own in zip(seconds["stock"], times, strict=True))
        table.add_row(name, f"{words / statistics.median(times):,.0f}", f"{ratio:.2f}")
        if ratio < FLOORS.get(name, 0):
            missed.append(f"{name}: {ratio:.2f} instead of {FLOORS[name]}")
    Console().print(table)
    if missed:
        print("too slow,", "; ".join(missed), file=sys.stderr)
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
