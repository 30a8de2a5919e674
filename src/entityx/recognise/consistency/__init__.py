"""Consistency of names: the component ``entityx_consistency``."""

from spacy.language import Language

from entityx.recognise.consistency.consistency import Consistency


@Language.factory("entityx_consistency", requires=["doc.ents"], assigns=["doc.ents"])
def make_consistency(nlp: Language, name: str) -> Consistency:
    """Build the component."""
    return Consistency()
