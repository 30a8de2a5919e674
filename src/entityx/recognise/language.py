"""Which language a text is in: ours reads French, and what it finds in others cannot be relied on."""

from __future__ import annotations

import lzma
import re
from array import array
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import entityx.lexicon
from entityx.lexicon.words import fold, read_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LIST = Path(entityx.lexicon.__file__).with_name("french_words.txt")

LOOKED_AT = 2_000
"""Characters at the beginning of a text that tell its language."""
FEWEST_WORDS = 12
"""Words that it takes to tell: a headline may be all names."""
SURELY_FRENCH = 0.15
"""The share of words on the list from which a text is French without further asking: 95 in 100 French articles and
passages have more, the others at least 0.08, texts in the neighbours' languages less than 0.05."""

FRENCH = "fr"
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of *text*, or nothing where it is too short to tell.

    >>> language_of("Le président du Mali a signé un accord avec la Chine, et le ministre ira à Paris.")
    'fr'
    """
    words = WORD.findall(text[:LOOKED_AT].lower())
    if len(words) < FEWEST_WORDS:
        return ""
    if sum(word in french_words() for word in words) >= SURELY_FRENCH * len(words):
        return FRENCH
    return str(identifier().classify(text[:LOOKED_AT])[0])


@cache
def identifier() -> LanguageIdentifier:
    """py3langid's, which takes most of a second to read: only for texts that may be of another language.

    By itself it unpacks its model in the folder for temporary files, which may be full or missing; here, in memory.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    with lzma.open(MODEL_DIR / MODEL_FILE) as packed, np.load(BytesIO(packed.read())) as model:
        rows, row_of = (array(model[name].dtype.char, model[name].tobytes()) for name in ("nextmove", "nextmove_row"))
        lists = model["classes"].tolist(), rows, model["out_feat"].tolist()
        return LanguageIdentifier(model["ptc"], model["pc"], *lists, tk_row=row_of)


@cache
def french_words() -> frozenset[str]:
    """Frequent words of French that its neighbours do not have, folded."""
    return frozenset(map(fold, read_words(LIST)))
