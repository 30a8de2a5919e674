"""Bytes become text, whatever encoding a French archive used."""

from __future__ import annotations

import re
from contextlib import suppress

import charset_normalizer

from entityx.errors import ReadError

ONE_BYTE = ["cp1252", "mac_roman"]
"""What French texts come in that are not UTF-8. Latin-1 is read as CP1252, which has the same letters, and œ, € and ’
besides; a free choice among all encodings takes short French texts for Central European or Chinese ones."""
WIDE = ["utf_16", "utf_16_le", "utf_16_be", "utf_32"]
"""The encodings in which French texts have null bytes."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of *data*, without a byte order mark, its line ends as they stand.

    Raises:
        ReadError: When the bytes are not text.
    """
    wide = b"\0" in data
    if not wide:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8-sig")
    best = charset_normalizer.from_bytes(data, cp_isolation=WIDE if wide else ONE_BYTE).best()
    if best is None or charset_normalizer.is_binary(data):
        raise ReadError("this is not text (a binary file?): convert it to plain text first")
    return str(best).removeprefix("\ufeff")


def encodable(text: str) -> str:
    """*text* with � for each half of a surrogate pair, which no file can hold; every offset stays what it was.

    Such halves come from escapes in JSON and from file names that are not UTF-8.
    """
    return LONE_SURROGATE.sub("\ufffd", text)
