"""The reader of annotated texts for spaCy's training."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, registry

from entityx.gold import Gold, read_gold_files
from entityx.recognise.layers import LAYERS, write_layer
from entityx.train.augment import Augmenter
from entityx.train.parts_of_speech import PartsOfSpeech


@registry.readers("entityx.GoldCorpus.v1")
def gold_corpus(paths: Sequence[str], augment: Augmenter | None = None, parts_of_speech: str | None = None) -> GoldCorpus:
    """Examples from annotated files; see `GoldCorpus`."""
    return GoldCorpus(paths, augment=augment, parts_of_speech=parts_of_speech)


class GoldCorpus:
    """Reads annotated texts, in a new order and newly changed each time where they are augmented.

    Args:
        paths: Files that `entityx.gold.read_gold` reads, or folders of them.
        augment: What changes the texts.
        parts_of_speech: A pipeline from whose tags the morphologizer is to learn, or nothing.

    Raises:
        GoldError: When a file cannot be used, or there is no text in any.
    """

    def __init__(self, paths: Sequence[str], *, augment: Augmenter | None, parts_of_speech: str | None) -> None:
        self.texts = read_gold_files(paths)
        self.augment = augment
        self.tag = PartsOfSpeech(parts_of_speech) if parts_of_speech is not None else iter

    def __call__(self, nlp: Language) -> Iterator[Example]:
        """One example a text."""
        texts = self.texts
        if self.augment is not None:
            texts = list(self.augment(random.sample(texts, len(texts))))
        docs = self.tag(nlp.make_doc(gold.text) for gold in texts)
        for gold, doc in zip(texts, docs, strict=True):
            yield Example(nlp.make_doc(gold.text), annotated(doc, gold))


def annotated(doc: Doc, gold: Gold) -> Doc:
    """*doc* with the mentions of *gold*; one that begins or ends within a token is taken to the token's edge."""
    for key, labels in LAYERS.items():
        spans = [
            doc.char_span(start, end, label=label, alignment_mode="expand")
            for start, end, label in gold.mentions
            if label in labels
        ]
        write_layer(doc, key, filter_spans(span for span in spans if span is not None))
    return doc
