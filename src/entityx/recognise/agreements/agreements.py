"""Agreements: accords, treaties, contracts, ceasefires and their like, signed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.lexicon.agreements import agreement_nouns
from entityx.lexicon.countries import country_named
from entityx.lexicon.words import fold, read_words
from entityx.recognise.complements import Complements
from entityx.recognise.matching import phrase_matcher, read_patterns, token_matcher
from entityx.recognise.spans import without_overlaps

HERE = Path(__file__).parent
LABEL = "AGREEMENT"
OF = frozenset({"de", "du", "des", "d'", "la", "le", "l'", "les"})
COMPLEMENTS = (
    "adjective",
    "relative",
    "superlative",
    "hyphenated",
    "of",
    "duration",
    "term",
    "on",
    "for",
    "matter",
    "in",
    "and",
    "against",
)


class Agreements:
    """Writes ``doc.spans[spans_key]``: mentions of agreements, none overlapping.

    Args:
        nlp: The pipeline.
        spans_key: Where to write.
        patterns_key: The key of ``doc.spans`` with the user's own words for agreements: they count wherever they
            stand, and are completed with their complements as ours are.
    """

    def __init__(self, nlp: Language, *, spans_key: str, patterns_key: str) -> None:
        self.spans_key = spans_key
        self.patterns_key = patterns_key
        self._nouns = phrase_matcher(nlp, {LABEL: agreement_nouns()})
        self._excluded = token_matcher(nlp, read_patterns(HERE / "excluded.jsonl"))
        self._partnerships = token_matcher(nlp, read_patterns(HERE / "partnerships.jsonl"))
        self._participles = {fold(word) for word in read_words(HERE / "participles.txt")}
        self._complements = Complements(nlp, kinds=COMPLEMENTS)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        doc.spans[self.spans_key] = self.find(doc)
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """The mentions of agreements in *doc*, in order, none overlapping."""
        own = [span for span in doc.spans.get(self.patterns_key, ()) if span.label_ == LABEL]
        excluded = {i for _, start, end in self._excluded(doc) for i in range(start, end)}
        ours = [head for head in self.heads(doc) if head.start not in excluded]
        return without_overlaps(map(self.phrase, own), map(self.phrase, ours))

    def heads(self, doc: Doc) -> Iterator[Span]:
        """The nouns of *doc* that can begin the mention of an agreement."""
        for key, start, end in self._nouns(doc):
            if doc[start].pos_ not in ("VERB", "AUX"):  # il a traité
                yield Span(doc, start, end, label=key)
        for _, start, end in self._partnerships(doc):
            for token in doc[start:end]:
                if token.norm_ in ("partenariat", "partenariats"):
                    yield Span(doc, token.i, token.i + 1, label=LABEL)

    def phrase(self, head: Span) -> Span:
        """The mention whose head is *head*, with its complements, but neither what became of it nor whom it binds."""
        doc, end = head.doc, self._complements.end(head.doc, head.end)
        end = next((i for i in range(head.end, end) if doc[i].norm_ in self._participles), end)
        for start in range(head.end, end):
            if country_named(doc[start:end].text):
                end = start
                while doc[end - 1].norm_ in OF:
                    end -= 1
                break
        return Span(doc, head.start, end, label=LABEL)
