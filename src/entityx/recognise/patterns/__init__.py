"""The user's own words: the component ``entityx_own_words``."""

from spacy.language import Language

from entityx.recognise.layers import PATTERNS_KEY
from entityx.recognise.patterns.patterns import OwnWords


@Language.factory(
    "entityx_own_words",
    default_config={"patterns_key": PATTERNS_KEY},
    requires=["doc.ents", "doc.spans"],
    assigns=["doc.ents", "doc.spans"],
)
def make_own_words(nlp: Language, name: str, patterns_key: str) -> OwnWords:
    """Build the component; see `OwnWords` for its parameters."""
    return OwnWords(patterns_key=patterns_key)
