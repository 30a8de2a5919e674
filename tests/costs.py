"""How the cost of reading grows with what is read."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LINEAR = 2.5
"""The most that twice the input may cost: twice, and a half for caches that overflow. A quadratic cost is 4."""
TIMES = 3
"""How often each is measured; the quickest counts, since whatever else the machine does only adds to it."""


def ratio(make: Callable[[int], T], run: Callable[[T], object], size: int) -> float:
    """How many times as long *run* takes for twice the input, in processor time.

    A ratio above `LINEAR` is measured once more before it is believed.

    Args:
        make: Makes the input of a size.
        run: What is measured; one of *size* should take some 20 ms or more.
        size: That of the smaller input.
    """
    small, large = make(size), make(2 * size)
    run(small)
    first = _ratio(run, small, large)
    return first if first <= LINEAR else min(first, _ratio(run, small, large))


def _ratio(run: Callable[[T], object], small: T, large: T) -> float:
    """The quickest run of *large* by the quickest of *small*, measured in turns."""
    turns = [(_seconds(run, small), _seconds(run, large)) for _ in range(TIMES)]
    return min(slow for _, slow in turns) / min(quick for quick, _ in turns)


def _seconds(run: Callable[[T], object], given: T) -> float:
    """Processor time of one run, without looking for garbage: that takes longer the more the tests before have left."""
    gc.disable()
    start = time.process_time()
    run(given)
    seconds = time.process_time() - start
    gc.enable()
    return seconds
