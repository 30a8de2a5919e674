import numpy as np
import pytest
from spacy.tokens import Doc

from entityx.recognise import embeddings
from entityx.recognise.embeddings import remember_words
from entityx.recognise.ours import FAST
from entityx.recognise.pipeline import open_pipeline

TEXTS = ["Le ministre malien Awa Diarra a signé un accord.", "Awa Diarra, ministre, ira à Niamey.", "", "\n"]


@pytest.fixture(scope="module")
def plain():
    """A pipeline whose encoder remembers nothing."""
    return open_pipeline(FAST)


@pytest.fixture(scope="module")
def remembering():
    nlp = open_pipeline(FAST)
    remember_words(nlp.get_pipe("tok2vec").model)
    return nlp


def encoded(nlp, text):
    return nlp.get_pipe("tok2vec").predict([nlp.make_doc(text)])[0]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_remembered_is_what_is_computed(plain, remembering, text):
    for _ in range(2):
        assert encoded(remembering, text) == pytest.approx(encoded(plain, text), abs=1e-4)


def test_a_text_is_the_same_to_the_last_bit_whatever_came_before(remembering):
    memory = fresh()
    alone = encoded(memory, TEXTS[1])
    after = fresh()
    for text in ("Niamey", "Diarra a signé.", " ".join(f"mot{i}" for i in range(100)), TEXTS[0]):
        encoded(after, text)
    assert np.array_equal(encoded(after, TEXTS[1]), alone)


def fresh():
    nlp = open_pipeline(FAST)
    remember_words(nlp.get_pipe("tok2vec").model)
    return nlp


def test_memory_is_bounded(monkeypatch, plain):
    monkeypatch.setattr(embeddings, "MOST_WORDS", 8)
    nlp = fresh()
    for text in (*TEXTS, "un deux trois quatre cinq six sept huit neuf dix", TEXTS[0]):
        assert encoded(nlp, text) == pytest.approx(encoded(plain, text), abs=1e-4)


def test_a_norm_of_its_own_makes_another_word(plain, remembering):
    def doc(nlp, norm):
        words = Doc(nlp.vocab, words=["mardi"])
        words[0].norm_ = norm
        return nlp.get_pipe("tok2vec").predict([words])[0]

    for norm in ("mardi", "paris", "mardi"):
        assert doc(remembering, norm) == pytest.approx(doc(plain, norm), abs=1e-4)


def test_what_was_computed_is_forgotten_when_training_changes_it():
    nlp = fresh()
    encoder = nlp.get_pipe("tok2vec").model
    before = encoded(nlp, TEXTS[0])
    encoder.begin_update([nlp.make_doc(TEXTS[0])])
    for node in encoder.walk():
        if node.name == "hashembed":
            node.set_param("E", node.get_param("E") + 1)
    assert not np.allclose(encoded(nlp, TEXTS[0]), before)
