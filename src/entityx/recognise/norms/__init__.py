"""Norms: the form of each token that word lists and patterns compare."""

import numpy as np
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokens import Doc

from entityx.lexicon.words import fold


@Language.component("entityx_norms", assigns=["token.norm"])
def norms(doc: Doc) -> Doc:
    """Fold every token. It must stand after the statistical components, which were trained on spaCy's own norms."""
    strings = doc.vocab.strings
    words, places = np.unique(doc.to_array([ORTH]).ravel(), return_inverse=True)  # each word once: news repeats them
    folded = np.array([strings.add(fold(strings[int(word)])) for word in words], dtype="uint64")
    return doc.from_array([NORM], folded[places].reshape(-1, 1))  # type: ignore[arg-type]
