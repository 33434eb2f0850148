"""Draws static/world.svg from the land of world-atlas: python make_world.py land-110m.json

world-atlas (https://github.com/topojson/world-atlas, ISC licence) packages Natural Earth
(https://www.naturalearthdata.com), which is in the public domain. The lines of TopoJSON are steps between whole
numbers; a line given as ~n is line n, backwards.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from presssearch.web.world.projection import HEIGHT, WIDTH, place_on_map

TARGET = Path(__file__).parents[1] / "static" / "world.svg"
LAND = "#8b9299"  # seen on light and on dark paper
_SOUTH = -58.0
_SMALLEST = 6.0  # units of area: smaller islands are left out
_SCALE = 2  # steps to a unit

Point = tuple[float, float]


def rings(atlas: dict[str, object]) -> Iterator[list[Point]]:
    """The outlines of the land, in degrees of longitude and latitude."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]  # type: ignore[index]
    lines = []
    for arc in atlas["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        lines.append(line)
    for shape in atlas["objects"]["land"]["geometries"]:  # type: ignore[index]
        for polygon in shape["arcs"]:
            for ring in polygon:
                parts = [lines[n] if n >= 0 else lines[~n][::-1] for n in ring]
                outline = unrolled([point for part in parts for point in part[1:]])
                for turn in (-360, 0, 360):
                    inside = east_of([(x + turn, y) for x, y in outline], -180)
                    yield [(-x, y) for x, y in east_of([(-x, y) for x, y in inside], -180)]


def unrolled(outline: Sequence[Point]) -> list[Point]:
    """With longitudes that go on behind 180 degrees, where the land does."""
    found = [outline[0]]
    for x, y in outline[1:]:
        before = found[-1][0]
        found.append((x - 360 * round((x - before) / 360), y))
    return found


def east_of(outline: Sequence[Point], meridian: float) -> list[Point]:
    """What lies there of an outline (Sutherland and Hodgman, 1974)."""
    found = []
    for (x, y), (to_x, to_y) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        if x >= meridian:
            found.append((x, y))
        if (x < meridian) != (to_x < meridian):
            found.append((meridian, y + (to_y - y) * (meridian - x) / (to_x - x)))
    return found


def path(ring: Sequence[Point]) -> str:
    """An outline on the map as steps of halves of a unit; empty for what is too small or lies in the south."""
    if max((latitude for _, latitude in ring), default=-90) < _SOUTH:
        return ""
    places = [place_on_map(max(latitude, _SOUTH), longitude) for longitude, latitude in ring]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(places, [*places[1:], places[0]], strict=True)) / 2
    if abs(area) < _SMALLEST:
        return ""
    points = [(round(x * _SCALE), round(y * _SCALE)) for x, y in places]
    kept = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-") + "z"


def main(source: Path) -> None:
    outlines = "".join(map(path, rings(json.loads(source.read_text(encoding="utf-8")))))
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * _SCALE} {HEIGHT * _SCALE}">'
        f'<path fill="{LAND}" fill-opacity=".45" d="{outlines}"/></svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
