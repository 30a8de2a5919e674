"""Reading word lists, and the folding under which words are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path


def fold(text: str) -> str:
    """Lower-case *text* and make its apostrophes straight: the form under which our word lists are compared.

    >>> fold("L’État")
    "l'état"
    """
    return text.lower().replace("’", "'")


def without_initial_accents(text: str) -> str:
    """Drop the accent of each word's first letter, as French typists do on capitals.

    >>> without_initial_accents("états-unis d'émeraude")
    "etats-unis d'emeraude"
    """
    letters = list(text)
    for i, letter in enumerate(letters):
        if i == 0 or not letters[i - 1].isalpha():
            letters[i] = unicodedata.normalize("NFD", letter)[0]
    return "".join(letters)


def spellings(phrase: str) -> Iterator[str]:
    """The folded forms under which *phrase* is met in print: with and without accents on its initials."""
    folded = fold(phrase)
    yield folded
    bare = without_initial_accents(folded)
    if bare != folded:
        yield bare


def read_words(path: Path) -> tuple[str, ...]:
    """Read a word list: forms separated by commas, ``#`` begins a comment.

    Returns:
        Every form of every line, as written.

    Raises:
        ValueError: When the list is empty (an empty pattern would match everything) or repeats a form.
    """
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        forms = line.partition("#")[0]
        words += [form.strip() for form in forms.split(",") if form.strip()]
    if not words:
        raise ValueError(f"the word list {path} is empty")
    if len(set(words)) < len(words):
        repeated = sorted({word for word in words if words.count(word) > 1})
        raise ValueError(f"the word list {path} repeats {', '.join(repeated)}")
    return tuple(words)
