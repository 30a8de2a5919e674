"""Sentences: where each begins, by punctuation and line breaks."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from entityx.lexicon.titles import abbreviations

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?"})
CLOSING = frozenset({"»", "”", ")", "]"})
OPENING_OR_CLOSING = frozenset({'"', "'", "’"})
LONGEST_SENTENCE = 300
"""Tokens after which a sentence is cut, so that a text without full stops does not become one cell of a table."""


def sentence_starts(doc: Doc) -> list[bool]:
    """Whether each token begins a sentence.

    A sentence ends after a full stop, a question or exclamation mark or an ellipsis, with the quotes and brackets that
    close behind it, unless a lower-case word goes on (« Vraiment ? » demande-t-il) or the full stop is that of an
    abbreviated title (*le Pr. Ba*); and at every line break, since headlines and sub-headings have no full stop. One
    that goes on for `LONGEST_SENTENCE` tokens is cut.
    """
    starts = [False] * len(doc)
    after_stop, after_break = False, True
    spaced = False
    last = 0
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text or "\r" in token.text
            spaced = True
            continue
        if after_stop and not after_break:
            closes = token.text in CLOSING or (token.text in OPENING_OR_CLOSING and not spaced)
            if closes or token.text in ENDS:
                spaced = bool(token.whitespace_)
                continue
        too_long = token.i - last >= LONGEST_SENTENCE
        starts[token.i] = after_break or too_long or (after_stop and not token.is_lower)
        last = token.i if starts[token.i] else last
        after_stop, after_break = token.text in ENDS and not abbreviates(token), False
        spaced = bool(token.whitespace_)
    return starts


def abbreviates(stop: Token) -> bool:
    """Whether the full stop *stop* is part of the word before, as in *Pr.*, where the tokenizer does not know it."""
    if stop.i == 0 or stop.text != ".":
        return False
    word = stop.nbor(-1)
    return not word.whitespace_ and f"{word.text}." in abbreviations()


@Language.component("entityx_sentences", assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """Mark sentence starts, so that ``doc.sents`` needs neither parser nor model."""
    # All at once: setting one token looks at the whole document each time, which takes quadratic time.
    values = np.array([1 if start else -1 for start in sentence_starts(doc)], dtype="int64")
    return doc.from_array(["SENT_START"], values.astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]
