import math

import numpy as np
import pytest

from entityx.link.linear import WEIGHTS, LinearModel, load_models

MODEL = LinearModel(-1.0, {"near": 2.0, "quoted": -0.5}, np.array([1.0, -2.0], dtype=np.float32))
FILES = sorted(path.stem for path in WEIGHTS.glob("*.json"))


@pytest.mark.parametrize(
    ("features", "vector", "score"),
    [
        ((), None, -1.0),
        (("near",), None, 1.0),
        (("near", "quoted"), None, 0.5),
        (("unheard of",), None, -1.0),
        (("near", "unheard of"), None, 1.0),
        ((), [3.0, 1.0], 0.0),
        (("near",), [0.5, 0.25], 1.0),
    ],
)
def test_score_adds_up(features, vector, score):
    assert MODEL.score(features, None if vector is None else np.array(vector, dtype=np.float32)) == pytest.approx(score)


def test_a_model_without_weights_for_vectors_does_not_look_at_them():
    assert LinearModel(0.5, {}).score((), np.ones(2, dtype=np.float32)) == 0.5


def test_the_order_of_features_does_not_matter():
    weights = {str(i): 0.1 * i for i in range(50)}
    model = LinearModel(0.3, weights)
    assert model.score([*weights]) == model.score([*reversed(weights)])


def test_there_are_weights():
    assert len(FILES) >= 5


@pytest.mark.parametrize("name", FILES)
def test_weights_load_and_are_finite(name):
    models = load_models(name)
    assert models
    for model in models.values():
        assert all(map(math.isfinite, [model.intercept, *model.weights.values()]))
        assert model.weights or model.vector_weights is not None
        assert model.vector_weights is None or np.isfinite(model.vector_weights).all()
        assert model.score(()) == model.intercept
