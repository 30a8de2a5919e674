"""Words of titles, and what stands around them: what tells whether two titles are one office."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entityx.lexicon.words import base_forms, fold, read_entries, read_words

HERE = Path(__file__).parent

PREFIXES = ("ex-", "vice-", "co-", "sous-", "ex-vice-")

APPOSITION = frozenset({",", "(", "-", "–", "—", ":", "le", "la", "l'", "un", "une", "alors"})
"""What stands between a person's name and a title behind it, folded."""


@cache
def _base_forms() -> dict[str, str]:
    listed = base_forms(read_entries(HERE / "title_heads.txt"))
    return listed | {prefix + form: prefix + base for form, base in listed.items() for prefix in PREFIXES}


def base_form(head: str) -> str | None:
    """The form under which *head*, folded, is listed: *présidente* is *président*; nothing where it is in no list."""
    return _base_forms().get(head)


@cache
def abbreviations() -> frozenset[str]:
    """Civilities and titles that a full stop ends, behind which a sentence goes on (*Pr.*), as they are written."""
    listed = (*read_words(HERE / "title_heads.txt"), *read_words(HERE / "civilities.txt"))
    return frozenset(form for form in listed if form.endswith("."))


@cache
def qualifiers() -> frozenset[str]:
    """What may stand before a head and belongs to the title (*ancien*), folded."""
    return frozenset(map(fold, read_words(HERE / "title_qualifiers.txt")))


@cache
def civilities() -> frozenset[str]:
    """*M.*, *Mme* and their like, folded."""
    return frozenset(map(fold, read_words(HERE / "civilities.txt")))
