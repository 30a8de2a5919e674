"""Web pages, by trafilatura: the article, without menus, comments and footers."""

from __future__ import annotations

import trafilatura
from trafilatura.settings import Document

from entityx.errors import ReadError
from entityx.read.content import Content
from entityx.read.decode import decode

CAREFUL_DATES = {"extensive_search": False, "original_date": True}
"""A date that the page says of itself, the first one; none that merely stands somewhere in it (htmldate's options)."""


def read_html(data: bytes) -> Content:
    """The article of a page, its headline first.

    Raises:
        ReadError: When no article is found in it.
    """
    page = decode(data)
    if not page.strip():
        return Content("", {})
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=CAREFUL_DATES
    )
    if not isinstance(found, Document) or not found.text:
        raise ReadError("no article is found in this page: save its text as .txt")
    blocks = [line.strip() for line in found.text.splitlines()]
    if found.title and found.title not in blocks:
        blocks.insert(0, found.title)
    metadata = {"title": found.title, "date": found.date, "url": found.url}
    return Content("\n\n".join(filter(None, blocks)), {key: value for key, value in metadata.items() if value})
