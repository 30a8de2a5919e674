"""The layers of mentions on a `Doc`: names in ``doc.ents``, the others in ``doc.spans``, by these keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Span

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

    A token within which a mention begins or ends is split there.
    """
    split_at(doc, {edge for start, end, _ in mentions for edge in (start, end)})
    for key, labels in LAYERS.items():
        spans = (doc.char_span(start, end, label=label) for start, end, label in mentions if label in labels)
        write_layer(doc, key, [span for span in spans if span is not None])


def split_at(doc: Doc, edges: Collection[int]) -> None:
    """Split the tokens of *doc* within which one of *edges* lies, characters of its text."""
    cuts: dict[int, list[int]] = {}
    for edge in sorted(edges):
        around = doc.char_span(edge, edge, alignment_mode="expand")
        token = next(iter(around)) if around is not None and len(around) else None
        if token is not None and token.idx < edge < token.idx + len(token):
            cuts.setdefault(token.i, [0]).append(edge - token.idx)
    with doc.retokenize() as retokenizer:
        for i, starts in cuts.items():
            token = doc[i]
            parts = [token.text[start:end] for start, end in zip(starts, [*starts[1:], len(token)], strict=True)]
            pos = [token.pos_] * len(parts)
            retokenizer.split(token, parts, heads=[(token, 0)] * len(parts), attrs={"POS": pos})
    for token in doc[1:] if cuts else ():
        if token.is_sent_start is None:  # a part: in a text that was one token, nothing else says where sentences begin
            token.is_sent_start = False
