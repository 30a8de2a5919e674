"""The map of the world: where a place lies on it, and the outlines of states.

``outlines.json`` holds the outlines, made by `outlines_of` from Natural Earth's map at 1:110 million (public domain) as
the npm package ``world-atlas`` 2.0.2 has it; ``make outlines`` writes it anew.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry

OUTLINES = Path(__file__).with_name("outlines.json")

WIDTH, HEIGHT = 1000, 487
"""The size of the whole map: the Equal Earth projection is 2.05 times as wide as it is high."""
COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)
"""Of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
HALF_WIDTH, HALF_HEIGHT = 2.706630, 1.317363
"""How far the projection reaches from its middle."""

ANTARCTICA = "AQ"
"""What a map of places in the news does without."""
WITHOUT_CODE = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
"""The lands to which Natural Earth gives no ISO code, and the state as whose part the map shows them."""


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


def outlines_of(topology: Mapping[str, Any]) -> dict[str, str]:
    """The outlines of the countries of a quantised TopoJSON *topology*."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:  # each point as its distance from the one before
        points = zip(accumulate(x for x, _ in steps), accumulate(y for _, y in steps), strict=True)
        arcs.append([(left + x * scale_x, bottom + y * scale_y) for x, y in points])
    found: dict[str, str] = defaultdict(str)
    for shape in topology["objects"]["countries"]["geometries"]:
        state = pycountry.countries.get(numeric=shape["id"]) if "id" in shape else None
        code = state.alpha_2 if state else WITHOUT_CODE[shape["properties"]["name"]]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in chain.from_iterable(polygons):  # a negative number: an arc that is gone backwards
            found[code] += _path([point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])])
    del found[ANTARCTICA]
    return dict(sorted(found.items()))


def _path(ring: Sequence[tuple[float, float]]) -> str:
    """The path of a ring of longitudes and latitudes."""
    longitudes = [ring[0][0]]
    for longitude, _ in ring[1:]:  # over the 180th meridian and on, not around the world
        longitudes.append(longitude - 360 * round((longitude - longitudes[-1]) / 360))
    around = 360 * round(sum(longitudes) / len(longitudes) / 360)
    points = dict.fromkeys(
        project(latitude, longitude - around) for longitude, (_, latitude) in zip(longitudes, ring, strict=True)
    )
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"


if __name__ == "__main__":
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    OUTLINES.write_text(json.dumps(outlines_of(topology), indent=0) + "\n", encoding="utf-8")
