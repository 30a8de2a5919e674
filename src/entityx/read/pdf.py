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
CONTENTS = 30_000_000
"""The most bytes that the pages together may unpack to, with the forms on them each time that they are shown: 5,000
pages of text have some twenty million, and a file of a few kilobytes can have any number."""
LIMITS = pypdf.get_configuration().with_overwrites(
    page_tree_maximum_entries=2 * PAGES,  # pages, and what holds ten of them or so
    array_based_stream_maximum_output_length=CONTENTS,
    zlib_maximum_output_length=CONTENTS,
    lzw_maximum_output_length=CONTENTS,
    run_length_maximum_output_length=CONTENTS,
)
"""What pypdf takes at most. It has limits of its own besides."""


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
        ReadError: When they unpack to too much.
    """
    budget = Budget(CONTENTS)
    for page in reader.pages:
        contents = page.get_contents()
        budget.spend(len(contents.get_data()) if contents is not None else 0)
        text = Page(page, budget).extract_text().strip()
        budget.spend(0)  # pypdf goes on after an error in a form
        yield text


class Budget:
    """The bytes that may still be unpacked of a file."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self, count: int) -> None:
        """Take *count* bytes from it.

        Raises:
            ReadError: When there are not so many left.
        """
        self._left -= count
        if self._left < 0:
            most = CONTENTS // 1_000_000
            raise ReadError(f"the pages of this PDF unpack to more than {most} MB: split it, or save its text as .txt")


class Page(pypdf.PageObject):
    """A page whose forms are paid for each time that they are shown: one may show others, and those others again."""

    def __init__(self, page: pypdf.PageObject, budget: Budget) -> None:
        super().__init__(page.pdf, page.indirect_reference)
        self.update(page)
        self._budget = budget

    def extract_xform_text(self, xform: Any, *given: Any, **more: Any) -> str:  # noqa: ANN401
        """The text of a form on the page, or in another form."""
        self._budget.spend(len(xform.get_data()))
        return super().extract_xform_text(xform, *given, **more)


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
