"""spaCy's own French pipeline: its word vectors are ours too, and ours is measured beside it."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import get_package_path, load_meta
from spacy.vocab import Vocab

from entityx.recognise.french import import_french

STOCK = "fr_core_news_md"


def load_stock() -> Language:
    """The whole pipeline, as its authors made it."""
    return spacy.load(STOCK)


def stock_vocab() -> Vocab:
    """Its vocabulary, with the word vectors, without its components."""
    import_french()
    components = load_meta(get_package_path(STOCK) / "meta.json")["components"]
    return spacy.load(STOCK, exclude=[*components, "tokenizer", "strings"]).vocab
