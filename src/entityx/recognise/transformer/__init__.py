"""A pretrained transformer that reads again what the tagger is not sure of: the component ``entityx_second_look``."""

from spacy.language import Language

from entityx.recognise.transformer.second_look import SecondLook


@Language.factory(
    "entityx_second_look",
    requires=["doc.ents", "doc.spans", "token.is_sent_start"],
    assigns=["doc.ents", "doc.spans"],
)
def make_second_look(nlp: Language, name: str) -> SecondLook:
    """Build the component; `SecondLook.from_disk` gives it its files."""
    return SecondLook(nlp)
