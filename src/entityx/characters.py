"""Which characters can be written to a file, and which can be shown on a terminal."""

from __future__ import annotations

import json
import re
import unicodedata

LONE_SURROGATE = re.compile("[\ud800-\udfff]")

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode's categories of characters that a terminal obeys or does not show: controls, formats (those that turn the
direction of writing among them), halves of surrogate pairs, private ones, and separators of lines and paragraphs."""


def encodable(text: str) -> str:
    """*text* with � for each half of a surrogate pair, which no file can hold; every offset stays what it was.

    Such halves come from escapes in JSON and from file names that are not UTF-8.
    """
    return LONE_SURROGATE.sub("\ufffd", text)


def visible(text: str) -> str:
    r"""*text* on one line, with an escape for each character that a terminal would obey or not show.

    >>> visible("L’été \x1b[31m\u202e\n")
    'L’été \\x1b[31m\\u202e\\n'
    """
    if text.isprintable():
        return text
    return "".join(_escape(character) if is_unseen(character) else character for character in text)


def visible_json(line: str) -> str:
    r"""*line*, which is JSON, with JSON's own escape for each character that a terminal would obey or not show.

    >>> visible_json('"\u202e"')
    '"\\u202e"'
    """
    if line.isprintable():
        return line
    return "".join(json.dumps(character)[1:-1] if is_unseen(character) else character for character in line)


def is_unseen(character: str) -> bool:
    """Whether a terminal would obey *character*, or show nothing for it."""
    return unicodedata.category(character) in UNSEEN


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
