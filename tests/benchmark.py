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
from entityx.recognise.stock import STOCK
from entityx.records import Article
from tests.conftest import PROJECT, SHARED

ROUNDS = 3
ARTICLES = 450
FEW = 150
"""How many of them the stock pipeline gets, and we beside it: it takes several times as long for each."""
JOBS = 2
FLOORS = json.loads(Path(__file__).with_name("quality.json").read_text(encoding="utf-8"))["speed"]
PAGE = PROJECT / "docs" / "benchmarks.md"
SAMPLE = PROJECT / "data" / "raw"

Way = tuple[Callable[[], object], int]
"""What is timed, and how many units of work it does: words, or one article."""

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


def throughput(given: Sequence[Article], folder: Path) -> dict[str, Way]:
    """What is timed: the stock pipeline on each text; files read, all found, tables written, by one process and two."""
    stock = spacy.load(STOCK)  # before ours, which chooses another library for products of matrices
    some, every, numbers = folder / "some", folder / "all", count()
    for written, articles in ((some, given[:FEW]), (every, given)):
        written.mkdir()
        write_files(written, articles)

    def extract(written: Path, engine: Engine) -> object:
        return extract_to_folder(read_articles([str(written)]), engine, folder / f"out{next(numbers)}")

    one, several = ThisProcess(Recipe()), Processes(Recipe(), JOBS)
    return {
        "stock": (lambda: [stock(article.text) for article in given[:FEW]], words_of(given[:FEW])),
        "extract": (lambda: extract(some, one), words_of(given[:FEW])),
        "all": (lambda: extract(every, one), words_of(given)),
        "jobs": (lambda: extract(every, several), words_of(given)),
    }


def from_cold(path: Path) -> dict[str, Way]:
    """What is timed on one article in a new process, all loading included."""

    def run(*command: str) -> object:
        return subprocess.run([sys.executable, *command, str(path)], check=True, capture_output=True)

    return {"cold stock": (lambda: run("-c", COLD_STOCK), 1), "cold": (lambda: run("-m", "entityx", "extract"), 1)}


def timed(ways: dict[str, Way]) -> dict[str, list[float]]:
    """The seconds a unit that each of *ways* takes in each round, after one that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for round_ in range(ROUNDS + 1):
        for name, (way, units) in ways.items():
            start = time.perf_counter()
            way()
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
        ("`entityx extract DIR -o DIR`: read, find, link, write", speed("extract"), f"{ratios['extract']:.2f}"),
        (f"the same with `--jobs {JOBS}`", speed("jobs"), f"{ratios['extract'] * ratios['jobs']:.2f}"),
        (f"`{STOCK}` loaded and called on one article, cold", once("cold stock"), "1.00"),
        ("`entityx extract` on one article, cold", once("cold"), f"{1 / ratios['cold']:.2f}"),
    )
    table = "\n".join(f"| {what} | {measured} | {times} |" for what, measured, times in rows)
    return f"""# Benchmarks

`make bench` measures this and writes this page: medians of {ROUNDS} rounds that time all ways in turns, in one run, on
{os.cpu_count()} cores. Machines differ and are noisy, so only the ratios are checked (floors in `tests/quality.json`):
`extract` at least {FLOORS["extract"]} times the stock pipeline, `--jobs {JOBS}` at least {FLOORS["jobs"]} times that
again, one article from a cold shell in at most {FLOORS["cold"]} of the time.

The first two rows are on {FEW} real articles, the third on {ARTICLES}, {words:,} words, beside one process on the same.
Loading is left out but for the last two rows.

| | measured | times as fast as stock |
| --- | --- | --- |
{table}

How the time grows with the number of articles, and how much memory is needed, is in [scale.md](scale.md).
"""


def main() -> int:
    """Time the ways, write the table, and say whether a floor was missed."""
    given = articles(ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        seconds = timed(throughput(given, Path(folder)))
    seconds |= timed(from_cold(next(iter(sorted((SAMPLE / "diplomatie").glob("*.txt"))))))
    ratios = {
        "extract": ratio(seconds, "stock", "extract"),
        "jobs": ratio(seconds, "all", "jobs"),
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
