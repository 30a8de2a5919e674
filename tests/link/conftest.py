"""Links are tested on what the fast model finds in sentences written for it: what is tested is the rules."""

import pytest
from spacy.language import Language

from entityx.engines import Recipe, loaded
from entityx.recognise.ours import FAST


@pytest.fixture(scope="session")
def nlp() -> Language:
    return loaded(Recipe(FAST))
