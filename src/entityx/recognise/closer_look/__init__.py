"""A pretrained transformer that reads the passage around an agreement: the component ``entityx_closer_look``."""

from spacy.language import Language

from entityx.recognise.closer_look.closer_look import CloserLook


@Language.factory("entityx_closer_look", requires=["doc.spans"])
def make_closer_look(nlp: Language, name: str) -> CloserLook:
    """Build the component; `CloserLook.from_disk` gives it its files."""
    return CloserLook()
