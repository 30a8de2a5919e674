"""Precision, recall and F1 of mentions, by spaCy's scorer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from entityx.recognise.layers import LAYERS, NAMES_KEY, read_layer


def score_layers(examples: Iterable[Example], **_: object) -> dict[str, Any]:
    """Exact boundaries and labels: a row for each label, for the names together and for all mentions.

    Returns:
        ``mentions_per_type``, with ``p``, ``r`` and ``f`` between 0 and 1 for each label, for ``names`` and ``all``;
        and ``mentions_f``, the F1 of all, by which a training chooses its best state.
    """
    examples = list(examples)
    rows: dict[str, dict[str, float]] = {}
    for key, labels in LAYERS.items():
        found = Scorer.score_spans(examples, key, getter=read_layer)
        by_label = found[f"{key}_per_type"] or {}  # nothing where there is no span at all
        rows |= {label: by_label.get(label, PRFScore().to_dict()) for label in labels}
        if key == NAMES_KEY:
            rows["names"] = {figure: found[f"{key}_{figure}"] or 0.0 for figure in "prf"}
    together = Scorer.score_spans(examples, "all", getter=all_layers, allow_overlap=True)
    rows["all"] = {figure: together[f"all_{figure}"] or 0.0 for figure in "prf"}
    return {"mentions_per_type": rows, "mentions_f": rows["all"]["f"]}


def all_layers(doc: Doc, _: str) -> Sequence[Span]:
    """The spans of all layers of *doc*."""
    return [span for key in LAYERS for span in read_layer(doc, key)]
