"""The shortened expression of spaCy's French keeps the words whole that its own keeps whole."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.fr import tokenizer_exceptions

from entityx.recognise.french import JOINT, LETTERS, LONG, shortened

OWN = "(?iu)" + "|".join(f"(?:{alternative})" for alternative in tokenizer_exceptions._regular_exp)


@pytest.fixture(scope="module")
def both():
    return re.compile(OWN), re.compile(shortened(OWN))


def test_it_is_the_one_that_the_pipeline_uses():
    code = "import entityx; print(entityx.load().tokenizer.token_match.__self__.pattern)"
    pattern = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    assert pattern.strip() == shortened(OWN)
    assert len(OWN) > LONG > len(pattern)


@pytest.mark.parametrize("alternative", tokenizer_exceptions._regular_exp)
def test_each_alternative_asks_for_a_hyphen_or_an_apostrophe(alternative):
    assert re.search(JOINT, LETTERS.sub("", alternative))


@pytest.mark.parametrize(
    ("word", "is_kept"),
    [
        ("entre-temps", True),
        ("Sino-malien", True),
        ("saut-de-ski", True),
        ("anti-terroriste", True),
        ("Goïta-Diarra", False),
        ("anti-2", False),
        ("l'accord", False),
    ],
)
def test_compounds(both, word, is_kept):
    assert [expression.match(word) is not None for expression in both] == [is_kept, is_kept]


PIECES = ["anti", "sino", "entr", "saut", "de", "l", "mi", "é", "État", "ÉLAN", "œ", "-", "–", "'", "’", "3", "_", "."]


@given(st.lists(st.sampled_from(PIECES) | st.characters(max_codepoint=0x17F), max_size=8).map("".join))
def test_both_keep_the_same_words(both, word):
    assert (both[0].match(word) is None) == (both[1].match(word) is None)
