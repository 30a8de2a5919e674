"""How good mentions are: boundaries and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from entityx.evaluation.mistakes import Mistake, around
from entityx.gold import Gold, Place
from entityx.recognise.layers import LAYERS, write_layer
from entityx.recognise.tagger.scorer import score_layers


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


def mention_mistakes(golds: Sequence[Gold], found: Sequence[Sequence[Place]]) -> Iterator[Mistake]:
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
    return Mistake(gold.id, missed=shown[0], wrong=shown[1], context=around(gold.text, start, end))
