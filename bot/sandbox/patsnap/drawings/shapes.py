"""Flat shapes that the drawings are made of, in a square of 100 by 100 units, y down, painted in order."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

Point = tuple[float, float]


class Tone(StrEnum):
    """The material of a part; a palette gives it a colour in a product picture."""

    BODY = "body"
    ACCENT = "accent"
    DARK = "dark"
    LIGHT = "light"
    METAL = "metal"


@dataclass(frozen=True, slots=True)
class Part:
    """One outline.

    Attributes:
        tone: what fills it; None for a mere line.
        closed: whether the last point joins the first.
        flat: a marking on a surface rather than a body of its own.
        holes: outlines inside this one through which the background shows.
    """

    points: tuple[Point, ...]
    tone: Tone | None = None
    closed: bool = True
    flat: bool = False
    holes: tuple[tuple[Point, ...], ...] = ()

    def mapped(self, move: Callable[[Point], Point]) -> "Part":
        """The part with every point moved."""
        holes = tuple(tuple(map(move, hole)) for hole in self.holes)
        return replace(self, points=tuple(map(move, self.points)), holes=holes)


def polygon(points: Iterable[Point], tone: Tone = Tone.BODY, *, flat: bool = False) -> Part:
    return Part(tuple(points), tone, flat=flat)


def line(points: Iterable[Point], *, curved: bool = False) -> Part:
    """A stroke without a filling, through all points."""
    placed = tuple(points)
    return Part(smooth(placed, closed=False) if curved else placed, closed=False)


def arc_points(cx: float, cy: float, rx: float, ry: float, start: float = 0, end: float = 360) -> tuple[Point, ...]:
    """Points of an ellipse from ``start`` to ``end`` degrees, clockwise on the screen, 0 on the right."""
    steps = max(8, int(abs(end - start) / 6))
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return tuple((cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles)


def ellipse(
    cx: float, cy: float, rx: float, ry: float | None = None, *, tone: Tone = Tone.BODY, flat: bool = False
) -> Part:
    return Part(arc_points(cx, cy, rx, rx if ry is None else ry)[:-1], tone, flat=flat)


def arc(cx: float, cy: float, rx: float, ry: float, *, start: float, end: float) -> Part:
    return Part(arc_points(cx, cy, rx, ry, start, end), closed=False)


def box(
    x0: float, y0: float, x1: float, y1: float, *, radius: float = 0, tone: Tone = Tone.BODY, flat: bool = False
) -> Part:
    """A rectangle with round corners."""
    r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    if r <= 0:
        return Part(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), tone, flat=flat)
    corners = ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180))
    points = [point for x, y, start in corners for point in arc_points(x, y, r, r, start, start + 90)]
    return Part(tuple(points), tone, flat=flat)


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 8) -> tuple[Point, ...]:
    """A Catmull-Rom curve through all points."""
    count = len(points)
    if count < 3:
        return tuple(points)
    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(index + offset) % count] for offset in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(index + offset, 0), count - 1)] for offset in (-1, 0, 1, 2))
        curve.extend(_between(a, b, c, d, step / steps) for step in range(steps))
    if not closed:
        curve.append(points[-1])
    return tuple(curve)


def blob(points: Sequence[Point], tone: Tone = Tone.BODY, *, flat: bool = False) -> Part:
    """A smooth closed outline through all points."""
    return Part(smooth(points), tone, flat=flat)


def revolved(
    profile: Sequence[tuple[float, float]], *, cx: float = 50, tone: Tone = Tone.BODY, curved: bool = True
) -> Part:
    """A body turned on a vertical axis, seen from the side.

    Args:
        profile: (y, half width) from top to bottom.
    """
    right = tuple((cx + half, y) for y, half in profile)
    if curved:
        right = smooth(right, closed=False)
    left = tuple((2 * cx - x, y) for x, y in reversed(right))
    return Part(right + left, tone)


def tube(
    path: Sequence[Point], width: float, *, end_width: float | None = None, tone: Tone = Tone.BODY, curved: bool = True
) -> Part:
    """A thick line along a path with blunt ends, ``width`` wide at its start."""
    centre = smooth(path, closed=False) if curved else tuple(path)
    last = len(centre) - 1
    final = width if end_width is None else end_width
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(centre):
        (ax, ay), (bx, by) = centre[max(index - 1, 0)], centre[min(index + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = (width + (final - width) * index / last) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return Part((*left, *reversed(right)), tone)


def ring(cx: float, cy: float, rx: float, ry: float | None = None, *, width: float, tone: Tone = Tone.BODY) -> Part:
    """A closed tube around a hole; the radii are those of its middle."""
    ry = rx if ry is None else ry
    outer = arc_points(cx, cy, rx + width / 2, ry + width / 2)[:-1]
    return Part(outer, tone, holes=(arc_points(cx, cy, rx - width / 2, ry - width / 2)[:-1],))


def mirrored(parts: Iterable[Part], *, cx: float = 50) -> list[Part]:
    return [part.mapped(lambda point: (2 * cx - point[0], point[1])) for part in parts]


def both_sides(*parts: Part, cx: float = 50) -> list[Part]:
    """The parts and their mirror images."""
    return [*parts, *mirrored(parts, cx=cx)]


def spread(first: float, last: float, count: int) -> list[float]:
    """Numbers at even distances from the first to the last."""
    return [first + (last - first) * index / (count - 1) for index in range(count)]


def fitted(parts: Iterable[Part], *, margin: float) -> list[Part]:
    """The parts moved and scaled so that their longer side fills the square but for a margin."""
    placed = list(parts)
    xs = [x for part in placed for x, _ in part.points]
    ys = [y for part in placed for _, y in part.points]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    scale = (100 - 2 * margin) / max(width, height)
    dx, dy = 50 - (left + width / 2) * scale, 50 - (top + height / 2) * scale
    return [part.mapped(lambda point: (point[0] * scale + dx, point[1] * scale + dy)) for part in placed]


def turned(parts: Iterable[Part], degrees: float, *, about: Point = (50, 50)) -> list[Part]:
    """The parts turned clockwise."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = about

    def turn(point: Point) -> Point:
        x, y = point[0] - cx, point[1] - cy
        return cx + x * cos - y * sin, cy + x * sin + y * cos

    return [part.mapped(turn) for part in parts]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def axis(i: int) -> float:
        return 0.5 * (
            2 * b[i]
            + (c[i] - a[i]) * t
            + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
            + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
        )

    return axis(0), axis(1)
