"""Where titles begin and end: the component ``entityx_extents``."""

from spacy.language import Language

from entityx.recognise.extents.extents import Extents


@Language.factory(
    "entityx_extents",
    requires=["doc.ents", "doc.spans", "token.pos", "token.morph", "token.norm"],
    assigns=["doc.spans"],
)
def make_extents(nlp: Language, name: str) -> Extents:
    """Build the component."""
    return Extents()
