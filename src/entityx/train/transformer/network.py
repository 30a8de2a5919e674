"""The network in PyTorch: a BERT-like encoder (Devlin et al. 2019) and a score for each tag of each layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from entityx.train.transformer.pretrained import Floats, Packed, Shape

DROPOUT = 0.1
BESIDE = 128
"""Numbers between the two matrices that judge a span."""


class Dropout(nn.Module):
    """Drops numbers at random, with random bytes: PyTorch's own takes a tenth of the time of a training on a CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.random = np.random.Generator(np.random.SFC64(0))

    def forward(self, x: Tensor) -> Tensor:
        """*x* with a `DROPOUT` share of its numbers set to zero, the others made larger, while it trains."""
        if not self.training:
            return x
        dropped = round(256 * DROPOUT)
        drawn = np.frombuffer(bytearray(self.random.bytes(x.numel())), dtype=np.uint8)
        mask = torch.from_numpy(drawn >= dropped).view(x.shape)
        result: Tensor = _Mask.apply(x, mask, 256 / (256 - dropped))
        return result


class _Mask(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, mask: Tensor, scale: float) -> Tensor:  # noqa: ANN401
        ctx.save_for_backward(mask)
        ctx.scale = scale
        return (x * mask).mul_(scale)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:  # noqa: ANN401
        (mask,) = ctx.saved_tensors
        return (gradient * mask).mul_(ctx.scale), None, None


class _Attention(torch.autograd.Function):
    """Attention by plain products of matrices: on a CPU, PyTorch's fused one goes back three times as slowly."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:  # noqa: ANN401
        q = q * q.shape[-1] ** -0.5
        shares = torch.softmax(torch.baddbmm(mask, q, k.transpose(1, 2)), -1)
        ctx.save_for_backward(q, k, v, shares)
        return torch.bmm(shares, v)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:  # noqa: ANN401
        q, k, v, shares = ctx.saved_tensors
        gradient = gradient.contiguous()
        of_shares = torch.bmm(gradient, v.transpose(1, 2))
        of_scores = torch._softmax_backward_data(of_shares, shares, -1, shares.dtype)
        of_q = torch.bmm(of_scores, k).mul_(q.shape[-1] ** -0.5)
        return of_q, torch.bmm(of_scores.transpose(1, 2), q), torch.bmm(shares.transpose(1, 2), gradient), None


class Layer(nn.Module):
    """One layer of the encoder: attention, then two matrices; each added to what came in, and normalised."""

    def __init__(self, shape: Shape, epsilon: float) -> None:
        super().__init__()
        width, self.heads = shape.width, shape.heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.attended = nn.LayerNorm(width, epsilon)
        self.widen, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.done = nn.LayerNorm(width, epsilon)
        self.dropout = Dropout()

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The next vectors of windows: *x* is (window, piece, number), *mask* as `Encoder.forward` makes it."""
        count, length, width = x.shape
        parts = self.qkv(x).view(count, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = parts.reshape(3, count * self.heads, length, -1).unbind(0)
        seen: Any = _Attention.apply(q, k, v, mask)
        seen = seen.view(count, self.heads, length, -1).transpose(1, 2).reshape(count, length, width)
        x = self.attended(x + self.dropout(self.out(seen)))
        result: Tensor = self.done(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))
        return result


class Encoder(nn.Module):
    """A vector for each piece of a window."""

    def __init__(self, shape: Shape, epsilon: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.word, self.position = nn.Embedding(shape.pieces, shape.width), nn.Embedding(shape.positions, shape.width)
        self.word.weight.requires_grad_(False)  # there is too little text to move more than a few of its rows
        self.norm = nn.LayerNorm(shape.width, epsilon)
        self.layers = nn.ModuleList(Layer(shape, epsilon) for _ in range(shape.layers))
        self.dropout = Dropout()

    def freeze(self, count: int) -> None:
        """Let the first *count* layers, and all before them, stay as they are."""
        for part in (self.position, self.norm, *self.layers[:count]):
            part.requires_grad_(False)

    def forward(self, pieces: Tensor, present: Tensor) -> Tensor:
        """The vectors of windows, as (window, piece, number).

        Args:
            pieces: Their numbers, as (window, piece).
            present: Which of these are there, and do not fill the window up.
        """
        count, length = pieces.shape
        x = self.dropout(self.norm(self.word(pieces) + self.position.weight[:length]))
        mask = torch.where(present, 0.0, -1e4).to(x.dtype)[:, None, None, :]
        mask = mask.expand(count, self.heads, 1, length).reshape(count * self.heads, 1, length)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    """An encoder, and behind it what `forward` of the classes below makes of its vectors."""

    def __init__(self, shape: Shape, epsilon: float) -> None:
        super().__init__()
        self.encoder = Encoder(shape, epsilon)
        self.dropout = Dropout()

    def seed(self, *numbers: int) -> None:
        """Let all that is drawn at random from now on depend on *numbers* only."""
        generator = np.random.Generator(np.random.SFC64(numbers))
        for part in self.modules():
            if isinstance(part, Dropout):
                part.random = generator


class Network(Reader):
    """The encoder, and behind it the scores of *tags* for the first piece of each token."""

    def __init__(self, shape: Shape, epsilon: float, tags: int) -> None:
        super().__init__(shape, epsilon)
        self.scores = nn.Linear(shape.width, tags)

    def forward(self, pieces: Tensor, present: Tensor, places: Tensor) -> Tensor:
        """The scores of the tags, as (window, token, tag).

        Args:
            pieces: See `Encoder.forward`.
            present: The same.
            places: Where the first piece of each token stands, as (window, token).
        """
        x = self.encoder(pieces, present)
        x = torch.gather(x, 1, places.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        result: Tensor = self.scores(self.dropout(x)).float()
        return result


class MarkedNetwork(Reader):
    """The encoder, and behind it the answers about marked agreements and what stands around them.

    Args:
        shape: The sizes of the encoder.
        epsilon: See `Pretrained`.
        answers: About an agreement, of all questions together.
        span_answers: About a stretch of text.
    """

    def __init__(self, shape: Shape, epsilon: float, answers: int, span_answers: int) -> None:
        super().__init__(shape, epsilon)
        self.of_agreement = nn.Linear(shape.width, answers)
        self.beside = nn.Linear(3 * shape.width, BESIDE)
        self.of_span = nn.Linear(BESIDE, span_answers)

    def forward(self, pieces: Tensor, present: Tensor, marks: Tensor, spans: Tensor) -> tuple[Tensor, Tensor]:
        """The scores of the answers about each passage's agreement, and about each span.

        Args:
            pieces: See `Encoder.forward`.
            present: The same.
            marks: Opening marks, one at least in each passage, as (passage, place) in each row.
            spans: As (passage, place of the first piece, place of the last) in each row.
        """
        x = self.encoder(pieces, present)
        of_marks = x[marks[:, 0], marks[:, 1]]
        counts = torch.bincount(marks[:, 0], minlength=len(pieces)).to(x.dtype)
        marked = torch.zeros(len(pieces), x.shape[-1], dtype=x.dtype).index_add(0, marks[:, 0], of_marks)
        marked = self.dropout(marked / counts[:, None])
        around = torch.cat([x[spans[:, 0], spans[:, 1]], x[spans[:, 0], spans[:, 2]], marked[spans[:, 0]]], dim=-1)
        hidden = functional.gelu(self.beside(self.dropout(around)))
        return self.of_agreement(marked).float(), self.of_span(self.dropout(hidden)).float()


def from_pretrained(
    words: Packed, weights: dict[str, Floats], shape: Shape, epsilon: float, tags: int, seed: int
) -> Network:
    """A network whose encoder has the pretrained *weights*; its scores begin at random.

    Args:
        words: The vectors of the pieces that are kept.
        weights: Those of `Pretrained`.
        shape: Its sizes, with the number of these pieces.
        epsilon: See `Pretrained`.
        tags: Of all layers together.
        seed: What is drawn at random depends on.
    """
    torch.manual_seed(seed)
    network = Network(shape, epsilon, tags)
    encoder = network.encoder

    def put(parameter: Any, *arrays: Floats) -> None:  # noqa: ANN401
        parameter.data.copy_(torch.from_numpy(np.concatenate(arrays)))

    put(encoder.word.weight, words.unpacked())
    of_text = weights["emb.type"][: shape.width]  # the model has two types of text, and uses the first
    put(encoder.position.weight, weights["emb.pos"].reshape(-1, shape.width) + of_text)
    put(encoder.norm.weight, weights["emb.ln.w"])
    put(encoder.norm.bias, weights["emb.ln.b"])
    for number, layer in enumerate(encoder.layers):
        for part, names in (
            (layer.qkv, ("q", "k", "v")),
            (layer.out, ("ao",)),
            (layer.attended, ("aln",)),
            (layer.widen, ("fi",)),
            (layer.narrow, ("fo",)),
            (layer.done, ("oln",)),
        ):
            put(part.weight, *(weights[f"l{number}.{name}.w"] for name in names))
            put(part.bias, *(weights[f"l{number}.{name}.b"] for name in names))
    return network
