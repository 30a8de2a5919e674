"""Bytes become text, whatever encoding a French archive used."""

from __future__ import annotations

import codecs
from contextlib import suppress

import charset_normalizer

from entityx.errors import ReadError

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""What a file begins with that says its encoding; of two that begin alike, the longer first."""
ONE_BYTE = ("cp1252", "mac_roman")
"""What French texts come in that are not Unicode, the likelier first. Latin-1 is read as CP1252, which has the same
letters, and œ, € and ’ besides."""
FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒÆ’«»€°§…–—")
"""The signs of French print that ASCII does not have: the encoding that gives more of them is the right one."""


def decode(data: bytes) -> str:
    """The text of *data*, without a byte order mark, its line ends as they stand.

    Raises:
        ReadError: When the bytes are not text.
    """
    marked = next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    if marked is not None:
        return data.decode(marked, errors="replace")
    if b"\0" in data:
        if wide := _wide(data):
            return data.decode(wide, errors="replace")
    else:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8")
        if _is_damaged_utf8(data):
            return data.decode("utf-8", errors="replace")
        if not charset_normalizer.is_binary(data):
            readings = [data.decode(encoding, errors="replace") for encoding in ONE_BYTE]
            return max(readings, key=lambda text: sum(sign in FRENCH for sign in text))
    raise ReadError("this is not text (a binary file?): convert it to plain text first")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, if *data* is that: every other byte of most Latin letters is zero."""
    for encoding, high, low in (("utf-16-le", data[1::2], data[0::2]), ("utf-16-be", data[0::2], data[1::2])):
        if len(high) == len(low) and 0 not in low and high.count(0) > len(high) / 2:
            return encoding
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether *data* is UTF-8 but for a few bytes: other encodings hardly ever give a French sign of several bytes."""
    text = data.decode("utf-8", errors="replace")
    return sum(sign in FRENCH for sign in text) >= text.count("\ufffd")
