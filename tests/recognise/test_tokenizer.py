import pytest

from entityx.recognise.tokenizer import keep_compound_adjectives


@pytest.mark.parametrize(
    "words",
    [
        ["accord", "russo-ukrainien"],
        ["président", "bissau-guinéen"],
        ["l'", "israélo-palestinien"],
        ["Rd-congolaises", "et", "Sino-malien"],
        ["député", "-", "maire"],
        ["bissau", "-", "lisbonne"],
    ],
)
def test_compound_adjectives_of_nationality_are_one_token(nlp, words):
    text = " ".join(words).replace("' ", "'").replace(" - ", "-")
    assert [token.text for token in nlp.make_doc(text)] == words


def test_the_tokenizer_changes_once(nlp):
    cuts = nlp.tokenizer.infix_finditer
    keep_compound_adjectives(nlp.tokenizer)
    assert nlp.tokenizer.infix_finditer == cuts
