"""Bytes become text, whatever encoding a French archive used."""

from __future__ import annotations

import re

import charset_normalizer

from entityx.errors import ReadError

ENCODINGS = ("utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp1252", "mac_roman")
"""What French texts come in. Latin-1 is read as CP1252, which has the same letters, and œ, € and ’ besides; a free
choice among all encodings takes short French texts for Central European ones."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of *data*, without a byte order mark, its line ends as they stand.

    Raises:
        ReadError: When the bytes are not text.
    """
    if b"\0" not in data:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    best = charset_normalizer.from_bytes(data, cp_isolation=list(ENCODINGS)).best()
    if best is None or charset_normalizer.is_binary(data):
        raise ReadError("this is not text (a binary file?): convert it to plain text first")
    return str(best).removeprefix("\ufeff")


def encodable(text: str) -> str:
    """*text* with � for each half of a surrogate pair, which no file can hold; every offset stays what it was.

    Such halves come from escapes in JSON and from file names that are not UTF-8.
    """
    return LONE_SURROGATE.sub("\ufffd", text)
