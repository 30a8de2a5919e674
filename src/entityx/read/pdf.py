"""PDF files, by pypdf."""

from __future__ import annotations

import io
import unicodedata
from contextlib import suppress
from typing import Any

import pypdf

from entityx.errors import ReadError
from entityx.read.content import Content

LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
"""Letters that fonts print as one sign."""


def read_pdf(data: bytes) -> Content:
    """The text of a PDF file, line by line as it is printed, page after page.

    The day on which the file was made is ``created``: the article's own date is another where a page was printed.

    Raises:
        ReadError: When it needs a password, or has no text.
    """
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("this PDF needs a password: save it without one")
    text = "\n".join(page.extract_text().strip() for page in reader.pages).translate(LIGATURES)
    if not text.strip():
        raise ReadError("this PDF has no text (a scan?): run text recognition (OCR) on it first")
    return Content(text, _metadata(reader))


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
