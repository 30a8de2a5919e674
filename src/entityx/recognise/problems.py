"""What a message shows of an error that a library raised."""

from __future__ import annotations

from textwrap import shorten

LONGEST = 200
"""Characters of it: spaCy's go on with the whole config, or with advice for programmers."""


def problem(error: BaseException) -> str:
    r"""What *error* says, in one line.

    >>> problem(ValueError("no such\n  thing"))
    'no such thing'
    >>> problem(MemoryError())
    'MemoryError'
    """
    return shorten(str(error), LONGEST, placeholder=" …") or type(error).__name__
