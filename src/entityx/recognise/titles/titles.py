"""Titles: the offices, functions, ranks and professions of particular persons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.lexicon.titles import APPOSITION, civilities, qualifiers
from entityx.recognise.complements import Complements
from entityx.recognise.matching import read_patterns, title_heads, token_matcher
from entityx.recognise.spans import without_overlaps

HERE = Path(__file__).parent
LABEL = "TITLE"

COMPLEMENTS = (
    "adjective",
    "participle",
    "adverbial",
    "hyphenated",
    "of",
    "of-own",
    "of-person",
    "at",
    "at-place",
    "in",
    "in-charge",
    "near",
    "and",
    "portfolio",
    "matter",
    "in-place",
    "for-place",
)
BEFORE_PERSON = frozenset({",", "(", '"', "«", ":"})
"""What stands between a title and the name behind it, besides a civility."""
BEFORE_VERB = frozenset({"il", "elle", "on", "ils", "elles", "qui", "ne", "n'", "se", "s'"})
"""What stands before a verb and never before a title: a tagger takes *il juge* for a noun at times."""
AFTER_PERSON = APPOSITION | {"et", "est", "était"}
"""What stands between a person's name, or another title of the same person, and a title behind it."""


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
        self._heads = title_heads(nlp)
        self._before = token_matcher(nlp, read_patterns(HERE / "designations.jsonl"))
        self._complements = Complements(nlp, kinds=COMPLEMENTS)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        doc.spans[self.spans_key] = self.find(doc)
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """The titles of *doc*, in order, none overlapping."""
        own = [self.phrase(span) for span in doc.spans.get(self.patterns_key, ()) if span.label_ == LABEL]
        given = {end: doc.vocab.strings[key] for key, _, end in self._before(doc)}
        said: list[Span] = []
        alone = []
        for kind, head in self.heads(doc):
            title = self.phrase(head)
            if said_of_person(title, said, adjacent=kind == "rank"):
                said.append(title)
            else:
                alone.append((kind, head, title))
        said_heads = {token.norm_ for title in said for token in title}
        said += [
            title for kind, head, title in alone if stands_alone(kind, head, title, given.get(title.start), said_heads)
        ]
        return without_overlaps(own, said)

    def heads(self, doc: Doc) -> Iterator[tuple[str, Span]]:
        """The words of *doc* that can begin a title, each with its kind; the longest at a place."""
        spans = [Span(doc, start, end, label=key) for key, start, end in self._heads(doc)]
        for span in joined_by_hyphens(without_overlaps(spans)):
            if doc[span.end : span.end + 1].text == "-":
                continue  # chef-lieu
            if span.start and span[0].is_lower and doc[span.start - 1].ent_type_ == "PER":
                continue  # Mme Ba juge, guide…
            if span.start and doc[span.start - 1].norm_ in BEFORE_VERB:
                continue
            if span.start and span[0].pos_ == "ADJ" and doc[span.start - 1].pos_ == "NOUN":
                continue  # l'assemblée générale
            if span[0].pos_ not in ("VERB", "AUX", "ADV", "ADP", "PRON") and not span[0].ent_type_:
                yield span.label_, span

    def phrase(self, head: Span) -> Span:
        """The title whose head is *head*: with the qualifiers before it and the complements behind it."""
        doc, start = head.doc, head.start
        while start > 0 and doc[start - 1].norm_ in qualifiers():
            start -= 1
        return Span(doc, start, self._complements.end(doc, head.end), label=LABEL)


def joined_by_hyphens(heads: Iterable[Span]) -> list[Span]:
    """*heads*, in order, with those that a hyphen joins as one of the first one's kind (*député-maire*)."""
    joined: list[Span] = []
    for head in heads:
        last = joined[-1] if joined else None
        if last is not None and [token.text for token in head.doc[last.end : head.start]] == ["-"]:
            joined[-1] = Span(head.doc, last.start, head.end, label=last.label)
        else:
            joined.append(head)
    return joined


def said_of_person(title: Span, said: Sequence[Span], *, adjacent: bool) -> bool:
    """Whether a person's name stands beside *title*, or another title that is said of one.

    Args:
        title: The title, complements included.
        said: The titles before it that are said of a person.
        adjacent: Whether it must stand right before the name, as a rank does (nothing but a civility between).
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
    if not 0 <= i < title.start - 1:
        return False
    if doc[i].ent_type_ == "PER":
        return all(token.norm_ != "et" for token in doc[i + 1 : title.start])  # Mme Ba et un policier: another one
    return bool(said) and said[-1].end == i + 1


def stands_alone(kind: str, head: Span, title: Span, before: str | None, said_heads: Collection[str]) -> bool:
    """Whether *title*, with no name beside it, stands for a person (*le ministre a signé*) or is given to one.

    The shares of right ones are those of the training passages: offices behind a definite determiner 95 %, with a
    complement and no determiner 80 %, ranks likewise 75 %; professions only half the time, hence the last condition.

    Args:
        kind: The kind of head: office, profession or rank.
        head: The title's head.
        title: The whole title.
        before: What stands before it, of `designations.jsonl`.
        said_heads: The words of the titles that the text says of named persons.
    """
    if before == "given":
        return True
    if kind == "profession":
        return before == "definite" and head[0].norm_ in said_heads
    return before == "definite" or title.end > head.end
