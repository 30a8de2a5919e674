"""What a `Doc` holds, in the form in which `parse` gives what is written into a sentence.

``Le [TITLE président] [PER Awa Ba] parle.``; mentions may nest: ``le [TITLE maire de [LOC Ségou]]``.
"""

from __future__ import annotations

from spacy.tokens import Doc

from entityx.gold import parse_tagged as parse
from entityx.recognise.layers import LAYERS, read_layer

__all__ = ["found", "parse"]


def found(doc: Doc, *labels: str) -> set[tuple[int, int, str]]:
    """The mentions of *doc* with one of *labels*, as (start, end, label)."""
    return {
        (span.start_char, span.end_char, span.label_)
        for key in LAYERS
        for span in read_layer(doc, key)
        if span.label_ in labels
    }
