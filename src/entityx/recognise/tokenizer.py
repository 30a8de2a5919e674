"""Tokens: spaCy's, but compound adjectives of nationality are one, as the lists of the lexicon have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import NORM
from spacy.language import Language, create_tokenizer
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from entityx.lexicon.countries import compound_halves

MOST_WORDS = 50_000
"""Words whose cuts are remembered, some 10 MB of them."""
LONGEST_WORD = 50
"""Characters of a word that is worth it: a longer one hardly comes again."""

LONGEST_CUT = 64
"""Characters between two spaces that spaCy's tokenizer gets at once. It takes signs off one by one, looking at all the
rest again each time: twice as many take four times as long, and 30,000 brackets a minute. In French, hardly anything
but addresses is longer."""
TOO_LONG = re.compile(rf"\S{{{LONGEST_CUT + 1},}}")
PART = re.compile(rf"\S{{1,{LONGEST_CUT}}}(?<=\W)|\S{{1,{LONGEST_CUT}}}")
"""A part of such a word, which ends after a sign if there is one."""
ADDRESS = re.compile(r"(?:https?://|www\.)(?:\w++[/.?=&%#:+~@-]{0,3}+)++")
"""An address of the web with few signs in a row, which stays whole."""
LONGEST_ADDRESS = 1_000


class RememberingTokenizer(Tokenizer):
    """spaCy's tokenizer, which cuts each word once: news repeats its words.

    spaCy's own remembers how it cut a word only while a text has had none of the exceptions to its rules (*M.*,
    *aujourd'hui*), which hardly any French text goes without for long. So each word is cut by itself first.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, max_cache_size=MOST_WORDS, **kwargs)
        self._met: set[str] = set()

    def __call__(self, string: str) -> Doc:
        """Cut *string* into tokens."""
        if not self.vocab.in_memory_zone:  # where all that is new is forgotten afterwards
            for word in dict.fromkeys(string.split()):
                if word not in self._met and len(word) <= LONGEST_WORD and len(self._met) < MOST_WORDS:
                    self._met.add(word)
                    super().__call__(word)
        parts = list(_parts(string))
        docs: list[Doc] = [super(RememberingTokenizer, self).__call__(part) for part in parts]
        return docs[0] if len(docs) == 1 else _joined(docs)


def _parts(string: str) -> Iterator[str]:
    """*string*, cut within words that are too long."""
    start = 0
    for word in TOO_LONG.finditer(string):
        if len(word[0]) > LONGEST_ADDRESS or not ADDRESS.fullmatch(word[0]):
            for part in PART.finditer(string, *word.span()):
                if part.end() < word.end():
                    yield string[start : part.end()]
                    start = part.end()
    yield string[start:]


def _joined(docs: list[Doc]) -> Doc:
    """The tokens of all *docs* in one, as if they had been cut together."""
    tokens = [token for doc in docs for token in doc]
    joined = Doc(docs[0].vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])
    norms: Any = np.array([[token.norm] for token in tokens], dtype=np.uint64)
    joined.from_array([NORM], norms)
    return joined


@registry.tokenizers("entityx.Tokenizer.v1")
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make what builds the tokenizer of the pipeline's language, with our changes."""

    def build(nlp: Language) -> Tokenizer:
        stock = create_tokenizer()(nlp)
        tokenizer = RememberingTokenizer(
            nlp.vocab,
            stock.rules,
            stock.prefix_search,
            stock.suffix_search,
            stock.infix_finditer,
            stock.token_match,
            stock.url_match,
        )
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
