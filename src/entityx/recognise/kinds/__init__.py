"""Names by the noun before them: the component ``entityx_kinds``."""

from spacy.language import Language

from entityx.recognise.kinds.kinds import Kinds


@Language.factory(
    "entityx_kinds", requires=["doc.ents", "token.pos", "token.norm", "token.is_sent_start"], assigns=["doc.ents"]
)
def make_kinds(nlp: Language, name: str) -> Kinds:
    """Build the component."""
    return Kinds(nlp)
