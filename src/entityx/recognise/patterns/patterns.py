"""The user's own names, titles and agreement words, taken into the layers."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from entityx.recognise.layers import LAYERS, PATTERNS_KEY, read_layer, write_layer
from entityx.recognise.spans import without_overlaps


class OwnWords:
    """Adds to the layers what the user's patterns matched, at `PATTERNS_KEY`: it wins over what the model found."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the layers."""
        for key in LAYERS:
            write_layer(doc, key, self.find(doc, key))
        return doc

    def find(self, doc: Doc, key: str) -> list[Span]:
        """The spans of one layer, none overlapping; a match within a mention of its kind leaves that as it is."""
        found = read_layer(doc, key)
        own = [
            match
            for match in doc.spans.get(PATTERNS_KEY, ())
            if match.label_ in LAYERS[key] and not any(is_part(match, span) for span in found)
        ]
        return without_overlaps(own, found)


def is_part(match: Span, span: Span) -> bool:
    """Whether *match* lies within *span*, of the same label."""
    return match.label == span.label and span.start <= match.start and match.end <= span.end
