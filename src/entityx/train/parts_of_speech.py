"""Parts of speech for the training texts, by the stock pipeline: ours learns them with its names, for the links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

    def __call__(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """Copies of *docs*, their words only, with parts of speech."""
        pairs = ((Doc(self._nlp.vocab, *words_of(doc)), doc) for doc in docs)
        for tagged, doc in self._nlp.pipe(pairs, as_tuples=True):
            forms = ["|".join(f"VerbForm={form}" for form in token.morph.get("VerbForm")) for token in tagged]
            yield Doc(doc.vocab, *words_of(doc), pos=[token.pos_ for token in tagged], morphs=forms)


def words_of(doc: Doc) -> tuple[list[str], list[bool]]:
    """The words of *doc*, and which have a space behind them."""
    return [token.text for token in doc], [bool(token.whitespace_) for token in doc]
