"""The training itself: steps over batches, a checkpoint now and then, the mean of the last weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import torch
from torch import Tensor

from entityx.train.transformer.network import Reader

REPORTED = 50
"""Steps after which it is told how the training goes."""


@dataclass(frozen=True)
class Settings:
    """How a training goes.

    Attributes:
        passes: How often all texts are seen.
        seed: What is drawn at random depends on.
        pieces: Of a step, at most.
        rate: How far a step moves the encoder's weights; it grows over `warm_up` steps and then falls to zero.
        scores_rate: The same, for the weights behind the encoder.
        warm_up: See `rate`.
        decay: How much weights shrink (AdamW's weight decay).
        longest_step: The norm of a step's gradients, at most.
        averaged: The share of the training at its end whose weights are averaged.
        every: Steps between two of these.
        kept_every: Seconds between two checkpoints.
    """

    passes: int = 12
    seed: int = 0
    pieces: int = 1800
    rate: float = 1.5e-4
    scores_rate: float = 1e-3
    warm_up: int = 40
    decay: float = 0.01
    longest_step: float = 1.0
    averaged: float = 0.4
    every: int = 4
    kept_every: float = 240


CLOSER = Settings(passes=3)
"""How the training of the closer look goes."""


class Batch(Protocol):
    """What goes through the network at once.

    Attributes:
        pieces: The numbers of the pieces, as (window, piece).
    """

    @property
    def pieces(self) -> Tensor:
        """See above."""


SomeReader = TypeVar("SomeReader", bound=Reader)
SomeBatch = TypeVar("SomeBatch", bound=Batch)
AnyReader = TypeVar("AnyReader", bound=Reader, contravariant=True)
AnyBatch = TypeVar("AnyBatch", bound=Batch, contravariant=True)


class Objective(Protocol[AnyReader, AnyBatch]):
    """What a network is to learn.

    Attributes:
        weights: Those that are trained beside the network's, in 32 bits.
    """

    @property
    def weights(self) -> Sequence[Tensor]:
        """See above."""

    def learn(self, network: AnyReader, batch: AnyBatch) -> float:
        """The loss of *network* on *batch*, whose gradients go to its parameters and to `weights`."""


class Training(Generic[SomeReader, SomeBatch]):
    """Trains a network on texts that may differ from pass to pass.

    Weights are kept in 32 bits. Where the processor multiplies numbers of 16 bits (AMX, or AVX-512 with bfloat16), the
    network itself has those: that takes a third to a half of the time.

    Args:
        network: What is trained.
        objective: What it is to learn.
        read: The batches of one pass.
        settings: How it goes.
        checkpoint: The file of the checkpoint; a training that was stopped goes on from it, as if it had not been.
        say: What tells how it goes.
    """

    def __init__(
        self,
        network: SomeReader,
        objective: Objective[SomeReader, SomeBatch],
        read: Callable[[], Sequence[SomeBatch]],
        settings: Settings,
        checkpoint: Path,
        say: Callable[[str], None] = print,
    ) -> None:
        self._objective, self._read, self._settings, self._say = objective, read, settings, say
        self._checkpoint = checkpoint
        self._frozen = [(p, p.detach().clone()) for p in network.parameters() if not p.requires_grad]
        self._network = network.to(fast_type()).train()
        self._used = [p for p in network.parameters() if p.requires_grad]
        of_encoder = {id(p) for p in network.encoder.parameters()}
        self._exact = [p.detach().float().clone() for p in self._used]
        groups: list[dict[str, Any]] = []
        for behind, is_matrix in ((False, True), (False, False), (True, True), (True, False)):
            chosen = [
                exact
                for used, exact in zip(self._used, self._exact, strict=True)
                if (id(used) not in of_encoder) == behind and (used.dim() > 1) == is_matrix
            ]
            rate = settings.scores_rate if behind else settings.rate
            decay = settings.decay if is_matrix and not behind else 0.0
            groups.append({"params": chosen, "weight_decay": decay, "base": rate})
        own = list(objective.weights)
        if own:
            groups.append({"params": own, "weight_decay": 0.0, "base": settings.scores_rate})
        self._optimizer = torch.optim.AdamW(groups, lr=0.0, fused=True)
        self._trained = [*self._exact, *own]
        self._mean = [torch.zeros_like(p) for p in self._trained]
        self._pass = self._step = self._steps = self._averaged = 0

    def run(self) -> SomeReader:
        """Train to the end.

        Returns:
            The network with the mean of the last weights, in 32 bits.
        """
        if self._checkpoint.exists():
            self._resume()
        kept = time.monotonic()
        while self._pass < self._settings.passes:
            random.seed(f"{self._settings.seed} {self._pass}")
            todo = self._read()
            began, loss, seen = time.monotonic(), 0.0, 0
            for number in range(self._step, len(todo)):
                loss += self._learn(todo[number], (self._pass + number / len(todo)) / self._settings.passes)
                seen += todo[number].pieces.numel()
                self._step = number + 1
                if self._step % REPORTED == 0:
                    speed = seen / (time.monotonic() - began)
                    done = f"pass {self._pass + 1}/{self._settings.passes}, step {self._step}/{len(todo)}"
                    self._say(f"{done}: loss {loss / REPORTED:.4f}, {speed:.0f} pieces a second")
                    began, loss, seen = time.monotonic(), 0.0, 0
                if time.monotonic() - kept > self._settings.kept_every:
                    self._keep()
                    kept = time.monotonic()
            self._pass, self._step = self._pass + 1, 0
        if not self._averaged:  # a training of a few steps
            torch._foreach_copy_(self._mean, [p.data for p in self._trained])
        self._keep()
        network: SomeReader = self._network.float().train(False)
        for used, mean in zip(self._used, self._mean, strict=False):
            used.data.copy_(mean)
        for frozen, exact in self._frozen:
            frozen.data.copy_(exact)
        return network

    @property
    def weights(self) -> list[Tensor]:
        """The mean of the last weights of the objective."""
        return self._mean[len(self._exact) :]

    def _learn(self, batch: SomeBatch, progress: float) -> float:
        """Take a step, and return its loss."""
        settings = self._settings
        self._network.seed(settings.seed, self._steps)
        loss = self._objective.learn(self._network, batch)
        for exact, used in zip(self._exact, self._used, strict=True):
            exact.grad = None if used.grad is None else used.grad.float()
            used.grad = None
        torch.nn.utils.clip_grad_norm_(self._trained, settings.longest_step)
        factor = min(1.0, (self._steps + 1) / settings.warm_up) * max(1 - progress, 0.01)
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * factor
        self._optimizer.step()
        self._steps += 1
        with torch.no_grad():
            torch._foreach_copy_([p.data for p in self._used], self._exact)
            if progress > 1 - settings.averaged and self._steps % settings.every == 0:
                self._averaged += 1
                torch._foreach_lerp_(self._mean, [p.data for p in self._trained], 1 / self._averaged)
        return loss

    def _state(self) -> dict[str, Any]:
        return {
            "weights": self._trained,
            "mean": self._mean,
            "optimizer": self._optimizer.state_dict(),
            "counts": (self._pass, self._step, self._steps, self._averaged),
        }

    def _keep(self) -> None:
        """Write the checkpoint; one that is there gives way when it is complete."""
        fresh = self._checkpoint.with_suffix(".fresh")
        torch.save(self._state(), fresh)
        fresh.replace(self._checkpoint)

    def _resume(self) -> None:
        state = torch.load(self._checkpoint)
        with torch.no_grad():
            torch._foreach_copy_([p.data for p in self._trained], state["weights"])
            torch._foreach_copy_(self._mean, state["mean"])
            torch._foreach_copy_([p.data for p in self._used], self._exact)
        self._optimizer.load_state_dict(state["optimizer"])
        self._pass, self._step, self._steps, self._averaged = state["counts"]
        self._say(f"goes on after {self._pass} passes and {self._step} steps")


def fast_type() -> torch.dtype:
    """The numbers that this processor multiplies fastest of those that are good enough to train with."""
    has_sixteen_bits = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if has_sixteen_bits else torch.float32
