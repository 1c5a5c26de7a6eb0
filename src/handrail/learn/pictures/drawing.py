"""The few marks that all pictures are drawn with. Colors come from classes; without a stylesheet it is ink on white."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LINE_HEIGHT = 17
BELOW = 14  # under the last line of words
# What each class is without our stylesheet. Widths and dashes stand only here, colors again in handrail.css.
PLAIN = {
    "band": 'fill="#c9dde8"',
    "risk": 'fill="#fbeadd"',
    "calm": 'fill="#e6f0ec"',
    "without": 'fill="none" stroke="#1d2a2c" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"',
    "with": 'fill="none" stroke="#17594f" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"',
    "level": 'fill="none" stroke="#1d2a2c" stroke-width="1.5" stroke-dasharray="5 4"',
    "grid": 'fill="none" stroke="#ddd8cc" stroke-width="1"',
    "base": 'fill="none" stroke="#7d8783" stroke-width="1.5"',
    "interval": 'fill="none" stroke="#1d2a2c" stroke-width="2" stroke-linecap="round"',
    "bar-with": 'fill="#17594f"',
    "bar-without": 'fill="#c9dde8" stroke="#1d2a2c" stroke-width="1.25"',
    "cup": 'fill="none" stroke="#1d2a2c" stroke-width="1.5" stroke-linejoin="round"',
    "full": 'fill="#1d2a2c"',
    "full-with": 'fill="#17594f"',
}


@dataclass(frozen=True)
class Paper:
    """What is drawn on: a phone's column, or a page's."""

    name: str
    width: float
    margin: float

    @property
    def left(self) -> float:
        return self.margin

    @property
    def right(self) -> float:
        return self.width - self.margin

    @property
    def is_wide(self) -> bool:
        return self is WIDE


NARROW = Paper("narrow", width=320, margin=16)  # what a phone of 360 px leaves to a picture
WIDE = Paper("wide", width=640, margin=24)


@dataclass(frozen=True)
class Drawing:
    """The marks of a picture, in the order they are painted, and how tall they are together."""

    height: float
    marks: tuple[str, ...]


def finished(paper: Paper, marks: Sequence[str], first: float, *notes: str) -> Drawing:
    """The marks with notes below them; `first` is the first baseline. On wide paper each note is one line."""
    said = "\n".join(note.replace("\n", " ") if paper.is_wide else note for note in notes)
    height = first + LINE_HEIGHT * (len(said.splitlines()) - 1) + BELOW
    return Drawing(height, (*marks, text(paper.left, first, said)))


def text(x: float, y: float, said: str, kind: str = "", *, anchor: str = "start") -> str:
    """Words; each line of them below the one before. `y` is the baseline of the first."""
    about = f' class="{kind}"' if kind else ""
    about += "" if anchor == "start" else f' text-anchor="{anchor}"'
    lines = enumerate(said.splitlines())
    return "".join(f'<text{about} x="{x:g}" y="{y + at * LINE_HEIGHT:g}">{escape(line)}</text>' for at, line in lines)


def path(kind: str, d: str) -> str:
    return f'<path class="{kind}" {PLAIN[kind]} d="{d}"/>'


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return path(kind, f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")


def box(kind: str, x: float, y: float, width: float, height: float, *, round_by: float = 0) -> str:
    corner = f' rx="{round_by:g}"' if round_by else ""
    size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {PLAIN[kind]} {size}{corner}/>'


def interval(y: float, low: float, high: float, *, cap: float = 4) -> str:
    """A thin line from low to high with a cap at each end."""
    caps = f"M{low:.1f} {y - cap:.1f}v{2 * cap}M{high:.1f} {y - cap:.1f}v{2 * cap}"
    return path("interval", f"M{low:.1f} {y:.1f}H{high:.1f}{caps}")
