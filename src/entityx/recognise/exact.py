"""Products of matrices whose rows do not depend on each other, to the last bit.

A library of linear algebra adds up in an order that depends on the processor, on how many rows there are and on a row's
place among them, and a sum of floats depends on its order. Here the numbers are first rounded to whole ones, so small
that a double holds every sum of their products exactly. Then all orders give the same sum.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]

MANTISSA = 53
"""Bits of the whole numbers that a double holds exactly."""


class ExactProduct:
    """Multiplies rows by *factors*, each row by itself and the same on every processor.

    A row and a column of factors keep 22 bits below their largest number where there are up to 512 inputs; a float has
    24.

    Args:
        factors: One row an input, one column an output.
    """

    def __init__(self, factors: Rows) -> None:
        self._bits = (MANTISSA - math.ceil(math.log2(len(factors)))) // 2
        self._factors, self._exponents = _whole(factors, self._bits, axis=0)

    def __call__(self, rows: Rows) -> Rows:
        """The product of *rows* and the factors."""
        numbers, exponents = _whole(rows, self._bits, axis=1)
        sums: NDArray[np.float64] = np.ldexp(numbers @ self._factors, exponents + self._exponents)
        return sums.astype(np.float32)


def _whole(values: Rows, bits: int, axis: int) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """*values* as whole numbers of so many *bits*, and the powers of two that give them back, one along each *axis*."""
    _, exponents = np.frexp(np.abs(values).max(axis=axis, keepdims=True))
    exponents -= bits
    return np.rint(np.ldexp(values.astype(np.float64), -exponents)), exponents
