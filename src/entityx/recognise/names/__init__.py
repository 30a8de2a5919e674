"""Names: the component ``entityx_names``."""

from spacy.language import Language

from entityx.recognise.layers import PATTERNS_KEY
from entityx.recognise.names.names import Names


@Language.factory(
    "entityx_names",
    default_config={"patterns_key": PATTERNS_KEY},
    requires=["doc.ents", "token.pos", "token.norm"],
    assigns=["doc.ents"],
)
def make_names(nlp: Language, name: str, patterns_key: str) -> Names:
    """Build the component; see `Names` for its parameters."""
    return Names(nlp, patterns_key=patterns_key)
