"""What an agreement is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from spacy.tokens import Span, Token

from entityx.lexicon.agreements import agreement_nouns
from entityx.lexicon.words import fold, read_words

WORDS = Path(__file__).parent / "words"
DOMAIN_NOUNS = frozenset(map(fold, read_words(WORDS / "domain_nouns.txt")))
AGREEMENT_NOUNS = frozenset(map(fold, agreement_nouns()))
NO_DOMAINS = DOMAIN_NOUNS.union(map(fold, read_words(WORDS / "no_domains.txt")))


def domains(mention: Span) -> Iterator[str]:
    """What the agreement is about: the nouns of its complements, and those listed behind *secteurs* or *domaines*.

    Such a list behind the mention of another agreement is the other one's.
    """
    yield from own_domains(mention)
    for token in mention.doc[mention.end : mention.sent.end]:
        if token.norm_ in AGREEMENT_NOUNS:
            break
        if token.norm_ in DOMAIN_NOUNS:
            listed = takewhile(in_list, mention.doc[token.i + 1 : mention.sent.end])
            yield from (compound(noun).text for noun in listed if is_domain(noun))
            break


def own_domains(mention: Span) -> Iterator[str]:
    """The nouns of the complements within *mention* that say what the agreement is about."""
    for token in mention[1:]:
        if is_domain(token) and (word := compound(token)).start > mention.start:
            yield word.text


def compound(noun: Token) -> Span:
    """The word that ends with *noun*, with what hyphens join to it (*libre-échange*)."""
    doc, start = noun.doc, noun.i
    while (
        start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_
    ):
        start -= 2
    return doc[start : noun.i + 1]


def in_list(token: Token) -> bool:
    """Whether *token* can stand in a list of domains: no verb, pronoun or stop."""
    return token.text == "," or token.pos_ not in ("VERB", "AUX", "PRON", "PUNCT")


def is_domain(token: Token) -> bool:
    """Whether *token* is a common noun that says what an agreement is about."""
    return token.pos_ == "NOUN" and token.is_alpha and not token.ent_type_ and token.norm_ not in NO_DOMAINS
