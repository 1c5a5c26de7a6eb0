"""What is drawn is what the studies found: how many times higher is measured back from the drawing."""

import pytest

from drawn_pictures import drawings
from handrail.learn.pictures.gallery import picture_table

TIMES = "\N{MULTIPLICATION SIGN}"
EDGES = {"narrow": (164, 300), "wide": (250, 612)}  # where 0 and 15 times stand
# In the order drawn: after stopping medicine; after prison, four places; weeks 3 and 4; after detox (1 / 0.34)
VALUES = [9, 8, 8.4, 7.5, 4.0, 3.1, 1.7, 1 / 0.34]
INTERVALS = [
    (5.4, 14.9),
    (4.7, 13.7),
    (5.0, 14.2),
    (5.7, 9.9),
    (3.4, 4.8),
    (1.3, 7.1),
    (1.3, 2.2),
    (1 / 0.43, 1 / 0.27),
]


def times(x, paper):
    start, end = EDGES[paper]
    return (x - start) / (end - start) * 15


@pytest.mark.parametrize("paper", EDGES)
def test_bars_reach_from_no_difference_to_the_value(paper):
    bars = drawings("tolerance")[paper].boxes("bar-without")

    ends = [(times(x, paper), times(x + width, paper)) for x, _, width, _ in bars]

    assert ends == [pytest.approx((1, value), abs=0.02) for value in VALUES]


@pytest.mark.parametrize("paper", EDGES)
def test_thin_lines_reach_over_the_interval(paper):
    lines = drawings("tolerance")[paper].paths("interval")

    drawn = [(times(caps[1][0], paper), times(caps[2][0], paper)) for caps in lines]

    assert drawn == [pytest.approx(interval, abs=0.02) for interval in INTERVALS]


def test_number_beside_each_bar_is_the_one_drawn():
    words = drawings("tolerance")["narrow"].words()

    times = [said.removesuffix(TIMES) for said in words if said.endswith(TIMES)]

    assert times == ["15", "9", "8", "8.4", "7.5", "4", "3.1", "1.7", "2.9"]  # the first is the end of the axis


@pytest.mark.parametrize("paper", EDGES)
def test_usual_amount_is_too_much_from_where_the_falling_line_meets_it(paper):
    drawn = drawings("tolerance")[paper]
    (falling,), (amount,), (gap,) = (drawn.paths(kind) for kind in ("without", "level", "risk"))

    left, right = gap[0], gap[-2]

    assert (left[1], gap[-1][1]) == (amount[0][1], amount[0][1])
    assert falling[0][1] < amount[0][1] < falling[1][1]
    assert right == falling[-1]


def test_line_only_falls():
    (falling,) = drawings("tolerance")["wide"].paths("without")

    heights = [y for _, y in falling]

    assert heights == sorted(heights)


def test_table_says_what_each_is_compared_with_and_how_the_study_put_it():
    _, _, rows = picture_table("tolerance", "en")

    assert len(rows) == 8
    assert rows[0] == [
        "After stopping medicine: weeks 1 and 2",
        "9",
        "5.4 to 14.9",
        "as while staying on it",
        "Cornish et al., 2010",
    ]
    assert rows[-1] == [
        "After detox: no treatment",
        "2.9",
        "2.3 to 3.7 (study: 0.34, 0.27 to 0.43, with medicine)",
        "as with medicine after it",
        "Walley et al., 2020",
    ]


def test_picture_ends_with_what_helps():
    assert "naloxone near, not using alone." in drawings("tolerance")["narrow"].words()
