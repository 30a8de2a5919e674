"""Precision, recall and F1 of mentions, by spaCy's scorer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.scorer import PRFScore, Scorer
from spacy.training import Example

from entityx.recognise.layers import LAYERS, read_layer

SCORES = ("mentions_p", "mentions_r", "mentions_f", "names_f")


def score_layers(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Exact boundaries and labels: a row for each label, for the names together and for all mentions.

    Returns:
        ``mentions_per_type``, with ``p``, ``r`` and ``f`` between 0 and 1 for each label, for ``names`` and ``all``;
        and the `SCORES`.
    """
    examples = list(examples)
    rows: dict[str, dict[str, float]] = {}
    for key, labels in LAYERS.items():
        found = Scorer.score_spans(examples, "layer", getter=lambda doc, _, key=key: read_layer(doc, key))
        rows |= {label: found["layer_per_type"].get(label, PRFScore().to_dict()) for label in labels}
        if key == "ents":
            rows["names"] = {figure: found[f"layer_{figure}"] or 0.0 for figure in "prf"}
    together = Scorer.score_spans(
        examples,
        "mentions",
        getter=lambda doc, _: [span for key in LAYERS for span in read_layer(doc, key)],
        allow_overlap=True,
    )
    rows["all"] = {figure: together[f"mentions_{figure}"] or 0.0 for figure in "prf"}
    totals = {f"mentions_{figure}": value for figure, value in rows["all"].items()}
    return {"mentions_per_type": rows, **totals, "names_f": rows["names"]["f"]}
