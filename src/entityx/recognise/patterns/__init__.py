"""The user's own words: the component ``entityx_own_words``."""

from spacy.language import Language

from entityx.recognise.patterns.patterns import OwnWords


@Language.factory(
    "entityx_own_words",
    requires=["doc.ents", "doc.spans"],
    assigns=["doc.ents", "doc.spans"],
)
def make_own_words(nlp: Language, name: str) -> OwnWords:
    """Build the component."""
    return OwnWords()
