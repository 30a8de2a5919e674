"""How the cost of reading grows with what is read."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from itertools import count
from typing import TypeVar

T = TypeVar("T")

LINEAR = 2.5
"""The most that twice the input may cost: twice, and a half for caches that overflow. A quadratic cost is 4."""
DOUBLINGS = 3
"""How often the input doubles: noise that would pass for a square after one doubling is lost in the growth of three."""
RUNS = 3
"""How often the smallest input is measured; the quickest counts, since whatever else the machine does only adds."""
TRIES = 5
"""How often a cost above `LINEAR` is measured before it is believed."""


def doubling(make: Callable[[int], T], run: Callable[[T], object], size: int) -> float:
    """How many times as long *run* takes for twice the input, in processor time: the mean of `DOUBLINGS` doublings.

    No size is given twice: what is remembered of one input must not help with the next.

    Args:
        make: Makes the input of a size, another for each where anything of it would be remembered.
        run: What is measured; one of *size* should take some milliseconds or more.
        size: That of the smallest input.
    """
    small, large = count(size), count(size * 2**DOUBLINGS)
    run(make(next(small)))
    for _ in range(TRIES):
        quickest = min(_seconds(run, make(next(small))) for _ in range(RUNS))
        grown = (_seconds(run, make(next(large))) / quickest) ** (1 / DOUBLINGS)
        if grown <= LINEAR:
            break
    return grown


def _seconds(run: Callable[[T], object], given: T) -> float:
    """Processor time of one run, without looking for garbage: that takes longer the more the tests before have left."""
    gc.disable()
    start = time.process_time()
    run(given)
    seconds = time.process_time() - start
    gc.enable()
    return seconds
