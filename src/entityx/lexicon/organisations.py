"""Well-known organisations, and the forms under which the news names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from entityx.lexicon.words import name_words, read_entries

FILE = Path(__file__).with_name("organisations.txt")
DOUBTFUL = "?"
"""What stands behind a form that others have too."""


@dataclass(frozen=True, slots=True)
class Known:
    """A well-known organisation.

    Attributes:
        name: Its usual full name.
        doubtful: The forms that others have too (*BAD*).
    """

    name: str
    doubtful: tuple[str, ...]


@cache
def _known() -> Mapping[tuple[str, ...], Known]:
    """The organisations of the list by the words of each form that no other has."""
    found: dict[tuple[str, ...], Known] = {}
    for forms in read_entries(FILE):
        doubtful = tuple(form.removesuffix(DOUBTFUL) for form in forms if form.endswith(DOUBTFUL))
        known = Known(forms[0], doubtful)
        found |= {name_words(form): known for form in forms if not form.endswith(DOUBTFUL)}
    return found


@lru_cache(maxsize=2**14)  # news repeats its names
def well_known(name: str) -> Known | None:
    """The well-known organisation that *name* names without doubt, whatever its letter case, or nothing.

    >>> well_known("ONU").name, well_known("UNION AFRICAINE").name, well_known("UA")
    ('Organisation des Nations unies', 'Union africaine', None)
    """
    return _known().get(name_words(name))
