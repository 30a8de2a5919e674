"""The nouns that begin the mention of an agreement: what tells whether two mentions speak of one kind."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entityx.lexicon.words import base_forms, read_entries, read_words

LIST = Path(__file__).with_name("agreement_nouns.txt")


@cache
def agreement_nouns() -> tuple[str, ...]:
    """*accord*, *traité*, *contrat* and their like, in the singular and the plural, as written."""
    return read_words(LIST)


@cache
def _singulars() -> dict[str, str]:
    return base_forms(read_entries(LIST))


def singular(noun: str) -> str:
    """The singular of an agreement's *noun*, folded (*baux* is *bail*); the regular one where it is not listed."""
    return _singulars().get(noun, noun.removesuffix("s"))
