"""Draws tolerance falling below the usual amount, and under it how many times higher the risk of death is, and when."""

from dataclasses import dataclass

from handrail.learn.pictures.curves import Point, closed, smooth_path
from handrail.learn.pictures.drawing import LINE_HEIGHT, Drawing, Paper, box, finished, interval, line, path, text
from handrail.learn.pictures.reading import Figure, Picture, Words, as_read, marked
from handrail.learn.pictures.scales import Scale, ticks

FALL_TOP, FALL_BASE = 44, 150  # the plot of the falling line
RISK = 218  # where the second picture begins
SAME, MOST = 1.0, 15.0  # times higher: no difference, and the right edge
TIMES = (SAME, *ticks(5, MOST, most=3))
NAMED_TIMES = {SAME: "same", MOST: "times"}
ROW, HEAD, GAP = 24, 42, 12
COLUMN = {"narrow": 164, "wide": 250}
TURNS = {"tolerance-at-stop": 0.0, "tolerance-early": 0.25, "tolerance-later": 0.6, "tolerance-last": 1.0}


@dataclass(frozen=True)
class Group:
    """Rows that are compared with the same people."""

    key: str
    rows: tuple[str, ...]


GROUPS = (
    Group("stopping", ("stopping-weeks-1-2", "stopping-weeks-3-4")),
    Group("release", ("release-washington", "release-uk", "release-australia", "release-new-mexico")),
    Group("release-later", ("release-weeks-3-4",)),
    Group("detox", ("detox-with-medicine",)),
)
TURNED_ROUND = frozenset({"detox-with-medicine"})  # the study says how low the risk is with medicine


def draw(picture: Picture, words: Words, paper: Paper) -> Drawing:
    marks = [*falling(picture, words, paper), text(paper.left, RISK, words.say("risk-title"), "name")]
    tops, top = [], RISK + 22
    for group in GROUPS:
        tops.append(top)
        top += HEAD + ROW * len(group.rows) + GAP
    marks += axis(words, paper, top)
    for group, start in zip(GROUPS, tops, strict=True):
        marks += risks(picture, words, paper, group, start)
    marks.append(text(paper.left, top + 48, words.say("helps"), "say with-word"))
    return finished(paper, marks, top + 90, words.say("whisker"))


def falling(picture: Picture, words: Words, paper: Paper) -> list[str]:
    line_points, amount = tolerance_line(picture, paper), usual_amount(picture)
    below = [(x, y) for x, y in [crossing(line_points, amount), *line_points] if y >= amount]
    gap = closed(smooth_path(below), left=below[0][0], right=below[-1][0], base=amount)
    return [
        text(paper.left, 24, words.say("body-title"), "name"),
        path("risk", gap),
        line("base", paper.left, FALL_BASE, paper.right, FALL_BASE),
        line("level", paper.left, amount, paper.right, amount),
        path("without", smooth_path(line_points)),
        text(paper.right, amount - 8, words.say("amount"), anchor="end"),
        text(paper.right - 6, amount + 26, words.say("gap"), "say", anchor="end"),
        text(paper.left, FALL_BASE + LINE_HEIGHT, words.say("stopped")),
        text(paper.right, FALL_BASE + LINE_HEIGHT, words.say("weeks-later"), anchor="end"),
        text(paper.left, FALL_BASE + 2 * LINE_HEIGHT, words.say("sketch")),
    ]


def tolerance_line(picture: Picture, paper: Paper) -> list[Point]:
    across, up = Scale(0, 1, paper.left, paper.right), Scale(0, 1, FALL_BASE, FALL_TOP)
    return [(across(share), up(picture.sketches[key])) for key, share in TURNS.items()]


def usual_amount(picture: Picture) -> float:
    return Scale(0, 1, FALL_BASE, FALL_TOP)(picture.sketches["usual-amount"])


def crossing(points: list[Point], level: float) -> Point:
    """Where the straight line between the first two points comes down to the level."""
    (x1, y1), (x2, y2) = points[:2]
    return x1 + (x2 - x1) * (level - y1) / (y2 - y1), level


def scale(paper: Paper) -> Scale:
    return Scale(0, MOST, COLUMN[paper.name], paper.right - 4)


def axis(words: Words, paper: Paper, bottom: float) -> list[str]:
    across, marks = scale(paper), []
    for times in TIMES:
        said = words.say(NAMED_TIMES.get(times, "tick"), n=f"{times:g}")
        marks.append(
            text(round(across(times), 1), bottom + LINE_HEIGHT, said, anchor="end" if times == MOST else "middle")
        )
    return marks


def risks(picture: Picture, words: Words, paper: Paper, group: Group, top: float) -> list[str]:
    marks = [
        text(paper.left, top + 14, words.say(group.key), "say"),
        text(paper.left, top + 31, words.say(f"{group.key}-than")),
    ]
    across = scale(paper)
    for place, key in enumerate(group.rows):
        low, value, high = times_higher(picture.figures[key])
        y = top + HEAD + ROW * place + 6
        times = marked(words.say("times", n=as_read(round(value, 1))), picture.figures[key])
        marks += [
            text(paper.left, y + 5, words.say(key)),
            *(line("base" if at == SAME else "grid", across(at), y - ROW / 2, across(at), y + ROW / 2) for at in TIMES),
            box("bar-without", across(SAME), y - 6, across(value) - across(SAME), 12, round_by=2),
            interval(y, across(low), across(high), cap=3),
            text(COLUMN[paper.name] - 8, y + 5, times, "say", anchor="end"),
        ]
    return marks


def times_higher(figure: Figure) -> tuple[float, float, float]:
    """Low, value and high as the picture says them: how many times higher without what protects."""
    if figure.key in TURNED_ROUND:
        return 1 / figure.highest, 1 / figure.middle, 1 / figure.lowest
    return figure.lowest, figure.middle, figure.highest


def rows(picture: Picture, words: Words) -> list[list[str]]:
    return [row(picture, words, group, key) for group in GROUPS for key in group.rows]


def row(picture: Picture, words: Words, group: Group, key: str) -> list[str]:
    figure = picture.figures[key]
    low, value, high = (as_read(round(number, 1)) for number in times_higher(figure))
    within = words.say("range", low=low, high=high)
    if key in TURNED_ROUND:
        told = {"value": as_read(figure.middle), "low": as_read(figure.lowest), "high": as_read(figure.highest)}
        within = f"{within} {words.say('inverse', **told)}"
    when = f"{words.say(group.key)}: {words.say(key)}"
    return [when, marked(value, figure), within, words.say(f"{group.key}-than"), picture.cited(key)]
