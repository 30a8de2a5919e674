"""Titles: the offices, functions, ranks and professions of particular persons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.lexicon.titles import civilities, heads, qualifiers
from entityx.recognise.complements import Complements
from entityx.recognise.matching import phrase_matcher, read_patterns, token_matcher
from entityx.recognise.spans import without_overlaps

HERE = Path(__file__).parent
LABEL = "TITLE"

COMPLEMENTS = (
    "adjective",
    "participle",
    "adverbial",
    "hyphenated",
    "of",
    "at",
    "in",
    "in-charge",
    "near",
    "and",
    "portfolio",
    "matter",
)
BEFORE_PERSON = frozenset({",", "(", '"', "«", ":"})
AFTER_PERSON = frozenset({",", "(", "-", "–", "—", ":", "le", "la", "l'", "un", "une", "alors", "et", "est", "était"})


class Titles:
    """Writes ``doc.spans[spans_key]``: titles, none overlapping; the names within them are in ``doc.ents``.

    Args:
        nlp: The pipeline.
        spans_key: Where to write.
        patterns_key: The key of ``doc.spans`` with the user's own titles: they count wherever they stand, and are
            completed with their complements as ours are.
    """

    def __init__(self, nlp: Language, *, spans_key: str, patterns_key: str) -> None:
        self.spans_key = spans_key
        self.patterns_key = patterns_key
        self._heads = phrase_matcher(nlp, dict(heads()))
        self._before = token_matcher(nlp, read_patterns(HERE / "designations.jsonl"))
        self._complements = Complements(nlp, kinds=COMPLEMENTS)

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[self.spans_key] = self.find(doc)
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """The titles of *doc*, in order, none overlapping."""
        own = [self.phrase(span) for span in doc.spans.get(self.patterns_key, ()) if span.label_ == LABEL]
        given = {end: doc.vocab.strings[key] for key, _, end in self._before(doc)}
        said, taken_up = [], []
        said_heads = set()
        for kind, head in self.heads(doc):
            title = self.phrase(head)
            before = given.get(title.start)
            if said_of_person(title, adjacent=kind == "rank") or before == "given" and kind != "rank":
                said.append(title)
                said_heads.add(head[0].norm_)
            elif before == "definite":
                taken_up.append((kind, head, title))
        said += [title for kind, head, title in taken_up if kind == "office" or head[0].norm_ in said_heads]
        return without_overlaps(own, said)

    def heads(self, doc: Doc) -> Iterator[tuple[str, Span]]:
        """The words of *doc* that can begin a title, each with its kind; the longest at a place."""
        spans = [Span(doc, start, end, label=key) for key, start, end in self._heads(doc)]
        for span in without_overlaps(spans):
            if span[0].pos_ not in ("VERB", "AUX", "ADV", "ADP") and not span[0].ent_type_:
                yield span.label_, span

    def phrase(self, head: Span) -> Span:
        """The title whose head is *head*: with the qualifiers before it and the complements behind it."""
        doc, start = head.doc, head.start
        while start > 0 and doc[start - 1].norm_ in qualifiers():
            start -= 1
        return Span(doc, start, self._complements.end(doc, head.end), label=LABEL)


def said_of_person(title: Span, *, adjacent: bool) -> bool:
    """Whether a person's name stands beside *title*: before it, or behind it with nothing but a civility between.

    Args:
        adjacent: Whether no comma or the like may stand between them.
    """
    doc = title.doc
    i = title.end
    while i < len(doc) and (doc[i].norm_ in civilities() or (not adjacent and doc[i].text in BEFORE_PERSON)):
        i += 1
    if i < len(doc) and doc[i].ent_type_ == "PER" and doc[i].ent_iob_ == "B":
        return True
    if adjacent:
        return False
    i = title.start - 1
    while i >= 0 and doc[i].norm_ in AFTER_PERSON:
        i -= 1
    return i >= 0 and i < title.start - 1 and doc[i].ent_type_ == "PER"
