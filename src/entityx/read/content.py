"""Files that hold an article in a format of their own: its text, and what the format says of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from entityx.errors import ReadError


class Content(NamedTuple):
    """What a file holds.

    Attributes:
        text: The article's, blocks apart by an empty line.
        metadata: What the file says of it: ``title``, ``date``, ``url``, and ``created``, the day on which the file was
            made, as far as it does. Days are written as ISO 8601 has them.
    """

    text: str
    metadata: Mapping[str, Any]


for library in ("trafilatura", "htmldate", "pypdf"):
    # What they find odd in a file is for programs that listen, not for standard error.
    logging.getLogger(library).addHandler(logging.NullHandler())


def reader_of(suffix: str) -> Callable[[bytes], Content] | None:
    """What reads files whose name ends in *suffix*, in small letters, or nothing where they are plain text.

    Raises:
        ReadError: When a package that it needs is not installed.
    """
    try:
        match suffix:
            case ".html" | ".htm" | ".xhtml":
                from entityx.read.html import read_html

                return read_html
            case ".md" | ".markdown":
                from entityx.read.markdown import read_markdown

                return read_markdown
            case ".docx":
                from entityx.read.docx import read_docx

                return read_docx
            case ".pdf":
                from entityx.read.pdf import read_pdf

                return read_pdf
    except ModuleNotFoundError as error:
        raise ReadError(
            f"reading {suffix} needs the package {error.name}, which is not installed: pip install 'entityx[formats]'"
        ) from error
    return None


def read_content(data: bytes, read: Callable[[bytes], Content]) -> Content:
    """What *read* makes of *data*.

    Raises:
        ReadError: When the file is broken, or is none of its format.
    """
    try:
        return read(data)
    except ReadError:
        raise
    except Exception as error:  # the parsers have no common class for what broken files make them raise
        raise ReadError(f"this file is broken or of another format ({error or type(error).__name__})") from error
