"""What pipelines find in annotated texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.language import Language

from entityx.analysis import analyse
from entityx.gold import Gold, Place
from entityx.link.document import link_document
from entityx.readable import Readable, readable
from entityx.recognise.layers import set_mentions
from entityx.records import NAME_LABELS, Article, Document


def extracted(golds: Iterable[Gold], nlp: Language) -> list[Document]:
    """What extraction finds in each text, a pipeline of `entityx.load` given."""
    return [analyse(_article(gold), nlp) for gold in golds]


def with_gold_mentions(golds: Iterable[Gold], nlp: Language) -> list[Document]:
    """What extraction would find in each text if it recognised exactly the annotated mentions.

    All mistakes that are left are those of the links.
    """
    documents = []
    for gold in golds:
        tidy = readable(gold.text)
        doc = nlp(tidy.text)
        set_mentions(doc, [(*_read_at(tidy, start, end), label) for start, end, label in gold.mentions])
        documents.append(tidy.restore(link_document(_article(gold), doc)))
    return documents


def named(golds: Iterable[Gold], nlp: Language) -> list[list[Place]]:
    """The names that any pipeline with an entity recogniser finds in each text, by our labels."""
    docs = nlp.pipe(gold.text for gold in golds)
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in NAME_LABELS] for doc in docs]


def places(documents: Sequence[Document]) -> list[list[Place]]:
    """Where the mentions of each document stand, with their labels."""
    return [[(m.start, m.end, m.label) for m in document.mentions] for document in documents]


def _article(gold: Gold) -> Article:
    return Article(id=gold.id, source=gold.id, text=gold.text)


def _read_at(tidy: Readable, start: int, end: int) -> tuple[int, int]:
    """Where *tidy* has what stands from *start* to *end* in the text as it was written: the way back of `restore`."""
    if tidy.starts is None or tidy.ends is None:
        return start, end
    return bisect_left(tidy.starts, start), bisect_right(tidy.ends, end)
