"""The trained network as a graph that ONNX Runtime runs: matrices in seven bits, vectors of pieces in four."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from entityx.recognise.transformer.graph import PIECES, PLACES, SCORES, VECTORS
from entityx.train.transformer.network import Layer, Network
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


def write_graph(network: Network, words: Packed, path: Path) -> None:
    """Write *network* as the file that `entityx.recognise.transformer.graph.Graph` runs.

    Args:
        network: What is trained.
        words: The vectors of its pieces, which training leaves as they are.
        path: The file.
    """
    graph = _Graph()
    encoder = network.encoder
    epsilon = encoder.norm.eps
    rows = _embedded(graph, network, words)
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        rows = _layer(graph, layer, f"layer{number}", rows, epsilon)
    vectors = graph.node("Gather", [rows, PLACES], VECTORS, axis=1)
    scores = graph.node("MatMul", [vectors, graph.weight("scores.matrix", _array(network.scores.weight).T)], "unbiased")
    graph.node("Add", [scores, graph.weight("scores.bias", _array(network.scores.bias))], SCORES)
    width, tags = network.scores.in_features, network.scores.out_features
    inputs = [helper.make_tensor_value_info(PIECES, TensorProto.INT64, [1, "pieces"])]
    inputs.append(helper.make_tensor_value_info(PLACES, TensorProto.INT64, ["tokens"]))
    outputs = [helper.make_tensor_value_info(SCORES, TensorProto.FLOAT, [1, "tokens", tags])]
    outputs.append(helper.make_tensor_value_info(VECTORS, TensorProto.FLOAT, [1, "tokens", width]))
    whole = helper.make_graph(graph.nodes, "entityx", inputs, outputs, graph.weights)
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    onnx.save(helper.make_model(whole, opset_imports=versions, ir_version=IR_VERSION), path)


def _embedded(graph: _Graph, network: Network, words: Packed) -> str:
    """The vectors of the pieces at their places, normalised."""
    encoder = network.encoder
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
