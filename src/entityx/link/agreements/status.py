"""Whether an agreement is made, negotiated or at its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Span, Token

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
DENIED: dict[Status, Status] = {
    "signed": "negotiated",
    "negotiated": "unknown",
    "ended": "signed",
    "unknown": "unknown",
}
"""What is left of each status when the text denies it: an agreement that was *not* signed is still to be made."""
DENIAL_REACH = 4
"""Tokens before a word within which *ne* denies it (*n'a pas encore été signé*)."""
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
            return stated(nearest, mention)
    known = any(proper_name(mention) or determiner(mention) in TAKEN_UP for mention in group)
    return "signed" if known else "unknown"


def stated(word: Token, mention: Span) -> Status:
    """What *word* says of *mention*, unless it is denied (*n'a pas été signé*, *aucun accord*) or refused.

    Args:
        word: A token of `STATUS_WORDS`.
        mention: The mention of the agreement beside it.
    """
    doc, said = word.doc, STATUS_WORDS[word.norm_]
    before = doc[max(mention.sent.start, word.i - DENIAL_REACH) : word.i]
    if any(token.norm_ in ("ne", "n'") for token in before) or determiner(mention) in ("aucun", "aucune"):
        return DENIED[said]
    if len(before) > 1 and before[-1].norm_ in ("de", "d'") and STATUS_WORDS.get(before[-2].norm_) == "ended":
        return "ended"  # refuse de ratifier
    return said
