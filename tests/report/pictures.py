"""Takes the pictures of the report in ``docs/pictures``: ``make pictures``, after a change of what it looks like."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import PROJECT
from tests.report.browser import chromium

REPORT = PROJECT / "data" / "processed" / "report.html"
PICTURES = PROJECT / "docs" / "pictures"
SIZE = {"width": 1280, "height": 800}
PAGES = {
    "report-overview": "#overview",
    "report-document": "#document/diplomatie%2Fvisite-lusaka.txt",
    "report-person": "#entity/PER%3Ahery-andrianalisoa",
}


def main(report: Path = REPORT) -> None:
    """Take them of the *report* that ``make run`` has made."""
    with chromium() as browser:
        for name, fragment in PAGES.items():
            page = browser.new_page(viewport=SIZE)
            page.goto(report.as_uri() + fragment)
            page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
