"""Whether an agreement is made, negotiated or at its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Span

from entityx.lexicon.words import fold, read_words
from entityx.link.agreements.groups import determiner, proper_name
from entityx.records import Status

WORDS = Path(__file__).parent / "words"
STATUS_WORDS: dict[str, Status] = {
    fold(word): status for status in ("signed", "negotiated", "ended") for word in read_words(WORDS / f"{status}.txt")
}
"""What each word says of the agreement beside it."""
STATUS_REACH = 12
"""Tokens on either side of a mention within which a word of the sentence says its status."""
TAKEN_UP = frozenset({"l'", "le", "la", "les", "ce", "cet", "cette", "ces", "du", "au", "aux", "des", "son", "leur"})
"""Determiners under which a mention takes up an agreement that the text has spoken of."""


def status(group: Sequence[Span]) -> Status:
    """The last state that the words around the mentions report.

    Where none does, an agreement that the text takes for known (*l'accord*, *accord de Paris*) is one that was made.
    """
    for mention in reversed(group):
        doc, sentence = mention.doc, mention.sent
        start = max(sentence.start, mention.start - STATUS_REACH)
        end = min(sentence.end, mention.end + STATUS_REACH)
        words = [token for token in doc[start:end] if token.norm_ in STATUS_WORDS]
        if words:
            nearest = min(words, key=lambda token: min(abs(token.i - mention.start), abs(token.i - mention.end + 1)))
            return STATUS_WORDS[nearest.norm_]
    known = any(proper_name(mention) or determiner(mention) in TAKEN_UP for mention in group)
    return "signed" if known else "unknown"
