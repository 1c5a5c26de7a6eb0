"""Draws how withdrawal grows, is hardest and passes: one hill for each opioid, over the low line of medicine."""

from handrail.learn.pictures.curves import Point, closed, smooth_path
from handrail.learn.pictures.drawing import LINE_HEIGHT, Drawing, Paper, finished, line, path, text
from handrail.learn.pictures.reading import Figure, Picture, Words, marked
from handrail.learn.pictures.scales import Scale, ticks

OPIOIDS = ("heroin", "methadone", "buprenorphine")
DAYS = 20
NAMED_DAYS = {0.0: "stopped", float(DAYS): "last-day"}
HOURS_IN_A_DAY = 24
HILL = 60  # how tall the highest hill is
ROW = {"narrow": 146, "wide": 100}
TOP = {"narrow": 56, "wide": 36}
WORDS_ABOVE = {"narrow": 116, "wide": 52}  # from the first line of a row's words down to the foot of its hill
COLUMN = 218  # on wide paper the words stand to the left of the hills


def draw(picture: Picture, words: Words, paper: Paper) -> Drawing:
    bottom = TOP[paper.name] + ROW[paper.name] * len(OPIOIDS)
    marks = [*legend(words, paper), *axis(words, paper, bottom)]
    for place, opioid in enumerate(OPIOIDS):
        base = TOP[paper.name] + ROW[paper.name] * (place + 1) - 8
        marks += [*hill(picture, opioid, paper, base), *labels(picture, words, opioid, paper, base)]
    fentanyl = marked(words.say("after-fentanyl"), picture.statements["fentanyl-varies"])
    notes = (words.say("sketch"), words.say("later"), fentanyl, words.say("unconfirmed"))
    return finished(paper, marks, bottom + 50, *notes)


def scale(paper: Paper) -> Scale:
    return Scale(0, DAYS, paper.left + (COLUMN if paper.is_wide else 0), paper.right)


def in_days(figure: Figure, value: float) -> float:
    return value / HOURS_IN_A_DAY if figure.unit == "hours" else value


def hill(picture: Picture, opioid: str, paper: Paper, base: float) -> list[str]:
    band = placed(outer_hill(picture, opioid), paper, base)
    usual = placed(usual_hill(picture, opioid), paper, base)
    return [
        *(line("grid", scale(paper)(day), base - HILL - 8, scale(paper)(day), base) for day in ticks(0, DAYS, most=5)),
        path("band", closed(smooth_path(band), left=band[0][0], right=band[-1][0], base=base)),
        path("without", smooth_path(usual)),
        path("with", smooth_path(placed(eased(picture, opioid), paper, base))),
    ]


def outer_hill(picture: Picture, opioid: str) -> list[Point]:
    """Day and height of where withdrawal may be: from the earliest start to the last day of all."""
    start, worst, over = (picture.figures[f"{opioid}-{part}"] for part in ("start", "worst", "over"))
    height, left = picture.sketches[f"{opioid}-height"], picture.sketches["lasting-part"]
    longest = picture.figures.get(f"{opioid}-longest")
    points = [
        (in_days(start, start.lowest), 0.0),
        (in_days(worst, worst.lowest), height),
        (in_days(worst, worst.highest), height),
        (in_days(over, over.highest), height * left if longest else 0.0),
    ]
    return [*points, (in_days(longest, longest.highest), 0.0)] if longest else points


def usual_hill(picture: Picture, opioid: str) -> list[Point]:
    """The middle of each range."""
    start, worst, over = (picture.figures[f"{opioid}-{part}"] for part in ("start", "worst", "over"))
    height = picture.sketches[f"{opioid}-height"]
    return [
        (in_days(start, start.middle), 0.0),
        (in_days(worst, worst.middle), height),
        (in_days(over, over.middle), 0.0),
    ]


def eased(picture: Picture, opioid: str) -> list[Point]:
    """With medicine a low swell where heroin's hill was; on a medicine taken every day, none."""
    swell = picture.sketches.get(f"{opioid}-eased-height", 0.0)
    turns = [(day, swell if place == 1 else 0.0) for place, (day, _) in enumerate(usual_hill(picture, opioid))]
    return [(0.0, 0.0), *turns, (float(DAYS), 0.0)]


def placed(points: list[Point], paper: Paper, base: float) -> list[Point]:
    across, up = scale(paper), Scale(0, 1, base, base - HILL)
    return [(across(day), up(height)) for day, height in points]


def labels(picture: Picture, words: Words, opioid: str, paper: Paper, base: float) -> list[str]:
    start, worst, over = (picture.figures[f"{opioid}-{part}"] for part in ("start", "worst", "over"))
    top = base - WORDS_ABOVE[paper.name]
    said = f"{words.say('starts', when=words.amount(start))}\n{words.say('worst', when=words.amount(worst))}"
    return [
        text(paper.left, top, marked(words.say(opioid), over), "name"),
        text(paper.left, top + LINE_HEIGHT + 2, said),
    ]


def legend(words: Words, paper: Paper) -> list[str]:
    across = paper.left + (290 if paper.is_wide else 0)
    second = 22 if paper.is_wide else 44
    return [
        line("without", paper.left + 2, 18, paper.left + 28, 18),
        text(paper.left + 38, 22, words.say("without"), "say"),
        line("with", across + 2, second - 4, across + 28, second - 4),
        text(across + 38, second, words.say("with"), "say with-word"),
    ]


def axis(words: Words, paper: Paper, bottom: float) -> list[str]:
    across, marks = scale(paper), []
    for day in ticks(0, DAYS, most=5):
        said = words.say(NAMED_DAYS.get(day, "day"), day=f"{day:g}")
        anchor = "start" if day == 0 else "end" if day == DAYS else "middle"
        marks.append(text(round(across(day), 1), bottom + LINE_HEIGHT, said, anchor=anchor))
    return marks


def rows(picture: Picture, words: Words) -> list[list[str]]:
    said = [row(picture, words, opioid) for opioid in OPIOIDS]
    told = {"fentanyl": "fentanyl-varies", "eased": "medicine-eases", "daily": "steady-on-medicine"}
    for label, key in told.items():
        cells = [words.say(f"{label}-{part}") for part in ("start", "worst", "over")]
        said.append([marked(words.say(label), picture.statements[key]), *cells, picture.cited(key)])
    return said


def row(picture: Picture, words: Words, opioid: str) -> list[str]:
    keys = [f"{opioid}-{part}" for part in ("start", "worst", "over")]
    start, worst, over = (words.amount(picture.figures[key]) for key in keys)
    longest = f"{opioid}-longest"
    if longest in picture.figures:
        over = words.say("longest", over=over, longest=words.amount(picture.figures[longest]))
        keys.append(longest)
    return [words.say(opioid), start, worst, over, picture.cited(*keys)]
