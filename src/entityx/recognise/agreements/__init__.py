"""Agreements: the component ``entityx_agreements``."""

from spacy.language import Language

from entityx.recognise.agreements.agreements import Agreements
from entityx.recognise.layers import AGREEMENTS_KEY, PATTERNS_KEY


@Language.factory(
    "entityx_agreements",
    default_config={"spans_key": AGREEMENTS_KEY, "patterns_key": PATTERNS_KEY},
    requires=["doc.ents", "token.pos", "token.norm"],
    assigns=["doc.spans"],
)
def make_agreements(nlp: Language, name: str, spans_key: str, patterns_key: str) -> Agreements:
    """Build the component; see `Agreements` for its parameters."""
    return Agreements(nlp, spans_key=spans_key, patterns_key=patterns_key)
