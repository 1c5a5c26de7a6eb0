"""What is drawn is what the study found: deaths are measured back from the drawing."""

import pytest

from drawn_pictures import drawings
from handrail.learn.pictures.gallery import picture_table

EDGES = {"narrow": (16, 304), "wide": (234, 616)}  # where 0 and 45 deaths stand


def deaths(width, paper):
    start, end = EDGES[paper]
    return width / (end - start) * 45


@pytest.mark.parametrize("paper", EDGES)
def test_bars_are_as_long_as_the_rates(paper):
    drawn = drawings("deaths")[paper]

    taking = [deaths(width, paper) for _, _, width, _ in drawn.boxes("bar-with")]
    out = [deaths(width, paper) for _, _, width, _ in drawn.boxes("bar-without")]

    assert taking == pytest.approx([11.3, 4.3], abs=0.02)
    assert out == pytest.approx([36.1, 9.5], abs=0.02)


@pytest.mark.parametrize("paper", EDGES)
def test_thin_lines_are_the_interval_of_the_ratio_laid_on_the_rate_in_treatment(paper):
    lines = drawings("deaths")[paper].paths("interval")

    drawn = [tuple(deaths(x - EDGES[paper][0], paper) for x, _ in caps[1:]) for caps in lines]

    assert drawn == [
        pytest.approx((11.3 * 2.65, 11.3 * 3.86), abs=0.02),
        pytest.approx((4.3 * 1.34, 4.3 * 3.61), abs=0.02),
    ]


@pytest.mark.parametrize("paper", EDGES)
def test_all_bars_begin_on_one_line(paper):
    drawn = drawings("deaths")[paper]

    starts = {x for x, *_ in drawn.boxes("bar-with") + drawn.boxes("bar-without")}

    assert starts == {EDGES[paper][0]}


def test_numbers_stand_beside_the_bars():
    words = drawings("deaths")["narrow"].words()

    assert words[words.index("Methadone") :][:5] == ["Methadone", "11.3", "while taking it", "36.1", "out of treatment"]


def test_table_has_overdoses_and_the_first_two_weeks():
    caption, _, rows = picture_table("deaths", "en")

    assert caption.endswith("* Not yet checked against the original.")
    assert rows == [
        ["Methadone, any cause", "11.3", "36.1", "3.2 (2.65 to 3.86)", "Sordo et al., 2017"],
        ["Methadone, overdose", "2.6", "12.7", "4.8 (2.9 to 7.96)", "Sordo et al., 2017"],
        ["Buprenorphine, any cause", "4.3", "9.5", "2.2 (1.34 to 3.61)", "Sordo et al., 2017"],
        ["Buprenorphine, overdose", "1.4", "4.6", "not given", "Sordo et al., 2017"],
        [
            "First two weeks on methadone",
            "not given",
            "not given",
            "3.1 (1.5 to 6.6)*",
            "Cornish et al., 2010",
        ],
    ]
