"""How good a pipeline is on annotated texts: precision, recall and F1, and its mistakes in context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from entityx.errors import GoldError
from entityx.extraction import extract_documents
from entityx.gold import Gold, Place
from entityx.recognise.layers import LAYERS, write_layer
from entityx.recognise.tagger.scorer import score_layers
from entityx.records import NAME_LABELS, Article, Failure

CONTEXT = 40
"""Characters shown on either side of a mistake."""


@dataclass(frozen=True)
class Mistake:
    """A mention that was missed, one that is wrong, or both where they overlap.

    Attributes:
        id: The text's id.
        missed: The label and text of the annotation's mention that was not found as it stands there, or nothing.
        wrong: Those of what was found and is not in the annotation, or nothing.
        context: The text around both.
    """

    id: str
    missed: str
    wrong: str
    context: str


def extracted(golds: Sequence[Gold], nlp: Language) -> list[list[Place]]:
    """The mentions that extraction finds in each text, a pipeline of `entityx.load` given.

    Raises:
        GoldError: When a text is too long to be extracted from.
    """
    articles = [Article(id=gold.id, source=gold.id, text=gold.text) for gold in golds]
    failures: list[Failure] = []
    documents = list(extract_documents(articles, nlp, failures=failures))
    for failure in failures:
        raise GoldError(f"{failure.source}: {failure.error}")
    return [[(m.start, m.end, m.label) for m in document.mentions] for document in documents]


def named(golds: Sequence[Gold], nlp: Language) -> list[list[Place]]:
    """The names that any pipeline with an entity recogniser finds in each text, by our labels."""
    docs = nlp.pipe(gold.text for gold in golds)
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in NAME_LABELS] for doc in docs]


def score_mentions(golds: Sequence[Gold], found: Sequence[Sequence[Place]]) -> dict[str, dict[str, float]]:
    """Precision ``p``, recall ``r`` and F1 ``f`` of exact mentions, from 0 to 1: for each label, ``names`` and ``all``.

    Args:
        golds: Annotated texts.
        found: The mentions found in each of them.
    """
    vocab = Vocab()
    examples = []
    for gold, places in zip(golds, found, strict=True):
        edges = {edge for start, end, _ in (*gold.mentions, *places) for edge in (start, end)}
        examples.append(Example(*(_marked(vocab, gold.text, edges, marks) for marks in (places, gold.mentions))))
    scores: dict[str, dict[str, float]] = score_layers(examples)["mentions_per_type"]
    return scores


def _marked(vocab: Vocab, text: str, edges: Iterable[int], mentions: Iterable[Place]) -> Doc:
    """*text* with *mentions* in their layers, cut into tokens at *edges*, so that no tokenizer blurs a boundary."""
    cuts = sorted({0, len(text), *edges})
    doc = Doc(vocab, [text[a:b] for a, b in pairwise(cuts)], [False] * (len(cuts) - 1))
    for key, labels in LAYERS.items():
        spans: Any = [doc.char_span(start, end, label=label) for start, end, label in mentions if label in labels]
        write_layer(doc, key, spans)
    return doc


def mistakes(golds: Sequence[Gold], found: Sequence[Sequence[Place]]) -> Iterator[Mistake]:
    """What is missed or wrong, in the order of the texts; what overlaps within a layer is told as one mistake."""
    for gold, places in zip(golds, found, strict=True):
        right = set(gold.mentions).intersection(places)
        for labels in LAYERS.values():
            missed, wrong = ([m for m in both if m[2] in labels and m not in right] for both in (gold.mentions, places))
            for mention in missed:
                other = next((w for w in wrong if w[0] < mention[1] and mention[0] < w[1]), None)
                if other is not None:
                    wrong.remove(other)
                yield _mistake(gold, mention, other)
            for other in wrong:
                yield _mistake(gold, None, other)


def _mistake(gold: Gold, missed: Place | None, wrong: Place | None) -> Mistake:
    places = [place for place in (missed, wrong) if place is not None]
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    shown = ["" if place is None else f"{place[2]} {gold.text[place[0] : place[1]]}" for place in (missed, wrong)]
    context = gold.text[max(0, start - CONTEXT) : end + CONTEXT]
    return Mistake(gold.id, missed=shown[0], wrong=shown[1], context=context)
