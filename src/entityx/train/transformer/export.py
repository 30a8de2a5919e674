"""The trained network as a graph that ONNX Runtime runs: matrices in seven bits, vectors of pieces in four."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from entityx.recognise.closer_look.graph import FIRSTS, LASTS, MARKS, OF_AGREEMENT, OF_SPAN
from entityx.recognise.transformer.graph import PIECES, PLACES, SCORES, VECTORS
from entityx.train.transformer.network import Encoder, Layer, MarkedNetwork, Network
from entityx.train.transformer.pretrained import BLOCK, Floats, Packed

OPSET, IR_VERSION = 21, 10
"""Versions of the ONNX format: old enough for the ONNX Runtimes that we allow."""
CONTRIB = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
LEVELS = 63
"""Whole numbers that weights become, at most: seven bits, since older processors add products of eight up wrongly."""


class _Graph:
    """A graph that grows node by node."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, *, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def product(self, name: str, rows: str, matrix: Floats, bias: Floats) -> str:
        """*rows* times *matrix*, which is (outputs, inputs), in whole numbers, and *bias*."""
        scales = np.abs(matrix).max(axis=1) / LEVELS
        whole = np.rint(matrix / scales[:, None]).astype(np.int8)
        parts = [
            rows,
            self.weight(f"{name}.matrix", whole.T),
            self.weight(f"{name}.scales", scales),
            self.weight(f"{name}.zeros", np.zeros(len(scales), dtype=np.int8)),
            self.weight(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", parts, name, domain=CONTRIB)

    def normalised(self, name: str, rows: str, added: str, weight: Floats, bias: Floats, epsilon: float) -> str:
        """*rows* and what is *added* to them, with layer normalisation."""
        inputs = [rows, added, self.weight(f"{name}.weight", weight), self.weight(f"{name}.bias", bias)]
        return self.node("SkipLayerNormalization", inputs, name, domain=CONTRIB, epsilon=epsilon)

    def save(self, path: Path, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]) -> None:
        whole = helper.make_graph(self.nodes, "entityx", inputs, outputs, self.weights)
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        onnx.save(helper.make_model(whole, opset_imports=versions, ir_version=IR_VERSION), path)


def write_graph(network: Network, words: Packed, path: Path) -> None:
    """Write *network* as the file that `entityx.recognise.transformer.graph.Graph` runs.

    Args:
        network: What is trained.
        words: The vectors of its pieces, which training leaves as they are.
        path: The file.
    """
    graph = _Graph()
    vectors = graph.node("Gather", [_encoded(graph, network.encoder, words), PLACES], VECTORS, axis=1)
    _linear(graph, "scores", vectors, network.scores, SCORES)
    width, tags = network.scores.in_features, network.scores.out_features
    inputs = [_value(PIECES, TensorProto.INT64, 1, "pieces"), _value(PLACES, TensorProto.INT64, "tokens")]
    outputs = [_value(SCORES, TensorProto.FLOAT, 1, "tokens", tags)]
    outputs.append(_value(VECTORS, TensorProto.FLOAT, 1, "tokens", width))
    graph.save(path, inputs, outputs)


def write_marked_graph(network: MarkedNetwork, words: Packed, path: Path) -> None:
    """Write *network* as the file that `entityx.recognise.closer_look.graph.MarkedGraph` runs.

    Args:
        network: What is trained.
        words: The vectors of its pieces, which training leaves as they are.
        path: The file.
    """
    graph = _Graph()
    rows = _encoded(graph, network.encoder, words)
    of_marks = graph.node("Gather", [rows, MARKS], "of_marks", axis=1)
    axis = graph.weight("of_pieces", np.array([1]))
    marked = graph.node("ReduceMean", [of_marks, axis], "marked", keepdims=1)
    _linear(graph, "of_agreement", marked, network.of_agreement, OF_AGREEMENT)
    first = graph.node("Gather", [rows, FIRSTS], "first", axis=1)
    last = graph.node("Gather", [rows, LASTS], "last", axis=1)
    beside = graph.node("Expand", [marked, graph.node("Shape", [first], "shape")], "marked_beside")
    around = graph.node("Concat", [first, last, beside], "around", axis=-1)
    hidden = graph.node("Gelu", [_linear(graph, "beside", around, network.beside, "wide")], "hidden")
    _linear(graph, "of_span", hidden, network.of_span, OF_SPAN)
    answers, span_answers = network.of_agreement.out_features, network.of_span.out_features
    inputs = [_value(PIECES, TensorProto.INT64, 1, "pieces"), _value(MARKS, TensorProto.INT64, "marks")]
    inputs += [_value(name, TensorProto.INT64, "spans") for name in (FIRSTS, LASTS)]
    outputs = [_value(OF_AGREEMENT, TensorProto.FLOAT, 1, 1, answers)]
    outputs.append(_value(OF_SPAN, TensorProto.FLOAT, 1, "spans", span_answers))
    graph.save(path, inputs, outputs)


def read_encoder(path: Path, encoder: Encoder) -> Packed:
    """Give *encoder* the weights of a graph that `write_graph` wrote, rounded as they are there.

    Returns:
        The vectors of the pieces, as they are packed.
    """
    stored = {weight.name: numpy_helper.to_array(weight) for weight in onnx.load(path).graph.initializer}
    words = Packed(stored["words"].astype(np.int8), stored["words.scales"])

    def put(parameter: Tensor, values: NDArray[np.generic]) -> None:
        parameter.data.copy_(torch.from_numpy(np.array(values, dtype=np.float32)))

    put(encoder.word.weight, words.unpacked())
    put(encoder.position.weight, stored["positions"])
    put(encoder.norm.weight, stored["norm.weight"])
    put(encoder.norm.bias, stored["norm.bias"])
    for number, layer in enumerate(encoder.layers):
        for name in ("qkv", "out", "widen", "narrow"):
            own: Any = getattr(layer, name)
            stem = f"layer{number}.{name}"
            put(own.weight, stored[f"{stem}.matrix"].T * stored[f"{stem}.scales"][:, None])
            put(own.bias, stored[f"{stem}.bias"])
        for name in ("attended", "done"):
            own = getattr(layer, name)
            put(own.weight, stored[f"layer{number}.{name}.weight"])
            put(own.bias, stored[f"layer{number}.{name}.bias"])
    return words


def _value(name: str, kind: int, *shape: int | str) -> onnx.ValueInfoProto:
    """An input or output of a graph."""
    return helper.make_tensor_value_info(name, kind, shape)


def _linear(graph: _Graph, name: str, rows: str, linear: nn.Linear, output: str) -> str:
    """*rows* through a small matrix, as it is."""
    product = graph.node("MatMul", [rows, graph.weight(f"{name}.matrix", _array(linear.weight).T)], f"{name}.product")
    return graph.node("Add", [product, graph.weight(f"{name}.bias", _array(linear.bias))], output)


def _encoded(graph: _Graph, encoder: Encoder, words: Packed) -> str:
    """The vectors of the pieces behind the last layer."""
    rows = _embedded(graph, encoder, words)
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        rows = _layer(graph, layer, f"layer{number}", rows, encoder.norm.eps)
    return rows


def _embedded(graph: _Graph, encoder: Encoder, words: Packed) -> str:
    """The vectors of the pieces at their places, normalised."""
    numbers = words.numbers
    graph.weights.append(helper.make_tensor("words", TensorProto.INT4, numbers.shape, _pack(numbers), raw=True))
    inputs = ["words", PIECES, graph.weight("words.scales", words.scales)]
    found = graph.node(
        "GatherBlockQuantized", inputs, "found", domain=CONTRIB, gather_axis=0, quantize_axis=1, block_size=BLOCK
    )
    length = graph.node("Shape", [PIECES], "length", start=1, end=2)
    edges = [graph.weight("zero", np.array([0])), length, graph.weight("axis", np.array([0]))]
    places = graph.node("Slice", [graph.weight("positions", _array(encoder.position.weight)), *edges], "of_places")
    placed = graph.node("Add", [found, places], "placed")
    norm = [
        graph.weight("norm.weight", _array(encoder.norm.weight)),
        graph.weight("norm.bias", _array(encoder.norm.bias)),
    ]
    return graph.node("LayerNormalization", [placed, *norm], "embedded", axis=-1, epsilon=encoder.norm.eps)


def _pack(values: NDArray[np.int8]) -> bytes:
    """Four-bit numbers two a byte, the lower half first."""
    pairs = values.reshape(-1, 2).view(np.uint8) & 15
    return (pairs[:, 0] | (pairs[:, 1] << 4)).tobytes()


def _layer(graph: _Graph, layer: Layer, name: str, rows: str, epsilon: float) -> str:
    """One layer of the encoder."""
    matrix, bias = _array(layer.qkv.weight), _array(layer.qkv.bias)
    together = graph.product(f"{name}.qkv", rows, matrix, bias)
    parts = [f"{name}.q", f"{name}.k", f"{name}.v"]
    graph.nodes.append(helper.make_node("Split", [together], parts, axis=-1, num_outputs=3))
    seen = graph.node("MultiHeadAttention", parts, f"{name}.seen", domain=CONTRIB, num_heads=layer.heads)
    out = graph.product(f"{name}.out", seen, _array(layer.out.weight), _array(layer.out.bias))
    attended = graph.normalised(
        f"{name}.attended", out, rows, _array(layer.attended.weight), _array(layer.attended.bias), epsilon
    )
    wide = graph.product(f"{name}.widen", attended, _array(layer.widen.weight), _array(layer.widen.bias))
    bent = graph.node("Gelu", [wide], f"{name}.bent")
    narrow = graph.product(f"{name}.narrow", bent, _array(layer.narrow.weight), _array(layer.narrow.bias))
    return graph.normalised(
        f"{name}.done", narrow, attended, _array(layer.done.weight), _array(layer.done.bias), epsilon
    )


def _array(values: Tensor) -> Floats:
    array: Floats = values.detach().float().numpy()
    return array
