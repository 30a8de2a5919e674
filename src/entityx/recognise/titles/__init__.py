"""Titles: the component ``entityx_titles``."""

from spacy.language import Language

from entityx.recognise.layers import PATTERNS_KEY, TITLES_KEY
from entityx.recognise.titles.titles import Titles


@Language.factory(
    "entityx_titles",
    default_config={"spans_key": TITLES_KEY, "patterns_key": PATTERNS_KEY},
    requires=["doc.ents", "token.pos", "token.norm"],
    assigns=["doc.spans"],
)
def make_titles(nlp: Language, name: str, spans_key: str, patterns_key: str) -> Titles:
    """Build the component; see `Titles` for its parameters."""
    return Titles(nlp, spans_key=spans_key, patterns_key=patterns_key)
