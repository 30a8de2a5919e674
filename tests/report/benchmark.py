"""How fast a report on 500 articles opens in a browser: ``make bench``.

The median of the rounds, each in a new page, from asking for the file to the first page drawn. It must not be longer
than ``quality.json`` allows.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from entityx.engines import Recipe, ThisProcess
from entityx.extraction import extract_documents
from tests.benchmark import articles
from tests.report.browser import chromium, write_report

ROUNDS = 5
ARTICLES = 500
LIMITS = json.loads((Path(__file__).parents[1] / "quality.json").read_text(encoding="utf-8"))["report"]

DRAWN = """new Promise((tell) => requestAnimationFrame(() => setTimeout(() => tell(performance.now() / 1000))))"""


def main() -> int:
    """Time the opening, print it, and say whether it took too long."""
    given = [replace(article, id=str(number)) for number, article in enumerate(articles(ARTICLES))]
    documents = list(extract_documents(given, ThisProcess(Recipe()), failures=[]))
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = write_report(Path(folder), *documents)
        seconds = []
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_selector("#view h2")
            seconds.append(page.evaluate(DRAWN))
            page.close()
        median, size = statistics.median(seconds), path.stat().st_size / 1e6
    print(f"a report on {len(documents)} articles ({size:.1f} MB) opens in {median:.2f} seconds")
    if median > LIMITS["seconds"]:
        print(f"too slow: {LIMITS['seconds']} seconds are allowed", file=sys.stderr)
    return int(median > LIMITS["seconds"])


if __name__ == "__main__":
    sys.exit(main())
