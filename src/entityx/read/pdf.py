"""PDF files, by pypdf."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdf
from pypdf.errors import LimitReachedError

from entityx.errors import ReadError
from entityx.read.content import Content

LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
"""Letters that fonts print as one sign."""

PAGES = 5_000
"""The most pages of a file: ten long books. A few bytes list a page once more."""
CONTENTS = 100_000_000
"""The most bytes that all pages together may unpack to: 5,000 pages of text have some twenty million."""
LIMITS = pypdf.get_configuration().with_overwrites(page_tree_maximum_entries=2 * PAGES)
"""What pypdf takes at most: pages, and what holds ten of them or so. It has limits of its own for what a part of a file
unpacks to, and for the forms on a page."""


def read_pdf(data: bytes) -> Content:
    """The text of a PDF file, line by line as it is printed, page after page.

    The day on which the file was made is ``created``: the article's own date is another where a page was printed.

    Raises:
        ReadError: When it needs a password, has no text, or is too large.
    """
    with pypdf.apply_configuration(LIMITS):
        try:
            return _content(pypdf.PdfReader(io.BytesIO(data)))
        except LimitReachedError as error:
            raise ReadError(f"this PDF is too large ({error}): split it, or save its text as .txt") from error


def _content(reader: pypdf.PdfReader) -> Content:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("this PDF needs a password: save it without one")
    if len(reader.pages) > PAGES:
        raise ReadError(f"this PDF has more than {PAGES:,} pages: split it, or save its text as .txt")
    text = "\n".join(_texts(reader)).translate(LIGATURES)
    if not text.strip():
        raise ReadError("this PDF has no text (a scan?): run text recognition (OCR) on it first")
    return Content(text, _metadata(reader))


def _texts(reader: pypdf.PdfReader) -> Iterator[str]:
    """The text of each page.

    Raises:
        ReadError: When the pages unpack to too much: each may be small in the file, and the same as the one before.
    """
    left = CONTENTS
    for page in reader.pages:
        contents = page.get_contents()
        left -= len(contents.get_data()) if contents is not None else 0
        if left < 0:
            most = CONTENTS // 1_000_000
            raise ReadError(f"the pages of this PDF unpack to more than {most} MB: split it, or save its text as .txt")
        yield page.extract_text().strip()


def _metadata(reader: pypdf.PdfReader) -> dict[str, Any]:
    """What the file says of itself, as far as it can be read."""
    found: dict[str, Any] = {}
    about = reader.metadata
    if about and about.title:
        found["title"] = about.title
    with suppress(ValueError):  # a date that is written as no date is
        if about and about.creation_date:
            found["created"] = about.creation_date.date().isoformat()
    return found
