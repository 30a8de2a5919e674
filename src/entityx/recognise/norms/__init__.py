"""Norms: the form of each token that word lists and patterns compare."""

from spacy.language import Language
from spacy.tokens import Doc

from entityx.lexicon.words import fold


@Language.component("entityx_norms", assigns=["token.norm"])
def norms(doc: Doc) -> Doc:
    """Fold every token. It must stand after the statistical components, which were trained on spaCy's own norms."""
    for token in doc:
        token.norm_ = fold(token.text)
    return doc
