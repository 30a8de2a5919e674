"""The training on a small network: what it learns from real texts is measured by hand (see the model card)."""

from dataclasses import replace

import numpy as np
import pytest
import spacy
import torch

from entityx.gold import Gold, parse_tagged
from entityx.recognise.layers import LAYERS
from entityx.recognise.tagger.tags import Tags
from entityx.recognise.transformer.graph import Graph
from entityx.recognise.transformer.pieces import Pieces
from entityx.recognise.transformer.windows import window
from entityx.train.transformer import training as module
from entityx.train.transformer.export import write_graph
from entityx.train.transformer.lessons import batch, batches, lessons
from entityx.train.transformer.network import Network
from entityx.train.transformer.pretrained import Packed, Shape
from entityx.train.transformer.tagging import Tagging
from entityx.train.transformer.training import Settings, Training
from entityx.train.transformer.vocabulary import unigram

TEXTS = [
    "Le [TITLE maire de [LOC Ségou]], [PER Awa Ba], a signé un [AGREEMENT accord de pêche] avec l'[ORG Union].",
    "Rien ne va. La [ORG Kalima] dort.",
]
SHAPE = Shape(width=64, layers=2, heads=2, inner=96, pieces=40, positions=128)
LAYER_TAGS = [Tags(labels) for labels in LAYERS.values()]
COUNT = sum(tags.count for tags in LAYER_TAGS)
SETTINGS = Settings(passes=30, pieces=100, rate=2e-3, scores_rate=1e-2, warm_up=2, every=1)


@pytest.fixture
def pieces():
    signs = sorted(set("".join(TEXTS)) - set("[]"))
    return Pieces(unigram([(sign, -2.0) for sign in ("<s>", "<pad>", "</s>", "<unk>", "▁", *signs)][: SHAPE.pieces]))


@pytest.fixture
def read(pieces):
    """A function that gives the lessons of one pass."""
    nlp = spacy.blank("fr")
    golds = [Gold(str(n), *parse_tagged(text)) for n, text in enumerate(TEXTS)]
    return lambda: list(lessons(golds, nlp, pieces, LAYER_TAGS))


def words():
    rng = np.random.default_rng(0)
    numbers = rng.integers(-8, 8, (SHAPE.pieces, SHAPE.width), dtype=np.int8)
    return Packed(numbers, rng.uniform(-0.1, 0.1, (SHAPE.pieces, SHAPE.width // 32)).astype(np.float32))


def network():
    torch.manual_seed(0)
    made = Network(SHAPE, 1e-12, COUNT)
    made.encoder.word.weight.data.copy_(torch.from_numpy(words().unpacked()))
    return made


def trained(read, folder, settings=SETTINGS, **changes):
    folder.mkdir(exist_ok=True)
    settings = replace(settings, **changes)
    return Training(
        network(),
        Tagging(LAYER_TAGS),
        lambda: batches(read(), settings.pieces),
        settings,
        folder / "checkpoint.pt",
        say=lambda line: None,
    )


def scores_of(net, lesson):
    side_by_side = batch([lesson])
    with torch.inference_mode():
        return net(side_by_side.pieces, side_by_side.present, side_by_side.places)[0].numpy()


def test_it_learns_all_layers_at_once(read, tmp_path):
    net = trained(read, tmp_path).run()
    for lesson in read():
        scores, column = scores_of(net, lesson), 0
        for tags, gold in zip(LAYER_TAGS, lesson.tags, strict=True):
            assert scores[:, column : column + tags.count].argmax(axis=1).tolist() == gold.tolist()
            column += tags.count


def test_a_training_that_was_stopped_goes_on_as_if_it_had_not_been(read, tmp_path, monkeypatch):
    whole = trained(read, tmp_path / "whole", passes=4).run()

    class StoppedError(Exception):
        pass

    steps = 0
    learn = Training._learn

    def stop_after_five(self, *arguments):
        nonlocal steps
        steps += 1
        if steps > 5:
            raise StoppedError
        return learn(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Training, "_learn", stop_after_five)
        with pytest.raises(StoppedError):
            trained(read, tmp_path / "parts", passes=4, kept_every=0).run()
    said: list[str] = []
    parts = trained(read, tmp_path / "parts", passes=4)
    parts._say = said.append
    for expected, found in zip(whole.parameters(), parts.run().parameters(), strict=True):
        assert torch.equal(expected, found)
    assert said[0].startswith("goes on after ")


def test_the_words_stay_as_they_are(read, tmp_path):
    net = trained(read, tmp_path, passes=2).run()
    assert np.array_equal(net.encoder.word.weight.detach().numpy(), words().unpacked())


def test_the_weights_are_the_mean_of_the_last(read, tmp_path, monkeypatch):
    seen = []
    learn = Training._learn

    def watched(self, one, progress):
        loss = learn(self, one, progress)
        if progress > 1 - SETTINGS.averaged:
            seen.append(self._exact[-1].clone())
        return loss

    monkeypatch.setattr(Training, "_learn", watched)
    net = trained(read, tmp_path, passes=5).run()
    assert torch.allclose(net.scores.bias, torch.stack(seen).mean(0), atol=1e-6)


def test_batches_hold_all_lessons_and_no_more_pieces_than_they_may(read):
    found = [lesson for _ in range(20) for lesson in read()]
    made = batches(found, 100)
    assert sum(len(one.lessons) for one in made) == len(found)
    assert all(one.pieces.numel() <= 100 or len(one.lessons) == 1 for one in made)
    assert all(one.present.sum() == sum(len(lesson.window.pieces) for lesson in one.lessons) for one in made)


def test_a_window_has_the_same_scores_alone_and_filled_up(read):
    net = network().eval()
    several = list(read())
    side_by_side = batch(several)
    with torch.inference_mode():
        together = net(side_by_side.pieces, side_by_side.present, side_by_side.places).numpy()
    for row, lesson in enumerate(several):
        assert together[row, : len(lesson.window.tokens)] == pytest.approx(scores_of(net, lesson), abs=1e-4)


def test_the_graph_says_nearly_what_the_network_says(read, tmp_path):
    net = trained(read, tmp_path, passes=10).run()
    write_graph(net, words(), tmp_path / "graph.onnx")
    graph = Graph(tmp_path / "graph.onnx")
    for lesson in read():
        scores, vectors = graph(lesson.window)
        expected = scores_of(net, lesson)
        assert np.abs(scores - expected).max() < 0.1 * np.abs(expected).max()
        assert vectors.shape == (len(lesson.window.tokens), SHAPE.width)


def test_what_a_window_says_depends_on_nothing_else(read, tmp_path, pieces):
    write_graph(network(), words(), tmp_path / "graph.onnx")
    graph = Graph(tmp_path / "graph.onnx")
    doc = spacy.blank("fr")("Awa Ba dort. " * 4)
    one, other = window(pieces(doc), 0, 7), window(pieces(doc), 0, 12)
    before = graph(one)[0].tobytes()
    graph(other)
    assert graph(one)[0].tobytes() == before


@pytest.mark.parametrize(("amx", "avx512", "expected"), [(0, 0, "float32"), (1, 0, "bfloat16"), (0, 1, "bfloat16")])
def test_sixteen_bits_are_used_only_where_the_processor_has_them(amx, avx512, expected, monkeypatch):
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: bool(amx))
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: bool(avx512))
    assert module.fast_type() is getattr(torch, expected)
