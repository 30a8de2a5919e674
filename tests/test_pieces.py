import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx import pieces as module
from entityx.pieces import pieces


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 40)


def cut(text):
    return [text[start:end] for start, end in pieces(text)]


def test_no_article_is_cut():
    text = "Awa Koné est à Bamako. " * 1300
    assert cut(text) == [text]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Le premier jour du mois.\n\nAwa dort. Elle se lève tôt.", "Le premier jour du mois.\n\n"),
        ("Le premier homme est venu. Le second dort. Le dernier dort.", "Le premier homme est venu. "),
        ("Le premier est « venu ». Le second est « venu » tard.", "Le premier est « venu ». "),
        ("Une ligne sans aucun point\nune autre ligne sans point", "Une ligne sans aucun point\n"),
        ("le grand ministre de l'eau Awa Koné Ba Diop Sow Ly part", "le grand ministre de "),
        ("AWA KONÉ BA DIOP SOW LY EST PARTIE HIER SOIR TARD", "AWA KONÉ BA DIOP SOW LY EST PARTIE HIER "),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_long_text_is_cut_at_the_best_place(text, first):
    assert cut(text)[0] == first


@pytest.mark.usefixtures("short")
def test_an_abbreviation_before_a_small_letter_ends_no_sentence():
    assert cut("Selon lui, hier. Le no. deux est venu, puis il dort.")[0] == "Selon lui, hier. Le no. deux est venu, "


@given(text=st.text(st.sampled_from("aÀ. \n\r«»!,"), max_size=300))
def test_the_pieces_are_the_text(text):
    longest = module.LONGEST
    module.LONGEST = 20
    try:
        parts = cut(text)
    finally:
        module.LONGEST = longest
    assert "".join(parts) == text
    assert all(len(part) <= 20 for part in parts)
    assert all(parts) or text == ""
