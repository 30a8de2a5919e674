"""The trained recogniser of all layers: the component ``entityx_tagger``."""

from __future__ import annotations

from spacy.language import Language

from entityx.recognise.layers import LAYERS
from entityx.recognise.tagger.architecture import Encoder
from entityx.recognise.tagger.scorer import score_layers
from entityx.recognise.tagger.tagger import LayerTagger


@Language.factory(
    "entityx_tagger",
    default_config={"layers": LAYERS},
    assigns=["doc.ents", "doc.spans"],
    default_score_weights={"mentions_f": 1.0},
)
def make_tagger(nlp: Language, name: str, model: Encoder, layers: dict[str, list[str]]) -> LayerTagger:
    """Build the component; see `LayerTagger` for its parameters."""
    return LayerTagger(nlp.vocab, model, name, layers=layers, scorer=score_layers)
