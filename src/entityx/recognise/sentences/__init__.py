"""Sentences: where each begins, by punctuation and line breaks."""

from __future__ import annotations

import numpy as np
from spacy.attrs import IS_LOWER, IS_SPACE, ORTH, SPACY
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from entityx.lexicon.titles import abbreviations

ENDS = frozenset(map(get_string_id, (".", "!", "?", "…", "...", "?!", "!?")))
CLOSING = frozenset(map(get_string_id, "»”)]"))
OPENING_OR_CLOSING = frozenset(map(get_string_id, "\"'’"))
"""Signs, by the numbers that spaCy has for words."""
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
    columns = doc.to_array([ORTH, IS_SPACE, IS_LOWER, SPACY]).T.tolist()  # far faster than a token at a time
    for i, (word, is_space, is_lower, is_spaced) in enumerate(zip(*columns, strict=True)):
        if is_space:
            text = doc[i].text
            after_break = after_break or "\n" in text or "\r" in text
            spaced = True
            continue
        if after_stop and not after_break:
            closes = word in CLOSING or (word in OPENING_OR_CLOSING and not spaced)
            if closes or word in ENDS:
                spaced = bool(is_spaced)
                continue
        too_long = i - last >= LONGEST_SENTENCE
        starts[i] = after_break or too_long or (after_stop and not is_lower)
        last = i if starts[i] else last
        after_stop, after_break = word in ENDS and not abbreviates(doc[i]), False
        spaced = bool(is_spaced)
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
