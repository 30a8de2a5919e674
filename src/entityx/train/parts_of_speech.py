"""Parts of speech for the training texts, by the stock pipeline: ours learns them too, and links read them."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

TAGGER = ("tok2vec", "morphologizer")
"""The components of the stock pipeline that set parts of speech."""


class PartsOfSpeech:
    """Sets the parts of speech of texts, and of verbs their form (*signé* is a participle); no other morphology.

    Args:
        model: The stock pipeline, of which `TAGGER` is used.
    """

    def __init__(self, model: str) -> None:
        self._nlp = spacy.load(model)
        self._nlp.select_pipes(enable=TAGGER)
        self._known: dict[str, tuple[list[str], list[str]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """A copy of *doc*, its words only, with parts of speech; a text is tagged the first time that it comes."""
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        if doc.text not in self._known:
            tagged = self._nlp(Doc(self._nlp.vocab, words, spaces))
            forms = ["|".join(f"VerbForm={form}" for form in token.morph.get("VerbForm", [])) for token in tagged]
            self._known[doc.text] = [token.pos_ for token in tagged], forms
        tags, forms = self._known[doc.text]
        return Doc(doc.vocab, words, spaces, pos=tags, morphs=forms)
