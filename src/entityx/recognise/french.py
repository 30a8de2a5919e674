"""spaCy's French, without the three seconds that one of its regular expressions takes to compile.

The expression keeps compounds whole (*entre-temps*, *jusqu'au-boutiste*). It repeats the class of all letters of all
scripts, a thousand ranges of them, in each of its 266 alternatives. Python's own class of letters says the same in a
hundredth of the length. And all alternatives are tried on each word, though only one with a hyphen or an apostrophe can
match.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import TypeVar

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER

FRENCH = "spacy.lang.fr"
LETTER = r"[^\W\d_]"
LETTERS = re.compile(rf"\[([^\[\]]*?)(?:{re.escape(ALPHA_LOWER)}|{re.escape(ALPHA)})([^\[\]]*?)\]")
"""A class of letters and, around them, of other signs."""
JOINT = "[-–—‐‑'’]"
"""A hyphen or an apostrophe, as the expression has them."""
FLAGS = "(?iu)"
"""How the expression begins."""
Pattern = TypeVar("Pattern")
LONG = 100_000
"""Characters that no other expression of spaCy's has."""


def import_french() -> None:
    """Import spaCy's French, once; where somebody has imported it already, it stays as it is.

    spaCy compiles the expression as a constant of a module, so that the only way is to give `re.compile` a shorter one
    meanwhile.
    """
    if FRENCH in sys.modules:
        return
    compiled = re.compile
    setattr(re, "compile", lambda pattern, flags=0: compiled(shortened(pattern), flags))  # noqa: B010
    try:
        importlib.import_module(FRENCH)
    finally:
        setattr(re, "compile", compiled)  # noqa: B010


def shortened(pattern: Pattern) -> Pattern | str:
    """*pattern*, if it is the very long one, with Python's class of letters, and given up where there is no `JOINT`.

    >>> shortened("[a-z]+")
    '[a-z]+'
    """
    if not isinstance(pattern, str) or len(pattern) < LONG:
        return pattern
    short = LETTERS.sub(lambda match: _with_letters(match[1] + match[2]), pattern.removeprefix(FLAGS))
    return f"{FLAGS}(?=.*{JOINT})(?:{short})"


def _with_letters(others: str) -> str:
    """What matches a letter or one of *others*, the inside of a class."""
    return f"(?:{LETTER}|[{others}])" if others else LETTER
