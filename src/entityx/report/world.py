"""The map of the world: where a place lies on it, and the outlines of states.

``outlines.json`` holds the outlines, made from Natural Earth's map at 1:110 million (public domain): ``make outlines``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

OUTLINES = Path(__file__).with_name("outlines.json")

WIDTH, HEIGHT = 1000, 487
"""The size of the whole map: the Equal Earth projection is 2.05 times as wide as it is high."""
COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)
"""Of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
HALF_WIDTH, HALF_HEIGHT = 2.706630, 1.317363
"""How far the projection reaches from its middle."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the map, from its left and from its top; the arguments are degrees.

    >>> project(0, 0)
    (500.0, 243.5)
    """
    a1, a2, a3, a4 = COEFFICIENTS
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    slope = 9 * a4 * square**4 + 7 * a3 * square**3 + 3 * a2 * square + a1
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (a4 * square**4 + a3 * square**3 + a2 * square + a1)
    return round((1 + x / HALF_WIDTH) * WIDTH / 2, 1), round((1 - y / HALF_HEIGHT) * HEIGHT / 2, 1)


@cache
def outlines() -> Mapping[str, str]:
    """The outline of each state by its ISO 3166-1 code, as the path of an SVG; small islands have none."""
    found: Mapping[str, str] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return found
