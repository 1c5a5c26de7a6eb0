"""Draws deaths in and out of treatment: two bars for each medicine, with how sure the studies are of the difference."""

from handrail.learn.pictures.drawing import LINE_HEIGHT, NARROW, Drawing, Paper, box, finished, interval, line, text
from handrail.learn.pictures.reading import Figure, Picture, Words, as_read, marked
from handrail.learn.pictures.scales import Scale, ticks

MEDICINES = ("methadone", "buprenorphine")
CAUSES = {"all": "", "overdose": "-overdose"}  # how the keys of their figures differ
MOST = 45  # deaths per 1,000 people in a year at the right edge
TOP = 58
GROUP = {"narrow": 142, "wide": 114}
BAR = {"narrow": 18, "wide": 24}
COLUMN = 210
NUMBER_WIDTH = 52


def draw(picture: Picture, words: Words, paper: Paper) -> Drawing:
    bottom = TOP + GROUP[paper.name] * len(MEDICINES)
    marks = [text(paper.left, 24, words.say("unit"), "say"), *axis(paper, bottom)]
    for place, medicine in enumerate(MEDICINES):
        marks += group(picture, words, paper, medicine, TOP + GROUP[paper.name] * place)
    return finished(paper, marks, bottom + 50, words.say("whisker"), words.say("apart"))


def scale(paper: Paper) -> Scale:
    return Scale(0, MOST, paper.left + (COLUMN if paper.is_wide else 0), paper.right)


def axis(paper: Paper, bottom: float) -> list[str]:
    across, marks = scale(paper), [line("base", scale(paper)(0), bottom, scale(paper)(MOST), bottom)]
    for count in ticks(0, MOST, most=5):
        anchor = "start" if count == 0 else "middle"
        marks.append(text(round(across(count), 1), bottom + LINE_HEIGHT, f"{count:g}", anchor=anchor))
    return marks


def group(picture: Picture, words: Words, paper: Paper, medicine: str, top: float) -> list[str]:
    marks = [text(paper.left, top + 26, words.say(medicine), "name"), *grid(paper, top)]
    for place, (part, kind) in enumerate((("in", "bar-with"), ("out", "bar-without"))):
        y = top + 58 + 48 * place if paper is NARROW else top + 40 + 32 * place
        marks += bar(picture, words, paper, f"{medicine}-{part}", kind, y)
    return [*marks, interval(y + BAR[paper.name] / 2, *map(scale(paper), probable_range(picture, medicine)))]


def grid(paper: Paper, top: float) -> list[str]:
    """On a page the lines of the axis run up behind the bars; on a phone words stand there."""
    places = [scale(paper)(count) for count in ticks(0, MOST, most=5)] if paper.is_wide else []
    return [line("grid", x, top + 34, x, top + 102) for x in places]


def bar(picture: Picture, words: Words, paper: Paper, key: str, kind: str, y: float) -> list[str]:
    """On a phone its words stand over it, on a page before it."""
    figure, across = picture.figures[key], scale(paper)
    number = marked(as_read(figure.middle), figure)
    at = y - 7 if paper is NARROW else y + 18
    return [
        box(kind, across(0), y, across(figure.middle) - across(0), BAR[paper.name], round_by=3),
        text(paper.left, at, number, "number-word"),
        text(paper.left + NUMBER_WIDTH, at, words.say(key.rpartition("-")[2])),
    ]


def probable_range(picture: Picture, medicine: str) -> tuple[float, float]:
    """The interval of the ratio, laid on the rate in treatment: where the rate out of it probably lies."""
    inside, ratio = picture.figures[f"{medicine}-in"].middle, picture.figures[f"{medicine}-ratio"]
    return inside * ratio.lowest, inside * ratio.highest


def rows(picture: Picture, words: Words) -> list[list[str]]:
    said = [row(picture, words, medicine, cause) for medicine in MEDICINES for cause in CAUSES]
    blank, first = words.say("none"), picture.figures["methadone-first-two-weeks"]
    return [*said, [words.say("first-weeks"), blank, blank, times_higher(words, first), picture.cited(first.key)]]


def row(picture: Picture, words: Words, medicine: str, cause: str) -> list[str]:
    keys = [f"{medicine}{CAUSES[cause]}-{part}" for part in ("in", "out", "ratio")]
    inside, outside, ratio = (picture.figures.get(key) for key in keys)
    rates = [marked(as_read(rate.middle), rate) for rate in (inside, outside) if rate]
    cited = picture.cited(*(key for key in keys if key in picture.figures))
    return [words.say(f"{medicine}-{cause}"), *rates, times_higher(words, ratio) if ratio else words.say("none"), cited]


def times_higher(words: Words, ratio: Figure) -> str:
    low, high = as_read(ratio.lowest), as_read(ratio.highest)
    return marked(words.say("ratio", n=as_read(ratio.middle), low=low, high=high), ratio)
