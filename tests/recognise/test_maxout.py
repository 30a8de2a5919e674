import numpy as np
import pytest
from thinc.api import Maxout, chain, residual

from entityx.recognise.maxout import predict_faster

ROWS = np.linspace(-2, 2, 5 * 4, dtype=np.float32).reshape(5, 4)


def network(pieces=3):
    """Two layers, one of them inside another, with weights that are always the same."""
    made = chain(residual(Maxout(4, 4, nP=pieces, normalize=True, dropout=0.0)), Maxout(3, 4, normalize=True))
    made.initialize(X=ROWS)
    random = np.random.default_rng(pieces)
    for layer in made.walk():
        for name in layer.param_names:
            layer.set_param(name, random.normal(size=layer.get_param(name).shape).astype(np.float32))
    return made


def faster(made):
    predict_faster(made)
    return made


@pytest.mark.parametrize("pieces", [1, 2, 3])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ROWS[:0], np.zeros_like(ROWS)])
def test_the_same_is_predicted(pieces, rows):
    expected = network(pieces).predict(rows)
    found = faster(network(pieces)).predict(rows)
    assert found.shape == expected.shape == (len(rows), 3)
    assert found == pytest.approx(expected, abs=1e-5)


def test_training_goes_on_as_before():
    plain, quick = network(), faster(network())
    before = quick.predict(ROWS)
    for made in (plain, quick):
        found, back = made.begin_update(ROWS)
        back(np.ones_like(found))
        for layer in made.walk():
            for name in layer.grad_names:
                layer.set_param(name, layer.get_param(name) - layer.get_grad(name))
    assert quick.predict(ROWS) == pytest.approx(plain.predict(ROWS), abs=1e-5)
    assert quick.predict(ROWS) != pytest.approx(before, abs=1e-2)


def test_the_network_is_saved_as_it_was():
    assert faster(network()).to_bytes() == network().to_bytes()


def test_a_network_of_ours_is_made_faster_within_the_pipeline(nlp):
    layers = [layer for name in ("tok2vec", "entityx_tagger") for layer in nlp.get_pipe(name).model.walk()]
    normalised = [layer for layer in layers if layer.name == "maxout>>layernorm"]
    assert {layer._func.__module__ for layer in normalised} == {"entityx.recognise.maxout"}
