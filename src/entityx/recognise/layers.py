"""The layers of mentions on a `Doc`: names in ``doc.ents``, the others in ``doc.spans``, by these keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from entityx.records import NAME_LABELS

NAMES_KEY = "ents"
TITLES_KEY = "titles"
AGREEMENTS_KEY = "agreements"
PATTERNS_KEY = "patterns"
"""What the user's own patterns matched, before it is taken into the layers."""

LAYERS: dict[str, list[str]] = {NAMES_KEY: [*NAME_LABELS], TITLES_KEY: ["TITLE"], AGREEMENTS_KEY: ["AGREEMENT"]}
"""The labels of each layer. Within a layer spans never overlap."""


def read_layer(doc: Doc, key: str) -> Sequence[Span]:
    """The spans of a layer of *doc*; none where nothing has written it."""
    return doc.ents if key == NAMES_KEY else list(doc.spans.get(key, ()))


def write_layer(doc: Doc, key: str, spans: Sequence[Span]) -> None:
    """Replace the spans of a layer of *doc*."""
    if key == NAMES_KEY:
        doc.set_ents(list(spans), default="outside")
    else:
        doc.spans[key] = list(spans)


def set_mentions(doc: Doc, mentions: Collection[tuple[int, int, str]]) -> None:
    """Replace all layers of *doc* by *mentions*: first character, character behind the last, label.

    A mention that begins or ends within a token takes the whole of it.
    """
    for key, labels in LAYERS.items():
        spans = (
            doc.char_span(start, end, label=label, alignment_mode="expand")
            for start, end, label in mentions
            if label in labels
        )
        write_layer(doc, key, filter_spans([span for span in spans if span is not None]))
