"""Reads a drawing back into numbers, the way an eye would: which marks there are, and where."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from handrail.learn.pictures.gallery import picture_svg

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Drawn:
    """One of the two drawings of a picture."""

    root: ElementTree.Element

    def paths(self, kind: str) -> list[list[tuple[float, float]]]:
        """The points that the lines of a class are drawn through, each point of a curve once."""
        return [through(mark.get("d")) for mark in self.root.iter("path") if mark.get("class") == kind]

    def boxes(self, kind: str) -> list[tuple[float, float, float, float]]:
        found = (mark for mark in self.root.iter("rect") if mark.get("class") == kind)
        return [tuple(float(mark.get(part)) for part in ("x", "y", "width", "height")) for mark in found]

    def words(self) -> list[str]:
        return [mark.text for mark in self.root.iter("text")]


def drawings(name: str, language: str = "en") -> dict[str, Drawn]:
    root = ElementTree.fromstring(f"<both>{picture_svg(name, language)}</both>")
    return {svg.get("class").removeprefix("picture "): Drawn(svg) for svg in root}


def through(d: str) -> list[tuple[float, float]]:
    """M and L have one point, C three, of which the curve passes the last. Other commands draw no curve."""
    points = []
    for command, told in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        if command in "MLC":
            *_, x, y = map(float, NUMBER.findall(told))
            points.append((x, y))
    return points
