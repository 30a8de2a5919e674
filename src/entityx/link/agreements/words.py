"""Reading the words of and around the mentions of agreements."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Span, Token

from entityx.lexicon.agreements import singulars


def common_nouns(stretch: Span) -> Iterator[Span]:
    """The nouns in *stretch* that are outside of names, each with what hyphens join to it (*libre-échange*)."""
    for token in stretch:
        if is_common_noun(token) and (word := compound(token)).start >= stretch.start:
            yield word


def is_common_noun(token: Token) -> bool:
    """Whether *token* is a noun outside of names, and no sign or formula (*C*, *km*)."""
    return token.pos_ == "NOUN" and token.is_alpha and len(token) > 2 and not token.ent_type_


def compound(noun: Token) -> Span:
    """The word that ends with *noun*, with what hyphens join to it."""
    doc, start = noun.doc, noun.i
    while (
        start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_
    ):
        start -= 2
    return doc[start : noun.i + 1]


def determiner(mention: Span) -> str:
    """The word before *mention*, folded, adjectives left out (*un deuxième accord*), or nothing."""
    before = mention.start - 1
    while before > 0 and mention.doc[before].pos_ in ("ADJ", "NUM"):
        before -= 1
    return mention.doc[before].norm_ if before >= 0 else ""


def lookalikes(stretch: Span, mentions: Collection[Span]) -> Iterator[Span]:
    """The nouns in *stretch* that could begin a mention of an agreement, and are in none of *mentions*."""
    taken = {token.i for mention in mentions for token in mention}
    for token in stretch:
        if token.norm_ in singulars() and token.i not in taken:
            yield token.doc[token.i : token.i + 1]
