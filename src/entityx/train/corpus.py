"""The reader of annotated texts for spaCy's training."""

from __future__ import annotations

import random
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, registry

from entityx.gold import Gold, read_gold_files
from entityx.recognise.layers import LAYERS, write_layer
from entityx.train.augment import Augmenter
from entityx.train.parts_of_speech import PartsOfSpeech


@registry.readers("entityx.TrainingCorpus.v1")
class TrainingCorpus:
    """Reads the texts to learn from, each time in a new order, and changed in new ways.

    Args:
        paths: Annotated files, or folders of them (see `entityx.gold`).
        silver: Files of texts that a pipeline has labelled, of which a new sample is read each time; or none.
        sample: How many.
        augment: What changes the texts.
        parts_of_speech: The pipeline from whose tags the morphologizer is to learn. Texts that *augment* changed have
            none, and the morphologizer passes over them.

    Raises:
        GoldError: When a file cannot be used.
    """

    def __init__(
        self, paths: list[str], silver: list[str], sample: int, augment: Augmenter, parts_of_speech: str
    ) -> None:
        self._gold = read_gold_files(paths)
        self._silver = read_gold_files(silver) if silver else []
        self._sample = min(sample, len(self._silver))
        self._augment = augment
        self._parts_of_speech = PartsOfSpeech(parts_of_speech)

    def __call__(self, nlp: Language) -> Iterator[Example]:
        """One example a text."""
        texts = [*self._gold, *random.sample(self._silver, self._sample)]
        random.shuffle(texts)
        for number, (before, gold) in enumerate(zip(texts, self._augment(texts), strict=True)):
            doc = nlp.make_doc(gold.text)
            tagged = gold is before or number == 0  # one at least: spaCy takes the labels from a pass
            yield Example(doc, annotated(self._parts_of_speech(doc) if tagged else doc.copy(), gold))


@registry.readers("entityx.GoldCorpus.v1")
class GoldCorpus:
    """Reads annotated texts as they are, in their order.

    Args:
        paths: Annotated files, or folders of them (see `entityx.gold`).

    Raises:
        GoldError: When a file cannot be used.
    """

    def __init__(self, paths: list[str]) -> None:
        self._gold = read_gold_files(paths)

    def __call__(self, nlp: Language) -> Iterator[Example]:
        """One example a text."""
        for gold in self._gold:
            doc = nlp.make_doc(gold.text)
            yield Example(doc, annotated(doc.copy(), gold))


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
