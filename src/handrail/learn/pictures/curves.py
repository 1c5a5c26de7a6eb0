"""Curves: a smooth line through points that never overshoots them, and a level that is refilled through a day."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi

Point = tuple[float, float]


def slopes(points: Sequence[Point]) -> list[float]:
    """A slope at each point, after Fritsch and Butland (1984): level at both ends and wherever the line turns."""
    steps = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    return [0.0, *(gentle(before, after) for before, after in pairwise(steps)), 0.0]


def gentle(before: float, after: float) -> float:
    """Their harmonic mean; level where the line turns or runs flat, so that no bump is drawn that no data has."""
    return 0.0 if before * after <= 0 else 2 * before * after / (before + after)


def smooth_path(points: Sequence[Point], *, move: str = "M") -> str:
    """The line as an SVG path; its x must grow."""
    drawn = [f"{move}{place(points[0])}"]
    for (start, end), (out, into) in zip(pairwise(points), pairwise(slopes(points)), strict=True):
        third = (end[0] - start[0]) / 3
        first = (start[0] + third, start[1] + out * third)
        second = (end[0] - third, end[1] - into * third)
        drawn.append(f"C{place(first)} {place(second)} {place(end)}")
    return "".join(drawn)


def closed(path: str, *, left: float, right: float, base: float) -> str:
    """The area under a line, down to `base`."""
    return f"{path}L{place((right, base))} {place((left, base))}Z"


def place(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def level(hour: float, *, first: float, every: float, rise: float, half_life: float) -> float:
    """What is there at an hour of an endless row of like days: 1 at its peak, halved with each half-life after it."""
    since = (hour - first) % every
    lowest = 0.5 ** ((every - rise) / half_life)
    if since < rise:
        return lowest + (1 - lowest) * (1 - cos(pi * since / rise)) / 2
    return 0.5 ** ((since - rise) / half_life)
