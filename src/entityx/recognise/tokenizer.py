"""Tokens: compound adjectives of nationality are one, as the lists of the lexicon have them."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

from entityx.lexicon.countries import compound_halves


def keep_compound_adjectives(nlp: Language) -> None:
    """Let the tokenizer of *nlp* keep *russo-ukrainien* and *bissau-guinéen* whole.

    spaCy's French tokenizer keeps those whose first half it has met (*sino-malien*) and cuts the others at the hyphen.
    """
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return  # a model with a tokenizer of another kind
    hyphens = "|".join(rf"(?<=\b{first})-{second}" for first, second in compound_halves())
    kept = f"(?!(?i:{hyphens}))"
    cuts = tokenizer.infix_finditer.__self__.pattern
    if not cuts.startswith(kept):  # a pipeline of ours, saved and loaded again, has it
        tokenizer.infix_finditer = re.compile(f"{kept}(?:{cuts})").finditer
