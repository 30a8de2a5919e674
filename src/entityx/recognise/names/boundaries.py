"""Where a name begins and ends: what the model takes in too much is cut off."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Span, Token

from entityx.lexicon.countries import country_named, is_people
from entityx.lexicon.titles import civilities, qualifiers

PARTICLES = frozenset(
    {"de", "da", "dos", "do", "del", "della", "di", "d'", "von", "van", "der", "den", "y"}
    | {"ben", "ibn", "bin", "bint", "ould", "mint", "el", "al", "ag", "abou", "abu", "ad", "as"}
)
"""Lower-case words that stand within a person's name (*Guillaume de Witt*, *Mohamed ould Ahmed*)."""


DIRECTIONS = frozenset({"nord", "sud", "est", "ouest", "nord-est", "nord-ouest", "sud-est", "sud-ouest", "centre"})
"""What is left out before *de* and a place: *l'Est de la Chine* is *Chine*."""

FUNCTION_WORDS = frozenset({"PRON", "AUX", "CCONJ", "SCONJ", "ADP"})
"""Parts of speech of words that begin the next sentence where the full stop before it is missing, as in headlines."""


def is_capitalised(token: Token) -> bool:
    """Whether the token begins with a capital, as a name does."""
    return token.text[0].isupper()


def capital_run_end(doc: Doc, start: int, stop: Collection[int] = (), *, links: Collection[str] = PARTICLES) -> int:
    """The token index behind the run of capitalised words that begins at *start*; *start* itself where there is none.

    Args:
        doc: The text.
        start: The token at which the run begins.
        stop: Tokens that cannot belong to it.
        links: Lower-case words that may stand between two capitalised words of the run, as a hyphen may.
    """
    end = i = start
    while i < len(doc) and i not in stop:
        token = doc[i]
        if is_capitalised(token) and token.pos_ not in FUNCTION_WORDS:
            end = i + 1
        elif end == start or not (token.norm_ in links or token.text == "-"):
            break
        i += 1
    return end


def capital_run_start(doc: Doc, end: int) -> int:
    """The token index at which the run of proper nouns begins that ends before *end*; *end* where there is none."""
    start = end
    while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].text == "-"):
        start -= 1
    while start < end and not is_capitalised(doc[start]):
        start += 1
    return start


def split_at_breaks(span: Span) -> Iterator[Span]:
    """The parts of *span* on either side of line breaks and other white-space tokens."""
    start = span.start
    for token in span:
        if token.is_space:
            if token.i > start:
                yield Span(span.doc, start, token.i, label=span.label)
            start = token.i + 1
    if start < span.end:
        yield Span(span.doc, start, span.end, label=span.label)


def cut_behind_country(span: Span) -> Span:
    """*span* up to the country that it begins with, when another capitalised word follows right behind it.

    So run on the headlines that a page puts together without full stops (*au Royaume-Uni Dubaï rouvre*).
    """
    doc = span.doc
    for end in range(span.end - 1, span.start, -1):
        if is_capitalised(doc[end]) and country_named(doc[span.start : end].text):
            return Span(doc, span.start, end, label=span.label)
    return span


def trim(span: Span, *, title_tokens: Collection[int], nouns: Collection[int], whole: Collection[int]) -> Span | None:
    """*span* without the determiners, prepositions, civilities, titles, quotes and stops around it.

    Args:
        span: What the model took for a name.
        title_tokens: Tokens of words that begin titles.
        nouns: Tokens of common nouns that say what a name names (*ville*, *groupe*).
        whole: Tokens at which a name begins whose article belongs to it (*La Haye*).

    Returns:
        The span that remains, or nothing where none of it is a name.
    """
    doc, start, end = span.doc, span.start, span.end
    titled = False
    person = span.label_ == "PER"
    while start < end and start not in whole and (start in nouns or _leads(doc[start], title_tokens, person=person)):
        titled = titled or start in title_tokens
        start += 1
    if start + 1 < end and doc[start].norm_ in DIRECTIONS and doc[start + 1].norm_ in ("de", "du", "des", "d'"):
        return trim(Span(doc, start + 1, end, label=span.label), title_tokens=title_tokens, nouns=nouns, whole=whole)
    if titled and doc[start - 1].pos_ in ("ADP", "DET") and not all(token.is_upper for token in doc[start:end]):
        return None  # the complement of a title: Président de la Transition
    while start < end and _trails(doc[end - 1]):
        end -= 1
    return Span(doc, start, end, label=span.label) if start < end else None


def _leads(token: Token, title_tokens: Collection[int], *, person: bool) -> bool:
    """Whether *token* stands before a name rather than in it."""
    if token.is_punct or token.is_quote or token.norm_ in civilities() or token.i in title_tokens:
        return True
    if token.pos_ in ("DET", "ADP") and not (person and is_capitalised(token)):
        return True
    if person:
        is_of_people = is_people(token.text) and not (token.i and token.nbor(-1).norm_ in civilities())  # M. Blanc
        return not is_capitalised(token) or token.norm_ in qualifiers() or is_of_people
    return token.norm_ in ("le", "la", "les", "l'", "de", "du", "des", "d'", "en", "au", "aux")


def _trails(token: Token) -> bool:
    """Whether *token* stands behind a name rather than in it."""
    if token.text.endswith(")") or (token.text.endswith(".") and len(token.text) > 1):
        return token.text == ")" and not any(other.text == "(" for other in token.doc[max(0, token.i - 6) : token.i])
    return token.is_punct or token.is_quote or (token.pos_ in ("ADP", "DET", "CCONJ") and token.is_lower)
