"""The nouns that begin the mention of an agreement: some components mark them, others keep them out of names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entityx.lexicon.words import read_words


@cache
def agreement_nouns() -> tuple[str, ...]:
    """*accord*, *traité*, *contrat* and their like, in the singular and the plural, as written."""
    return read_words(Path(__file__).with_name("agreement_nouns.txt"))
