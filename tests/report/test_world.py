import re

import pytest

from entityx.report.natural_earth import outlines_of
from entityx.report.world import HEIGHT, WIDTH, outlines, project


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    # the corners of the projection as its authors give them
    [(0, 0, (500, 243.5)), (0, 180, (1000, 243.5)), (0, -180, (0, 243.5)), (90, 0, (500, 0)), (-90, 0, (500, 487))],
)
def test_the_projection(latitude, longitude, place):
    assert project(latitude, longitude) == pytest.approx(place, abs=0.2)


def box(outline):
    points = re.findall(r"[ML]([\d.-]+),([\d.-]+)", outline)
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("ML", 12.65, -8.0), ("FR", 48.86, 2.35), ("RU", 55.75, 37.62), ("HU", 47.5, 19.05), ("XK", 42.66, 21.17)],
)
def test_a_capital_lies_in_its_state(code, latitude, longitude):
    left, top, right, bottom = box(outlines()[code])
    x, y = project(latitude, longitude)
    assert left < x < right
    assert top < y < bottom


def test_no_state_goes_around_the_world():
    assert len(outlines()) > 170
    for outline in outlines().values():
        left, top, right, bottom = box(outline)
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= HEIGHT
    for code in ("RU", "FJ"):
        for ring in outlines()[code].split("Z")[:-1]:
            left, _, right, _ = box(ring)
            assert right - left < 0.45 * WIDTH


def test_outlines_are_put_together_from_arcs_in_both_directions():
    square = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"id": "466", "type": "Polygon", "arcs": [[0, -2]], "properties": {"name": "Mali"}},
                    {"type": "MultiPolygon", "arcs": [[[1]]], "properties": {"name": "Kosovo"}},
                    {"id": "010", "type": "Polygon", "arcs": [[1]], "properties": {"name": "Antarctica"}},
                ]
            }
        },
    }
    corners = [project(0, 0), project(0, 10), project(10, 10), project(10, 0)]
    found = outlines_of(square)
    assert set(found) == {"ML", "XK"}
    assert found["ML"] == "M" + "L".join(f"{x:g},{y:g}" for x, y in corners) + "Z"
