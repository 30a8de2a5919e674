"""Makes the outlines on the map, from Natural Earth's countries as the npm package ``world-atlas`` has them.

``python -m entityx.report.natural_earth countries-110m.json`` writes ``outlines.json`` anew; the report itself needs
only that.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import pycountry

from entityx.report.world import OUTLINES, project

ANTARCTICA = "AQ"
"""What a map of places in the news does without."""
WITHOUT_CODE = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
"""The lands to which Natural Earth gives no ISO code, and the state as whose part the map shows them."""


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
