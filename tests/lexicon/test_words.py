from pathlib import Path

import pytest

import entityx
from entityx.lexicon.agreements import singular
from entityx.lexicon.titles import base_form
from entityx.lexicon.words import fold, read_words, spellings

LISTS = sorted(Path(entityx.__file__).parent.rglob("*.txt"))


@pytest.mark.parametrize(("text", "folded"), [("L’État", "l'état"), ("ONU", "onu"), ("Côte d’Ivoire", "côte d'ivoire")])
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("États-Unis", ["états-unis", "etats-unis"]),
        ("secrétaire d'État", ["secrétaire d'état", "secrétaire d'etat"]),
        ("maire", ["maire"]),
    ],
)
def test_spellings_drop_accents_on_initials_only(phrase, forms):
    assert list(spellings(phrase)) == forms


def test_read_words_takes_forms_and_leaves_comments(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("# offices\nmaire, mairesse\n\nroi  # crowned\n", encoding="utf-8")
    assert read_words(path) == ("maire", "mairesse", "roi")


@pytest.mark.parametrize(("content", "problem"), [("# nothing\n", "empty"), ("maire\nroi, maire\n", "repeats maire")])
def test_read_words_refuses_empty_lists_and_repeats(tmp_path, content, problem):
    path = tmp_path / "words.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        read_words(path)


def test_base_form_is_the_first_of_its_line():
    assert (
        base_form("présidente"),
        base_form("ex-présidente"),
        base_form("griot"),
        singular("baux"),
        singular("chartes"),
    ) == (
        "président",
        "ex-président",
        None,
        "bail",
        "charte",
    )


def test_there_are_word_lists():
    assert len(LISTS) > 10


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_word_list_is_sound(path):
    assert all(word == " ".join(word.split()) and "’" not in word for word in read_words(path))
