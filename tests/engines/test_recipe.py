import pytest

from entityx.engines import Recipe
from entityx.engines.recipe import extract_all
from entityx.errors import ModelError, PatternsError
from entityx.records import Article, Failure

ARTICLE = Article("a", "a.txt", "Le président malien Awa Koné a signé un accord avec la Chine.")


@pytest.fixture
def patterns(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text('{"label": "TITLE", "pattern": "griot"}\n', encoding="utf-8")
    return path


def test_the_same_recipe_has_the_same_fingerprint():
    assert Recipe().fingerprint() == Recipe().fingerprint()


def test_other_patterns_and_other_models_have_other_fingerprints(patterns):
    own = Recipe(patterns=str(patterns)).fingerprint()
    patterns.write_text('{"label": "TITLE", "pattern": "barde"}\n', encoding="utf-8")
    others = [Recipe(patterns=str(patterns)), Recipe(model="fr_core_news_md"), Recipe()]
    assert len({own, *(recipe.fingerprint() for recipe in others)}) == 4


def test_our_models_have_fingerprints_of_their_own_and_the_accurate_one_is_the_default():
    assert Recipe().fingerprint() == Recipe(model="accurate").fingerprint()
    assert Recipe().fingerprint() != Recipe(model="fast").fingerprint()


def test_another_release_of_what_we_need_has_another_fingerprint(monkeypatch):
    before = Recipe().fingerprint()
    monkeypatch.setattr("entityx.engines.recipe.version", lambda name: "99")
    assert Recipe().fingerprint() != before


def test_what_is_not_there_is_an_error_before_any_work():
    with pytest.raises(ModelError, match="cannot load the model 'nope'"):
        Recipe(model="nope").fingerprint()
    with pytest.raises(PatternsError, match="cannot read the patterns nope"):
        Recipe(patterns="nope").fingerprint()


def test_a_text_on_which_the_program_fails_is_a_failure_among_the_others(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 30)
    lost, found = extract_all([ARTICLE, Article("b", "b.txt", "Awa Koné parle.")], nlp)
    assert isinstance(lost, Failure)
    assert lost.source == "a.txt"
    assert "please report it" in lost.error
    assert [person.name for person in found.people] == ["Awa Koné"]


def test_new_words_do_not_stay_in_a_large_vocabulary(nlp, monkeypatch):
    monkeypatch.setattr("entityx.engines.recipe.MOST_WORDS", 0)
    extract_all([ARTICLE], nlp)
    before = len(nlp.vocab.strings), sum(1 for _ in nlp.vocab)
    extract_all([Article("b", "b", " ".join(f"Mot{number}inouï" for number in range(500)))], nlp)
    assert (len(nlp.vocab.strings), sum(1 for _ in nlp.vocab)) == before
