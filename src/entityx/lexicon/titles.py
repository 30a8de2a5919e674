"""The words that begin titles, shared by the components that mark titles and those that keep them out of names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from entityx.lexicon.words import base_forms, fold, read_entries, read_words

HERE = Path(__file__).parent

HeadKind = Literal["office", "profession", "rank"]

PREFIXES = ("ex-", "vice-", "co-", "sous-", "ex-vice-")


APPOSITION = frozenset({",", "(", "-", "–", "—", ":", "le", "la", "l'", "un", "une", "alors"})
"""What stands between a person's name and a title behind it, folded."""

LISTS: dict[HeadKind, Path] = {
    "office": HERE / "offices.txt",
    "profession": HERE / "professions.txt",
    "rank": HERE / "ranks.txt",
}


@cache
def heads() -> dict[HeadKind, tuple[str, ...]]:
    """The head words of titles by kind: offices, professions and ranks, with their prefixed forms (*ex-ministre*)."""
    words = {kind: read_words(path) for kind, path in LISTS.items()}
    return {kind: (*forms, *(prefix + form for form in forms for prefix in PREFIXES)) for kind, forms in words.items()}


@cache
def _base_forms() -> dict[str, str]:
    listed = {form: base for path in LISTS.values() for form, base in base_forms(read_entries(path)).items()}
    return listed | {prefix + form: prefix + base for form, base in listed.items() for prefix in PREFIXES}


def base_form(head: str) -> str | None:
    """The form under which *head*, folded, is listed: *présidente* is *président*; nothing where it is in no list."""
    return _base_forms().get(head)


@cache
def qualifiers() -> frozenset[str]:
    """What may stand before a head and belongs to the title (*ancien*), folded."""
    return frozenset(map(fold, read_words(HERE / "title_qualifiers.txt")))


@cache
def civilities() -> frozenset[str]:
    """*M.*, *Mme* and their like, folded."""
    return frozenset(map(fold, read_words(HERE / "civilities.txt")))
