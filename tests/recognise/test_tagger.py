"""The network and the component by themselves, small enough to train within a test."""

import numpy as np
import pytest
import spacy
from spacy.training import Example
from thinc.api import Adam, NumpyOps, fix_random_seed, get_current_ops, set_current_ops

from entityx.gold import Gold, parse_tagged
from entityx.recognise.blas import numpy_blas
from entityx.recognise.layers import LAYERS, read_layer
from entityx.recognise.tagger.architecture import Repetitions, with_repetitions
from entityx.records import LABELS
from entityx.train.corpus import annotated
from tests.tagged import found

TEXTS = [
    "Le [TITLE maire de [LOC Ségou]], [PER Awa Ba], a signé un [AGREEMENT accord de pêche] avec l'[ORG Union].",
    "Rien ne va.",
]


@pytest.fixture
def small():
    """A pipeline with a small tagger, and examples of `TEXTS`."""
    fix_random_seed(0)
    nlp = spacy.blank("fr")
    encoder = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 32,
        "depth": 1,
        "embed_size": 200,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
        "pretrained_vectors": None,
    }
    network = {
        "@architectures": "entityx.LayerTagger.v1",
        "tok2vec": encoder,
        "hidden": 32,
        "pieces": 2,
        "depth": 1,
        "window": 1,
    }
    nlp.add_pipe("entityx_tagger", config={"model": network})
    golds = [Gold("x", *parse_tagged(text)) for text in TEXTS]
    examples = [Example(nlp.make_doc(gold.text), annotated(nlp.make_doc(gold.text), gold)) for gold in golds]
    nlp.initialize(lambda: examples)
    return nlp, examples


def test_it_learns_all_layers_at_once(small, tmp_path):
    nlp, examples = small
    optimizer = Adam(0.01)
    losses = [nlp.update(examples, sgd=optimizer)["entityx_tagger"] for _ in range(40)]
    assert losses[-1] < losses[0] / 20
    for tagged in TEXTS:
        text, mentions = parse_tagged(tagged)
        assert found(nlp(text), *LABELS) == mentions
    assert nlp.evaluate(examples)["mentions_f"] == 1.0
    nlp.to_disk(tmp_path)
    text, mentions = parse_tagged(TEXTS[0])
    assert found(spacy.load(tmp_path)(text), *LABELS) == mentions


def test_the_gradients_of_the_scores_are_those_of_the_loss(small):
    nlp, examples = small
    tagger = nlp.get_pipe("entityx_tagger")
    scores = [rows.astype(float) for rows in tagger.predict([example.predicted for example in examples])]
    loss, gradients = tagger.get_loss(examples, scores)
    for column in range(scores[0].shape[1]):
        scores[0][1, column] += 1e-5
        changed, _ = tagger.get_loss(examples, scores)
        scores[0][1, column] -= 1e-5
        assert (changed - loss) / 1e-5 == pytest.approx(gradients[0][1, column], abs=1e-3)


def test_white_space_is_in_no_mention(small):
    nlp, _ = small
    doc = nlp.make_doc("Awa\n\nBa")
    tagger = nlp.get_pipe("entityx_tagger")
    scores = np.zeros((len(doc), sum(tags.count for tags in tagger.layers.values())), dtype="float32")
    scores[:, 1:] = 5.0  # anything rather than nothing
    tagger.set_annotations([doc], [scores])
    assert doc.ents
    spans = [span for key in LAYERS for span in read_layer(doc, key)]
    assert not any(token.is_space for span in spans for token in span)


def test_tokens_share_the_mean_of_their_repetitions():
    doc = spacy.blank("fr")("Ba voit ba")
    rows = np.array([[1.0, 0.0], [5.0, 5.0], [3.0, 2.0]])
    assert Repetitions(doc).mean(rows).tolist() == [[2.0, 1.0], [5.0, 5.0], [2.0, 1.0]]
    assert Repetitions(doc[:0].as_doc()).mean(rows[:0]).shape == (0, 2)


def test_repetitions_go_back_as_they_came(small):
    nlp, _ = small
    doc = nlp.make_doc("Ba voit ba")
    seen = []

    class Encoder:
        """Stands for the encoder: gives rows, keeps the gradients that come back."""

        def get_dim(self, _):
            return 2

        def __call__(self, docs, is_train):
            return [np.arange(6.0).reshape(3, 2)], lambda gradients: seen.extend(gradients) or docs

    layer = with_repetitions(nlp.get_pipe("entityx_tagger").model.get_ref("tok2vec"))
    layer._layers = [Encoder()]
    (rows,), backprop = layer([doc], is_train=True)
    assert rows.tolist() == [[0, 1, 2, 3], [2, 3, 2, 3], [4, 5, 2, 3]]
    backprop([np.array([[1.0, 0, 2, 0], [0, 1, 0, 0], [0, 0, 4, 0]])])
    assert seen[0].tolist() == [[4, 0], [0, 1], [3, 0]]


def test_numpy_multiplies_in_place_of_blis_only():
    before = get_current_ops()
    try:
        set_current_ops(NumpyOps(use_blis=True))
        assert numpy_blas()(spacy.language.Language) is spacy.language.Language
        assert not get_current_ops().use_blis
    finally:
        set_current_ops(before)
