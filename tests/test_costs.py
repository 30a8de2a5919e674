"""What a text costs grows with its length and nothing else, whatever it holds."""

import pytest

import entityx
from entityx.engines import Recipe, loaded
from entityx.link.offices import LONGEST_HEAD, in_base_form
from entityx.link.people import MOST_FULLER, resolve_names
from entityx.pieces import LONGEST, pieces
from entityx.readable import readable
from entityx.recognise.ours import FAST
from entityx.recognise.tokenizer import LONGEST_CUT
from entityx.recognise.transformer.windows import runs
from tests.costs import LINEAR, doubling


@pytest.fixture(scope="module")
def nlp():
    """The fast model; the transformer takes longer, for each window the same, and has a test of its own."""
    return loaded(Recipe(FAST))


SIGNS = ["(", "[", "{", '"', "'", "’", "«", "»", "l'", "d’", "$", "%", "…", ":", "+", "😀", "a-", "http://a."]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_word_of_signs(nlp, sign):
    # Each size has an end of its own, so that it is another word.
    assert doubling(lambda size: sign * (size // len(sign)) + f"mot{size}", nlp.make_doc, 2_000) <= LINEAR


@pytest.mark.parametrize("sign", SIGNS)
def test_a_word_of_signs_gets_tokens_that_give_the_text_back(nlp, sign):
    text = f"Le Mali ({sign * 200}) et {sign * 3} l'ONU."
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc][:2] == ["Le", "Mali"]
    assert [token.text for token in doc][-2:] == ["ONU", "."]


def test_words_of_french_are_cut_as_before(nlp):
    words = "Aujourd'hui, M. Ba (62 ans) dit : « L’État janv. 2021… » https://exemple.example/a-b/c?d=e&f=g#h"
    assert len(max(words.split(), key=len)) < LONGEST_CUT
    address = f"https://exemple.example/{'dossier/' * 20}page.html?a=1&b=2"
    alone = [(token.text, token.norm_) for token in nlp.make_doc(words)]
    beside = [(token.text, token.norm_) for token in nlp.make_doc(f"{words} {'(' * 100} {address}")]
    assert beside[: len(alone)] == alone
    assert beside[-1][0] == address


NAMES = ["Abdou", "Binta", "Cheick", "Demba", "Ebrima", "Fanta", "Gora", "Hawa", "Issa", "Jeynaba"]
TEXTS = {
    "quotes": lambda size: "'" * size,
    "one person after the other": lambda size: "".join(f"Awa Ba{number} et " for number in range(size // 12)),
    "one family": lambda size: "".join(f"{NAMES[number % 10]}{number // 10} Ba, " for number in range(size // 12)),
    "one titled person after the other": lambda size: "".join(
        f"le ministre Awa Ba{number}, " for number in range(size // 24)
    ),
    "organisations": lambda size: "".join(f"l'ONU (Office{number} de Niamey) " for number in range(size // 30)),
    "agreements": lambda size: "Le Mali a signé un accord avec la Chine. " * (size // 41),
    "full stops": lambda size: "." * size,
    "line ends": lambda size: "a\r\n" * (size // 3),
}


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_a_long_text(nlp, monkeypatch, make):
    monkeypatch.setattr("entityx.pieces.LONGEST", 1_000)  # so that there are several pieces to put together soon
    assert doubling(make, lambda text: entityx.extract(text, nlp), 2_000) <= LINEAR


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_a_piece(nlp, make):
    assert doubling(make, lambda text: entityx.extract(text, nlp), 1_000) <= LINEAR


def test_a_second_look():
    accurate = loaded(Recipe())
    assert doubling(TEXTS["organisations"], lambda text: entityx.extract(text, accurate), 1_000) <= LINEAR


@pytest.mark.parametrize("sentence", [1, 7, 10**9], ids=["short sentences", "sentences", "no sentences"])
def test_the_windows_of_a_text(sentence):
    assert (
        doubling(lambda size: [1] * size, lambda sizes: list(runs(sizes, range(0, len(sizes), sentence), 64)), 50_000)
        <= LINEAR
    )


@pytest.mark.parametrize("sign", ["e\u0301", "\u0301", "\u00a0", "\u200b", " ", "\n", "a\r\n", "a \n"])
def test_a_text_to_be_tidied(sign):
    assert doubling(lambda size: sign * size, readable, 25_000) <= LINEAR


@pytest.mark.parametrize("text", [".", "\n", "\n ", " ", ". ", ".»", "…)", "\u00a0"])
def test_where_a_text_is_cut(text):
    assert doubling(lambda size: text * size, lambda made: list(pieces(made)), 4 * LONGEST) <= LINEAR


def test_names_are_compared_with_few_others(monkeypatch):
    compared = []
    monkeypatch.setattr("entityx.link.people.RULES", [lambda short, full: compared.append(short)])
    count = 5_000
    resolve_names(f"{NAMES[number % 10]}{number // 10} Ba" for number in range(count))
    assert len(compared) <= count * MOST_FULLER


def test_a_surname_that_many_bear_is_nobody_elses():
    full = [f"{NAMES[number % 10]}{number // 10} Ba" for number in range(MOST_FULLER + 1)]
    assert resolve_names([*full, "Ba"])["Ba"] == "Ba"
    assert resolve_names([full[0], "Ba"])["Ba"] == full[0]


@pytest.mark.parametrize("word", ["ancien", "ministre", "mot"])
def test_a_long_title(nlp, word):
    assert doubling(lambda size: nlp.make_doc(f"{word} " * size)[:], in_base_form, 50) <= LINEAR


def test_heads_of_titles_have_fewer_tokens_than_are_looked_at(nlp):
    from entityx.lexicon.titles import _base_forms

    assert max(len(nlp.make_doc(head)) for head in _base_forms()) < LONGEST_HEAD
