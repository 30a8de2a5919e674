"""Reading word lists, and the folding under which words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

WORD = re.compile(r"\w+")


@lru_cache(maxsize=2**15)  # news repeats its words
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


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, accents, hyphens and apostrophes.

    >>> name_words("Jean-Luc El-Béchir")
    ('jean', 'luc', 'el', 'bechir')
    """
    bare = name.lower()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))
    return tuple(WORD.findall(bare))


def in_order(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether *some* all stand among *others*, in that order."""
    rest = iter(others)
    return all(one in rest for one in some)


def read_entries(path: Path) -> tuple[tuple[str, ...], ...]:
    """Read a word list: an entry a line, its forms separated by commas; ``#`` begins a comment.

    Returns:
        The forms of each line, as written.

    Raises:
        ValueError: When the list is empty (an empty pattern would match everything) or repeats a form.
    """
    lines = (line.partition("#")[0].split(",") for line in path.read_text(encoding="utf-8").splitlines())
    entries = tuple(filter(None, (tuple(form.strip() for form in line if form.strip()) for line in lines)))
    if not entries:
        raise ValueError(f"the word list {path} is empty")
    repeated = sorted(word for word, count in Counter(chain.from_iterable(entries)).items() if count > 1)
    if repeated:
        raise ValueError(f"the word list {path} repeats {', '.join(repeated)}")
    return entries


def read_words(path: Path) -> tuple[str, ...]:
    """Every form of every line of the word list *path*; errors as for `read_entries`."""
    return tuple(chain.from_iterable(read_entries(path)))


def base_forms(entries: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For each form, folded, the first one of its entry: what a lemma is to a word list.

    >>> base_forms([("maire", "mairesse")])["mairesse"]
    'maire'
    """
    return {fold(form): fold(forms[0]) for forms in entries for form in forms}
