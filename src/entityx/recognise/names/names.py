"""Names of persons, places and organisations: the model's, corrected, with those that rules find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from entityx.lexicon.agreements import agreement_nouns
from entityx.lexicon.countries import country_named, is_people
from entityx.lexicon.words import read_words
from entityx.recognise.matching import phrase_matcher, title_heads
from entityx.recognise.names.boundaries import cut_behind_country, is_capitalised, split_at_breaks, trim
from entityx.recognise.names.capitals import capital_lines, repeated
from entityx.recognise.names.consistency import agreeing
from entityx.recognise.names.rules import (
    Gazetteer,
    HeadRule,
    NounRule,
    PersonRule,
    PortfolioRule,
    Rule,
    acronyms_behind,
)
from entityx.recognise.spans import without_overlaps
from entityx.records import NAME_LABELS

WORDS = Path(__file__).parent / "words"

PLURAL_DETERMINERS = frozenset({"les", "des", "aux", "ces", "deux", "trois", "quatre", "plusieurs", "jeunes", "nos"})
INHABITANTS = ("ais", "ois", "iens", "éens", "ains", "ards", "ins", "otes", "ites")
"""Endings of the names of inhabitants, in the plural."""


class Names:
    """Writes ``doc.ents``: names only, without determiners, civilities and titles, none overlapping.

    Args:
        nlp: The pipeline.
        patterns_key: The key of ``doc.spans`` with the user's own names, which win over everything else.
    """

    def __init__(self, nlp: Language, *, patterns_key: str) -> None:
        self.patterns_key = patterns_key
        self._nouns = NounRule(nlp)
        self._gazetteer = Gazetteer(nlp)
        self._rules: tuple[Rule, ...] = (HeadRule(nlp), self._nouns, PersonRule(nlp))
        self._portfolio = PortfolioRule(nlp)
        self._kept = phrase_matcher(nlp, {"name": read_words(WORDS / "kept_determiners.txt")})
        self._title_heads = title_heads(nlp)
        self._agreements = phrase_matcher(nlp, {"noun": agreement_nouns()})

    def __call__(self, doc: Doc) -> Doc:
        """Replace the model's entities."""
        doc.set_ents(self.find(doc), default="outside")
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """The names of *doc*, in order, none overlapping."""
        own = [span for span in doc.spans.get(self.patterns_key, ()) if span.label_ in NAME_LABELS]
        listed = list(self._gazetteer.find(doc))
        ruled = [span for rule in self._rules for span in rule.find(doc)]
        shouted = capital_lines(doc)
        by_capitals = [span for span in (*ruled, *self.from_model(doc)) if span.start not in shouted]
        found = without_overlaps(own, [*listed, *by_capitals])
        acronyms = acronyms_behind(span for span in found if span.label_ == "ORG")
        found = without_overlaps(own, acronyms, found)
        found = without_overlaps(own, repeated(doc, shouted, found), found)
        return without_overlaps(own, agreeing(doc, found, sure={*own, *listed, *ruled}))

    def from_model(self, doc: Doc) -> Iterator[Span]:
        """The names that the model found, trimmed, without those that are none."""
        title_tokens = {i for _, start, end in self._title_heads(doc) for i in range(start, end)}
        agreements = {start for _, start, _ in self._agreements(doc)}
        whole = {start for _, start, _ in self._kept(doc)}
        nouns = {i for start, end in self._nouns.nouns(doc) for i in range(start, end)}
        portfolios = {i for span in self._portfolio.find(doc) for i in range(span.start, span.end)}
        for ent in doc.ents:
            if ent.label_ in NAME_LABELS and ent.start not in agreements:
                for piece in split_at_breaks(ent):
                    span = trim(piece, title_tokens=title_tokens, nouns=nouns, whole=whole)
                    if span is not None and span.label_ == "LOC":
                        span = cut_behind_country(span)
                    if span is not None and is_name(span) and (span.label_ == "PER" or span.start not in portfolios):
                        yield span


def is_name(span: Span) -> bool:
    """Whether what the model found can be a name: it has a capital, and is no people's name or common word."""
    if not any(is_capitalised(token) or token.text[0].isdigit() for token in span):
        return False
    if len(span) == 1:
        token = span[0]
        if country_named(token.text) is None and (is_people(token.text) or are_inhabitants(token)):
            return False
        return token.pos_ in ("PROPN", "NOUN", "X", "ADJ", "NUM") and len(token) > 1
    return True


def are_inhabitants(token: Token) -> bool:
    """Whether *token* looks like the inhabitants of a town or region (*les Sedanais*, *deux Alsaciens*)."""
    before = token.nbor(-1).norm_ if token.i else ""
    return before in PLURAL_DETERMINERS and token.norm_.endswith(INHABITANTS)
