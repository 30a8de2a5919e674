"""The training of the closer look on a small network: what it learns from real texts is in the model card."""

from dataclasses import replace

import numpy as np
import pytest
import spacy
import torch

from entityx.gold import Gold, Links, parse_tagged
from entityx.recognise.closer_look.closer_look import answers
from entityx.recognise.closer_look.graph import MarkedGraph
from entityx.recognise.closer_look.heads import OF_AGREEMENT, OF_SPAN, WIDTH
from entityx.recognise.closer_look.passage import OPENING
from entityx.recognise.transformer.pieces import Pieces
from entityx.records import Agreement
from entityx.records import Span as Offsets
from entityx.train.links import lessons as linked_lessons
from entityx.train.transformer import marked
from entityx.train.transformer.export import read_encoder, write_graph, write_marked_graph
from entityx.train.transformer.marked import Marking, batch, batches, lessons, prepare
from entityx.train.transformer.network import MarkedNetwork, Network
from entityx.train.transformer.pretrained import Packed, Shape
from entityx.train.transformer.training import Settings, Training
from entityx.train.transformer.vocabulary import unigram

TEXTS = {
    "Le [LOC Mali] et la [LOC Zambie] ont un [AGREEMENT accord], dit [LOC Oran]. L'[AGREEMENT accord] dort.": Agreement(
        mentions=(Offsets(28, 34), Offsets(48, 54)),
        parties=("Mali", "Zambie"),
        status="signed",
        domains=(),
        third_parties=("Oran",),
        kind="treaty",
        subjects=("trade", "energy"),
    ),
    "Le [LOC Kenya] a rompu un [AGREEMENT bail]. Un autre contrat de confiance dort.": Agreement(
        mentions=(Offsets(20, 24),), parties=("Kenya",), status="ended", domains=(), kind="commercial"
    ),
}
SHAPE = Shape(width=64, layers=2, heads=2, inner=96, pieces=60, positions=512)
SETTINGS = Settings(passes=40, pieces=400, rate=2e-3, scores_rate=1e-2, warm_up=2, every=1)


@pytest.fixture
def texts():
    signs = sorted({OPENING, "}", *"".join(TEXTS)})
    pieces = Pieces(unigram([(sign, -2.0) for sign in ("<s>", "<pad>", "</s>", "<unk>", "▁", *signs)][: SHAPE.pieces]))
    nlp = spacy.blank("fr")
    nlp.add_pipe("entityx_norms")
    nlp.add_pipe("entityx_sentences")
    golds = []
    for number, (tagged, agreement) in enumerate(TEXTS.items()):
        text, mentions = parse_tagged(tagged)
        golds.append(Gold(str(number), text, tuple(sorted(mentions)), Links((), (agreement,))))
    return [prepare(one, pieces) for one in linked_lessons(golds, nlp)]


def words():
    rng = np.random.default_rng(0)
    numbers = rng.integers(-8, 8, (SHAPE.pieces, SHAPE.width), dtype=np.int8)
    return Packed(numbers, rng.uniform(-0.1, 0.1, (SHAPE.pieces, SHAPE.width // 32)).astype(np.float32))


def network():
    torch.manual_seed(0)
    made = MarkedNetwork(SHAPE, 1e-12, WIDTH, len(OF_SPAN))
    made.encoder.word.weight.data.copy_(torch.from_numpy(words().unpacked()))
    return made


@pytest.fixture
def trained(texts, tmp_path, monkeypatch):
    monkeypatch.setattr(marked, "HEAD_ALONE", 0.0)
    read = lambda: batches(lessons(texts), SETTINGS.pieces)  # noqa: E731
    return Training(network(), Marking(), read, SETTINGS, tmp_path / "checkpoint.pt", say=lambda line: None).run()


def said(net, lesson):
    side_by_side = batch([lesson])
    with torch.inference_mode():
        agreement, spans = net(side_by_side.pieces, side_by_side.present, side_by_side.marks, side_by_side.spans)
    return agreement[0].numpy(), spans.numpy()


def test_it_learns_what_agreements_are_and_who_has_a_part_in_them(texts, trained):
    for lesson in lessons(texts):
        agreement, spans = said(trained, lesson)
        found = answers(agreement)
        for question, right in lesson.target.classes.items():
            assert max(found[question], key=found[question].get) == OF_AGREEMENT[question][right]
        for question, right in lesson.target.several.items():
            assert [score > 0 for score in found[question].values()] == [bool(one) for one in right]
        for number, right in enumerate(lesson.answers):
            best = spans[lesson.places[:, 0] == number].max(axis=0)
            for question, score, is_right in zip(OF_SPAN, best, right, strict=True):
                assert is_right == marked.UNASKED or (score > 0) == bool(is_right), question


def test_a_text_gives_its_agreements_marked_whole_and_apart_and_what_only_looks_like_one(texts, monkeypatch):
    monkeypatch.setattr(marked, "HEAD_ALONE", 0.0)
    found = list(lessons(texts))
    assert [len(lesson.passage.marks) for lesson in found] == [2, 1, 1, 1]
    assert [lesson.target.several["agreement"] for lesson in found] == [[1], [1], [1], [0]]
    assert found[-1].target.classes == {}


def test_what_is_asked_of_whom(texts):
    names, nouns = texts[0].names[0], texts[0].nouns[0]
    assert sorted(tuple(one.answers.items()) for one in names) == sorted(
        tuple({"party": party, "third party": third, "source": False}.items())
        for party, third in ((True, False), (True, False), (False, True))
    )
    assert all(set(one.answers) == {"domain"} for one in nouns)


def test_the_graph_says_nearly_what_the_network_says(texts, trained, tmp_path):
    write_marked_graph(trained, words(), tmp_path / "marked.onnx")
    graph = MarkedGraph(tmp_path / "marked.onnx")
    for lesson in lessons(texts):
        agreement, spans = graph(lesson.passage, [(first, last) for _, first, last in lesson.places.tolist()])
        for scores, expected in zip((agreement, spans), said(trained, lesson), strict=True):
            assert scores.shape == expected.shape
            assert expected.size == 0 or np.abs(scores - expected).max() < 0.1 * np.abs(expected).max()


def test_it_begins_as_the_second_look_ends(tmp_path):
    torch.manual_seed(1)
    look = Network(SHAPE, 1e-12, 5)
    look.encoder.word.weight.data.copy_(torch.from_numpy(words().unpacked()))
    write_graph(look, words(), tmp_path / "graph.onnx")
    made = network()
    stored = read_encoder(tmp_path / "graph.onnx", made.encoder)
    assert np.array_equal(stored.numbers, words().numbers)
    for expected, found in zip(look.encoder.parameters(), made.encoder.parameters(), strict=True):
        assert torch.allclose(expected, found, atol=float(expected.detach().abs().max()) / 100)


def test_lower_layers_can_stay_as_they_are(texts, tmp_path):
    net = network()
    net.encoder.freeze(1)
    before = [layer.qkv.weight.clone() for layer in net.encoder.layers]
    settings = replace(SETTINGS, passes=2)
    read = lambda: batches(lessons(texts), settings.pieces)  # noqa: E731
    Training(net, Marking(), read, settings, tmp_path / "checkpoint.pt", say=lambda line: None).run()
    assert [torch.equal(one, layer.qkv.weight) for one, layer in zip(before, net.encoder.layers, strict=True)] == [
        True,
        False,
    ]
