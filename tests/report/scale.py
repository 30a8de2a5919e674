"""What a report of many documents takes to make and to open: ``make scale``, by hand; for ``docs/report.md``.

The same real articles come again and again under other ids; in the last row also with other names in each round, since
what was found before takes less room in a page.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from entityx.engines import Recipe, ThisProcess
from entityx.extraction import extract_documents
from tests.benchmark import articles
from tests.report.benchmark import DRAWN
from tests.report.browser import chromium

COUNTS = ((500, False), (1_000, False), (2_000, False), (5_000, False), (10_000, False), (10_000, True))
ARTICLES = 459
COMMAND = """
import atexit, sys, time
from entityx.cli.main import app
def tell():
    print(open("/proc/self/status").read(), time.process_time(), file=sys.stderr)
atexit.register(tell)
app(sys.argv[1:])
"""
SEARCH = """async (text) => {
    const field = document.querySelector("#view input");
    const start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input"));
    await new Promise((tell) => requestAnimationFrame(() => setTimeout(tell)));
    return (performance.now() - start) / 1000;
}"""
NAME = re.compile(r"\b[A-ZÀÉ][a-zà-ÿ]{2,}")
OF_A_DOCUMENT = {"id", "source", "language", "label", "status", "code", "country", "date", "entity"}
"""Fields in which no name stands."""


def renamed(value: Any, turn: int) -> Any:
    """*value* with another letter in each word that begins with a capital, one of its own in each *turn*."""
    if isinstance(value, dict):
        return {key: one if key in OF_A_DOCUMENT else renamed(one, turn) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [renamed(one, turn) for one in value]
    if not isinstance(value, str):
        return value
    return NAME.sub(lambda word: word[0][0] + chr(ord("a") + turn) + word[0][2:], value)


def repeated(records: list[dict[str, Any]], has_new_names: bool) -> Iterator[dict[str, Any]]:
    """*records* again and again, under ids of their own."""
    number = 0
    while True:
        for record in records:
            turn = number // len(records)
            yield {**(renamed(record, turn) if has_new_names and turn else record), "id": str(number)}
            number += 1


def peak(status: str) -> int:
    """The peak of memory, in MB, in the *status* of a process; ``resource`` counts that of its parent too."""
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def make(folder: Path) -> tuple[float, int]:
    """Make the report on *folder*: seconds of one core, and the peak of memory in MB."""
    command = [sys.executable, "-c", COMMAND, "report", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return float(done.stderr.split()[-1]), peak(done.stderr)


def use(report: Path) -> tuple[float, float, float, int]:
    """Open *report*: seconds to the first page, of two searches in all texts; the peak of memory in MB."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(report.as_uri(), wait_until="commit")
        page.wait_for_selector("#view h2")
        opened = page.evaluate(DRAWN)
        page.evaluate("location.hash = '#documents'")
        page.wait_for_selector("#view input")
        first, second = (page.evaluate(SEARCH, text) for text in ("abidjan", "bamako"))
        processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        shown = [Path("/proc", str(one["id"]), "status") for one in processes if one["type"] == "renderer"]
        return opened, first, second, max(peak(status.read_text()) for status in shown)


def main() -> None:
    """Measure, and print a row each as it is done."""
    documents = extract_documents(articles(ARTICLES), ThisProcess(Recipe()), failures=[])
    records = [document.to_dict() for document in documents]
    print("| articles | made in, s | peak memory, MB | file, MB | opened in, s | searched in, s | of the browser, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for count, has_new_names in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder)
            with (results / "documents.jsonl").open("w", encoding="utf-8") as lines:
                for record in islice(repeated(records, has_new_names), count):
                    lines.write(json.dumps(record) + "\n")
            seconds, memory = make(results)
            report = results / "report.html"
            opened, first, second, browser = use(report)
            size = report.stat().st_size / 1e6
            what = f"{count:,}, with other names each time" if has_new_names else f"{count:,}"
            print(
                f"| {what} | {seconds:.0f} | {memory:,} | {size:.0f} | {opened:.1f} | {first:.1f}, then {second:.2f} |"
                f" {browser} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
