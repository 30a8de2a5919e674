"""Tokens: compound adjectives of nationality are one, as the lists of the lexicon have them."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language, create_tokenizer
from spacy.tokenizer import Tokenizer
from spacy.util import registry

from entityx.lexicon.countries import compound_halves


@registry.tokenizers("entityx.Tokenizer.v1")
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make what builds spaCy's tokenizer of the pipeline's language, with our change."""

    def build(nlp: Language) -> Tokenizer:
        tokenizer = create_tokenizer()(nlp)
        keep_compound_adjectives(tokenizer)
        return tokenizer

    return build


def keep_compound_adjectives(tokenizer: Tokenizer) -> None:
    """Let *tokenizer* keep *russo-ukrainien* and *bissau-guinéen* whole.

    spaCy's French tokenizer keeps those whose first half it has met (*sino-malien*) and cuts the others at the hyphen.
    """
    hyphens = "|".join(rf"(?<=\b{first}-){second}" for first, second in compound_halves())
    kept = f"(?!-(?i:{hyphens}))"  # the hyphen first: hardly any character is one
    cuts = getattr(getattr(tokenizer.infix_finditer, "__self__", None), "pattern", None)
    if cuts is not None and not cuts.startswith(kept):  # a tokenizer that cuts by a pattern, and is none of ours
        tokenizer.infix_finditer = re.compile(f"{kept}(?:{cuts})").finditer
