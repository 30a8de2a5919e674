"""How fast we are beside the stock pipeline, both in one run: ``make bench``.

The ratios are what counts, since machines differ and are noisy: the medians of the rounds, each of which times all ways
in turns. None must fall below its floor in ``quality.json``. The table goes to ``docs/benchmarks.md``.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import spacy

from entityx.engines import Engine, Processes, Recipe, ThisProcess
from entityx.extraction import extract_to_folder
from entityx.read import read_articles
from entityx.recognise.ours import ACCURATE, FAST
from entityx.recognise.stock import STOCK
from entityx.records import Article
from tests.conftest import PROJECT, SHARED

ROUNDS = 5
ARTICLES = 456
FEW = ARTICLES // (ROUNDS + 1)
"""How many of them the stock pipeline gets in a round, and we beside it: each round has others, for ours remembers the
words of those that it has met."""
JOBS = 2
FLOORS = json.loads(Path(__file__).with_name("quality.json").read_text(encoding="utf-8"))["speed"]
PAGE = PROJECT / "docs" / "benchmarks.md"
SAMPLE = PROJECT / "data" / "raw"

Way = Callable[[int], int]
"""What is timed: does the work of a round, and says how many units that is, words or articles."""

COLD_STOCK = f"""
import spacy, sys
nlp = spacy.load({STOCK!r})
print([(ent.text, ent.label_) for ent in nlp(open(sys.argv[1], encoding="utf-8").read()).ents])
"""


def articles(wanted: int) -> list[Article]:
    """Real articles beside the project, or the samples where there are none, *wanted* of them, again and again."""
    source = SHARED / "corpus" if SHARED.is_dir() else SAMPLE
    found = [article for article in read_articles([str(source)]) if isinstance(article, Article)]
    return (found * (1 + wanted // len(found)))[:wanted]


def write_files(folder: Path, given: Sequence[Article]) -> None:
    """Write the texts of *given* as files, as an analyst has them."""
    for number, article in enumerate(given):
        (folder / f"{number:05}.txt").write_text(article.text, encoding="utf-8", newline="")


def words_of(given: Sequence[Article]) -> int:
    """How many words *given* has."""
    return sum(len(article.text.split()) for article in given)


def extraction(given: Sequence[Article], source: Path, engine: Engine) -> Callable[[], int]:
    """What extracts from *given*, written as files into *source*, into a folder beside it."""
    source.mkdir()
    write_files(source, given)
    runs = count()

    def extract() -> int:
        extract_to_folder(read_articles([str(source)]), engine, source.with_name(f"{source.name}-out-{next(runs)}"))
        return words_of(given)

    return extract


def beside_stock(given: Sequence[Article], folder: Path) -> dict[str, Way]:
    """What is timed: the stock pipeline on each text; files read, all found, tables written."""
    stock = spacy.load(STOCK)  # before ours, which chooses another library for products of matrices
    parts = [given[start : start + FEW] for start in range(0, ARTICLES, FEW)]
    ours = {
        name: [
            extraction(part, folder / f"{name}{round_}", ThisProcess(Recipe(name))) for round_, part in enumerate(parts)
        ]
        for name in (ACCURATE, FAST)
    }

    def call_stock(round_: int) -> int:
        for article in parts[round_]:
            stock(article.text)
        return words_of(parts[round_])

    return {"stock": call_stock} | {name: lambda round_, own=own: own[round_]() for name, own in ours.items()}


def by_processes(given: Sequence[Article], folder: Path) -> dict[str, Way]:
    """What is timed: the same, by the fast model, on all articles, again and again, by one process and by several."""
    one = extraction(given, folder / "one", ThisProcess(Recipe(FAST)))
    several = extraction(given, folder / "several", Processes(Recipe(FAST), JOBS))
    return {"one": lambda round_: one(), "jobs": lambda round_: several()}


def from_cold(path: Path) -> dict[str, Way]:
    """What is timed on one article in a new process, all loading included."""

    def run(*command: str) -> int:
        subprocess.run([sys.executable, *command, str(path)], check=True, capture_output=True)
        return 1

    return {"cold stock": lambda round_: run("-c", COLD_STOCK), "cold": lambda round_: run("-m", "entityx", "extract")}


def timed(ways: dict[str, Way]) -> dict[str, list[float]]:
    """The seconds a unit that each of *ways* takes in each round, after one that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for round_ in range(ROUNDS + 1):
        for name, way in ways.items():
            start = time.perf_counter()
            units = way(round_)
            if round_:
                seconds[name].append((time.perf_counter() - start) / units)
    return seconds


def ratio(seconds: dict[str, list[float]], slow: str, fast: str) -> float:
    """How many times as long *slow* takes as *fast*: the median of the rounds."""
    return statistics.median(a / b for a, b in zip(seconds[slow], seconds[fast], strict=True))


def page(words: int, seconds: dict[str, list[float]], ratios: dict[str, float]) -> str:
    """The page with the table."""

    def speed(name: str) -> str:
        return f"{1 / statistics.median(seconds[name]):,.0f} words/s"

    def once(name: str) -> str:
        return f"{statistics.median(seconds[name]):.1f} s"

    rows = (
        (f"`{STOCK}` called on each text", speed("stock"), "1.00"),
        ("`entityx extract DIR -o DIR`: read, find, link, write", speed(ACCURATE), f"{ratios[ACCURATE]:.2f}"),
        ("the same with `--model fast`", speed(FAST), f"{ratios[FAST]:.2f}"),
        (f"the same with `--model fast --jobs {JOBS}`", speed("jobs"), f"{ratios[FAST] * ratios['jobs']:.2f}"),
        (f"`{STOCK}` loaded and called on one article, cold", once("cold stock"), "1.00"),
        ("`entityx extract` on one article, cold", once("cold"), f"{1 / ratios['cold']:.2f}"),
    )
    table = "\n".join(f"| {what} | {measured} | {times} |" for what, measured, times in rows)
    return f"""# Benchmarks

`make bench` measures this and writes this page: medians of {ROUNDS} rounds that time all ways in turns, in one run, on
{os.cpu_count()} cores. Machines differ and are noisy, so only the ratios are checked (floors in `tests/quality.json`):
`extract` at least {FLOORS[ACCURATE]} times the stock pipeline, with `--model fast` at least {FLOORS[FAST]} times,
`--jobs {JOBS}` at least {FLOORS["jobs"]} times that again, one article from a cold shell in at most {FLOORS["cold"]} of
the time.

The first three rows are on {FEW} real articles a round, new ones in each. The fourth is on all {ARTICLES} in
every round, {words:,} words, compared with one process on the same. Loading is left out but for the last two rows.

| | measured | times as fast as stock |
| --- | --- | --- |
{table}

How the time grows with the number of articles, and how much memory is needed, is in [scale.md](scale.md).
"""


def main() -> int:
    """Time the ways, write the table, and say whether a floor was missed."""
    given = articles(ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        seconds = timed(beside_stock(given, Path(folder)))  # first: by then ours must have met none of these words
        seconds |= timed(by_processes(given, Path(folder)))
    seconds |= timed(from_cold(next(iter(sorted((SAMPLE / "diplomatie").glob("*.txt"))))))
    ratios = {
        ACCURATE: ratio(seconds, "stock", ACCURATE),
        FAST: ratio(seconds, "stock", FAST),
        "jobs": ratio(seconds, "one", "jobs"),
        "cold": ratio(seconds, "cold", "cold stock"),
    }
    PAGE.write_text(page(words_of(given), seconds, ratios), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
    missed = [
        f"{name}: {ratios[name]:.2f} instead of {floor}"
        for name, floor in FLOORS.items()
        if (ratios[name] > floor if name == "cold" else ratios[name] < floor)
    ]
    if missed:
        print("too slow,", "; ".join(missed), file=sys.stderr)
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
