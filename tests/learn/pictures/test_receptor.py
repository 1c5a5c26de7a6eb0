"""A day on heroin and a day on medicine: what is drawn follows from the half-lives."""

import pytest

from drawn_pictures import drawings
from handrail.learn.pictures.gallery import picture_table
from handrail.learn.pictures.reading import picture
from handrail.learn.pictures.receptor import half_life, level_at

FOOT, PEAK = 154, 42  # where nothing and the whole height stand, in the first panel


def heights(points, *, foot=FOOT):
    return [(foot - y) / (FOOT - PEAK) for _, y in points]


def test_half_lives_are_those_of_the_sources():
    assert half_life(picture("receptor"), "heroin") == 3  # morphine, the slower end of 2 to 3 hours
    assert half_life(picture("receptor"), "medicine") == 33  # buprenorphine, the middle of 24 to 42 hours


def test_half_life_drawn_fits_methadone_too():
    methadone = picture("receptor").figures["methadone-half-life"]

    assert methadone.lowest < half_life(picture("receptor"), "medicine") < methadone.highest


def test_heroin_falls_into_withdrawal_when_the_sources_say_that_it_starts():
    """Six to twelve hours after use; drawn is the early end."""
    data = picture("receptor")
    start, used = data.figures["heroin-start"], data.sketches["heroin-first"] + data.sketches["heroin-rise"]

    at_start, just_before = (level_at(data, "heroin", used + hours) for hours in (start.lowest, start.lowest - 0.5))

    assert at_start == pytest.approx(data.sketches["withdrawal-below"])
    assert just_before > data.sketches["withdrawal-below"]


def test_medicine_stays_within_what_is_steady_all_day():
    data = picture("receptor")

    levels = [level_at(data, "medicine", hour / 4) for hour in range(97)]

    assert data.sketches["withdrawal-below"] < min(levels)
    assert max(levels) < data.sketches["strong-from"]


@pytest.mark.parametrize("paper", ["narrow", "wide"])
def test_curves_are_drawn_through_the_levels(paper):
    drawn, data = drawings("receptor")[paper], picture("receptor")
    (heroin,), (medicine,) = drawn.paths("without"), drawn.paths("with")
    foot = FOOT + (232 if paper == "narrow" else 0)

    hours = [hour / 4 for hour in range(97)]

    assert heights(heroin) == pytest.approx([level_at(data, "heroin", hour) for hour in hours], abs=0.001)
    assert heights(medicine, foot=foot) == pytest.approx(
        [level_at(data, "medicine", hour) for hour in hours], abs=0.001
    )


@pytest.mark.parametrize(("kind", "what"), [("full", "heroin"), ("full-with", "medicine")])
def test_cups_are_as_full_as_the_curve_is_high(kind, what):
    filled = drawings("receptor")["narrow"].boxes(kind)

    shares = [height / 19 for *_, height in filled]

    expected = [level_at(picture("receptor"), what, hour) for hour in range(0, 25, 3)]
    assert shares == pytest.approx(expected, abs=0.004)


def test_cups_stand_under_the_hours_of_the_curve():
    drawn = drawings("receptor")["wide"]
    (curve,) = drawn.paths("without")

    middles = [x + width / 2 for x, _, width, _ in drawn.boxes("full")]

    assert middles == pytest.approx([x for x, _ in curve[::12]], abs=0.1)


def test_table_gives_the_hours():
    assert picture_table("receptor", "en")[2] == [
        ["Half-life of morphine, which heroin turns into", "2 to 3 hours*", "Rook et al., 2006"],
        ["Half-life of buprenorphine under the tongue", "24 to 42 hours*", "FDA"],
        ["Half-life of methadone", "8 to 59 hours*", "FDA"],
        ["Withdrawal from heroin starts after", "6 to 12 hours", "CAMH"],
    ]
