"""Draws a day on heroin and a day on medicine: the level in the body, and under it how full the receptors are."""

from dataclasses import dataclass

from handrail.learn.pictures.curves import Point, level, place
from handrail.learn.pictures.drawing import LINE_HEIGHT, Drawing, Paper, box, finished, line, path, text
from handrail.learn.pictures.reading import Picture, Words, marked
from handrail.learn.pictures.scales import Scale

HOURS = 24
STEP = 0.25  # of an hour, between two points of a curve
CUPS_AT = tuple(range(0, HOURS + 1, 3))
CUP_WIDTH, CUP_DEPTH, CUP_WALL = 15, 22, 3
TIMES = {0: "dawn", 12: "evening", 24: "dawn"}
CUP = f"v{CUP_DEPTH - 5}q0 5 5 5h{CUP_WIDTH - 10}q5 0 5 -5v-{CUP_DEPTH - 5}"
FILLS = {"heroin": "full", "medicine": "full-with"}
LINES = {"heroin": "without", "medicine": "with"}
HALF_LIVES = {"heroin": ("morphine-half-life", "highest"), "medicine": ("buprenorphine-half-life", "middle")}
NAMES_WIDTH = 104
ONE_BELOW = 232  # how far below the first day the second stands on a phone


@dataclass(frozen=True)
class Panel:
    """Where one day is drawn."""

    left: float
    right: float
    top: float
    is_named: bool  # whether the names of the zones stand before it

    @property
    def across(self) -> Scale:
        return Scale(0, HOURS, self.left, self.right)

    @property
    def up(self) -> Scale:
        return Scale(0, 1, self.top + 154, self.top + 42)

    @property
    def cups(self) -> float:
        return self.top + 168


def panels(paper: Paper) -> tuple[Panel, Panel]:
    start, end = paper.left + NAMES_WIDTH, paper.right - 18
    if paper.is_wide:
        return Panel(start, start + 208, 0, is_named=True), Panel(end - 208, end, 0, is_named=False)
    return Panel(start, end, 0, is_named=True), Panel(start, end, ONE_BELOW, is_named=True)


def draw(picture: Picture, words: Words, paper: Paper) -> Drawing:
    heroin, medicine = panels(paper)
    marks = [*day(picture, words, paper, "heroin", heroin), *day(picture, words, paper, "medicine", medicine)]
    return finished(paper, marks, medicine.top + 240, words.say("sketch"), words.say("unconfirmed"))


def day(picture: Picture, words: Words, paper: Paper, what: str, panel: Panel) -> list[str]:
    left = paper.left if panel.is_named else panel.left
    return [
        text(left, panel.top + 24, marked(words.say(what), *picture.statements.values()), "name"),
        *zones(picture, words, paper, panel),
        path(LINES[what], "M" + "L".join(place(point) for point in curve(picture, what, panel))),
        *cups(picture, what, panel),
        *times(words, panel),
    ]


def curve(picture: Picture, what: str, panel: Panel) -> list[Point]:
    hours = (at * STEP for at in range(int(HOURS / STEP) + 1))
    return [(panel.across(hour), panel.up(level_at(picture, what, hour))) for hour in hours]


def level_at(picture: Picture, what: str, hour: float) -> float:
    """The share of the whole height at an hour after 6 in the morning."""
    first, every, rise, peak = (picture.sketches[f"{what}-{part}"] for part in ("first", "every", "rise", "peak"))
    return peak * level(hour, first=first, every=every, rise=rise, half_life=half_life(picture, what))


def half_life(picture: Picture, what: str) -> float:
    """Heroin's effect is carried by morphine: the slower end of its range. Medicine: the middle of buprenorphine's."""
    key, part = HALF_LIVES[what]
    hours: float = getattr(picture.figures[key], part)
    return hours


def zones(picture: Picture, words: Words, paper: Paper, panel: Panel) -> list[str]:
    strong, low = (panel.up(picture.sketches[key]) for key in ("strong-from", "withdrawal-below"))
    marks = [
        box("calm", panel.left, strong, panel.right - panel.left, low - strong),
        line("base", panel.left, panel.up(0), panel.right, panel.up(0)),
    ]
    if not panel.is_named:
        return marks
    ends = {"strong": (panel.up(1), strong), "steady": (strong, low), "withdrawal": (low, panel.up(0))}
    names = [text(paper.left, round(sum(end) / 2 + 5, 1), words.say(key)) for key, end in ends.items()]
    return [*marks, *names, text(paper.left, panel.cups + 15, words.say("cups"))]


def cups(picture: Picture, what: str, panel: Panel) -> list[str]:
    """A receptor as a cup, every three hours, as full as the curve is high above it."""
    marks = []
    for hour in CUPS_AT:
        left, full = panel.across(hour) - CUP_WIDTH / 2, (CUP_DEPTH - CUP_WALL) * level_at(picture, what, hour)
        top = panel.cups + CUP_DEPTH - CUP_WALL - full
        marks.append(box(FILLS[what], left + CUP_WALL, top, CUP_WIDTH - 2 * CUP_WALL, full))
        marks.append(path("cup", f"M{place((left, panel.cups))}{CUP}"))
    return marks


def times(words: Words, panel: Panel) -> list[str]:
    last = panel.cups + CUP_DEPTH + LINE_HEIGHT + 2
    return [text(round(panel.across(hour), 1), last, words.say(key), anchor="middle") for hour, key in TIMES.items()]


def rows(picture: Picture, words: Words) -> list[list[str]]:
    return [[words.say(key), words.amount(figure), picture.cited(key)] for key, figure in picture.figures.items()]
