"""A browser for the tests of reports, and the reports that it opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from entityx.records import Document
from entityx.report import report_page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. Where there is none, the test is skipped, but fails on the project's own checks."""
    if CHROMIUM is None:
        problem = "there is no Chromium: install it (apt-get install chromium) to test the report as it is used"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(problem)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


class Opened:
    """A report that is open in a browser.

    Attributes:
        page: Its page.
        address: Where it lies.
        complaints: What should not happen: errors, messages on the console, requests to elsewhere, dialogs.
    """

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.address = path.as_uri()
        self.complaints: list[str] = []
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: self.complaints.append(f"error {error}"))
        page.on("console", lambda message: self.complaints.append(f"{message.type} {message.text}"))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", self._request)
        self.go("")

    def _request(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if url.partition("#")[0] != self.address:
            self.complaints.append(f"request {url}")

    def go(self, fragment: str) -> None:
        """Open the page of the report with this address in it."""
        self.page.goto(self.address + fragment)

    def text(self, selector: str) -> str:
        """What the first element of *selector* says."""
        return self.page.locator(selector).first.inner_text()

    def texts(self, selector: str) -> list[str]:
        """What each element of *selector* says."""
        return self.page.locator(selector).all_inner_texts()

    @property
    def fragment(self) -> str:
        """What the address says behind the report's own."""
        return self.page.evaluate("decodeURIComponent(location.hash)")


def write_report(folder: Path, *documents: Document, language: str = "fr", out_of: int | None = None) -> Path:
    """A report on *documents*, of so many that there are, in *folder*."""
    path = folder / "report.html"
    path.write_text(report_page(documents, name=folder.name, language=language, out_of=out_of), encoding="utf-8")
    return path
