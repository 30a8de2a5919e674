"""Which names of organisations mean one within a text: full names and the acronyms that stand for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from entityx.lexicon.words import name_words
from entityx.link.names import in_order
from entityx.records import Organisation
from entityx.records import Span as Offsets

LONGEST_ACRONYM = 12
"""Letters of the longest acronym: *ONUSIDA*, *MINUSMA*, *CONFEJES* and their like have fewer."""

ARTICLES = frozenset({"le", "la", "l'", "les"})
"""What may stand before the name in brackets (*Union africaine (l'UA)*)."""


def link_organisations(doc: Doc) -> list[Organisation]:
    """The organisations named in *doc*, each once under its full name, in order of first mention.

    Two forms mean one organisation when they are the same words, whatever their case and accents, or when the text
    gives the one in brackets behind the other (*Organisation mondiale de la santé (OMS)*). An acronym that it gives for
    two names stands for neither.
    """
    names = [ent for ent in doc.ents if ent.label_ == "ORG"]
    given: dict[tuple[str, ...], dict[tuple[str, ...], Span]] = defaultdict(dict)
    for long, short in acronyms_given(names):
        given[name_words(short.text)].setdefault(name_words(long.text), long)
    full = {short: long for short, longs in given.items() if len(longs) == 1 for long in longs.values()}
    first: dict[tuple[str, ...], str] = {}
    mentions: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for name in names:
        named = full.get(name_words(name.text), name)
        key = name_words(named.text)
        first.setdefault(key, named.text)
        mentions[key].append(name)
    return [
        Organisation(
            name=first[key],
            aliases=tuple(form for form in dict.fromkeys(name.text for name in own) if form != first[key]),
            mentions=tuple(Offsets(name.start_char, name.end_char) for name in own),
        )
        for key, own in mentions.items()
    ]


def acronyms_given(names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The pairs of a full name and its acronym that the text gives, the one in brackets behind the other."""
    for one, other in pairwise(names):
        doc = one.doc
        gap = [token.norm_ for token in doc[one.end : other.start]]
        if gap[:1] != ["("] or not ARTICLES.issuperset(gap[1:]) or doc[other.end : other.end + 1].text != ")":
            continue
        if is_acronym_of(other.text, one.text):
            yield one, other
        elif is_acronym_of(one.text, other.text):
            yield other, one


def is_acronym_of(short: str, full: str) -> bool:
    """Whether *short* can stand for *full*: one word of capitals for several words, or the initials of its words.

    Foreign acronyms (*IFAD* for *Fonds international de développement agricole*) have other letters than the French
    name; the brackets then tell that they belong together. Where all is in capitals, only initials tell.

    >>> is_acronym_of("OMS", "Organisation mondiale de la santé"), is_acronym_of("Kering", "Gucci")
    (True, False)
    >>> is_acronym_of("Caf", "Confédération africaine de football")
    True
    """
    words = name_words(full)
    letters = [letter for letter in short if letter.isalpha()]
    if len(words) < 2 or not 2 <= len(letters) <= LONGEST_ACRONYM or any(letter.isspace() for letter in short):
        return False
    in_capitals = all(map(str.isupper, letters)) and not full.isupper()
    return in_capitals or in_order("".join(letters).lower(), [word[0] for word in words])
