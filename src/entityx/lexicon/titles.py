"""The words that begin titles, shared by the components that mark titles and those that keep them out of names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from entityx.lexicon.words import fold, read_words

HERE = Path(__file__).parent

HeadKind = Literal["office", "profession", "rank"]

PREFIXES = ("ex-", "vice-", "co-", "sous-", "ex-vice-")


@cache
def heads() -> dict[HeadKind, tuple[str, ...]]:
    """The head words of titles by kind: offices, professions and ranks, with their prefixed forms (*ex-ministre*)."""
    words: dict[HeadKind, tuple[str, ...]] = {
        "office": read_words(HERE / "offices.txt"),
        "profession": read_words(HERE / "professions.txt"),
        "rank": read_words(HERE / "ranks.txt"),
    }
    return {kind: (*forms, *(prefix + form for form in forms for prefix in PREFIXES)) for kind, forms in words.items()}


@cache
def qualifiers() -> frozenset[str]:
    """What may stand before a head and belongs to the title (*ancien*), folded."""
    return frozenset(map(fold, read_words(HERE / "title_qualifiers.txt")))


@cache
def civilities() -> frozenset[str]:
    """*M.*, *Mme* and their like, folded."""
    return frozenset(map(fold, read_words(HERE / "civilities.txt")))
