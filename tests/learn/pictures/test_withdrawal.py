"""What is drawn is what the sources say: days are measured back from the drawing."""

import pytest

from drawn_pictures import drawings
from handrail.learn.pictures.gallery import picture_table

PHONE = (16, 304)  # where day 0 and day 20 stand
PAGE = (242, 616)
EDGES = {"narrow": PHONE, "wide": PAGE}
# opioid, days of: earliest start, hardest from, hardest until, over for the slowest
EARLIEST_TO_LATEST = {
    "heroin": [6 / 24, 24 / 24, 48 / 24, 5, 10],
    "methadone": [2, 3, 8, 20],
    "buprenorphine": [1, 3, 5, 14],
}
MIDDLE = {"heroin": [9 / 24, 36 / 24, 4], "methadone": [3, 5.5, 15], "buprenorphine": [2, 4, 10.5]}


def days(points, paper):
    start, end = EDGES[paper]
    return [(x - start) / (end - start) * 20 for x, _ in points]


@pytest.mark.parametrize("paper", EDGES)
def test_bands_reach_from_the_earliest_start_to_the_last_day(paper):
    bands = drawings("withdrawal")[paper].paths("band")

    drawn = [days(band[:-1], paper) for band in bands]

    assert drawn == [pytest.approx(expected, abs=0.01) for expected in EARLIEST_TO_LATEST.values()]


@pytest.mark.parametrize("paper", EDGES)
def test_lines_follow_the_middle_of_each_range(paper):
    lines = drawings("withdrawal")[paper].paths("without")[1:]  # the first is in the legend

    assert [days(line, paper) for line in lines] == [pytest.approx(expected, abs=0.01) for expected in MIDDLE.values()]


@pytest.mark.parametrize("paper", EDGES)
def test_every_hill_stands_on_the_line_of_medicine(paper):
    drawn = drawings("withdrawal")[paper]

    feet = [line[0][1] for line in drawn.paths("without")[1:]]

    assert [line[0][1] for line in drawn.paths("with")[1:]] == feet
    assert [band[0][1] for band in drawn.paths("band")] == feet


def test_heights_are_those_of_the_sketch():
    drawn = drawings("withdrawal")["narrow"]

    heights = [line[0][1] - min(y for _, y in line) for line in drawn.paths("without")[1:]]

    assert heights == [60, 60, 36]


def test_medicine_leaves_a_low_swell_after_heroin_and_none_where_it_is_taken_every_day():
    drawn = drawings("withdrawal")["wide"]

    swells = [line[0][1] - min(y for _, y in line) for line in drawn.paths("with")[1:]]

    assert swells == pytest.approx([0.22 * 60, 0, 0], abs=0.051)


def test_words_beside_a_hill_mark_what_is_not_confirmed():
    words = drawings("withdrawal")["narrow"].words()

    beside = words[words.index("Heroin") :]

    assert beside[:3] == ["Heroin", "starts after 6 to 12 hours", "hardest at 24 to 48 hours"]
    assert [said for said in beside if said.endswith("*")] == [
        "Buprenorphine*",
        "starts after 1 to 3 days*",
        "hardest at 3 to 5 days*",
        "After fentanyl it often lasts longer.*",
    ]
    assert "* Not yet checked against the original." in beside


def test_axis_names_the_days_under_their_places():
    words = drawings("withdrawal", "es")["narrow"].words()

    assert [said for said in words if said in ("al dejar", "5", "10", "15", "20 días")] == [
        "al dejar",
        "5",
        "10",
        "15",
        "20 días",
    ]


def test_table_tells_fentanyl_and_medicine_too():
    _, head, rows = picture_table("withdrawal", "en")

    assert head == ("After stopping", "Starts", "Hardest", "Mostly over", "Source")
    assert rows == [
        ["Heroin", "6 to 12 hours", "24 to 48 hours", "3 to 5 days; for some 10 days", "CAMH; NADCP"],
        ["Methadone", "2 to 4 days", "3 to 8 days", "10 to 20 days", "CAMH; NADCP"],
        ["Buprenorphine", "1 to 3 days*", "3 to 5 days*", "7 to 14 days*", "SAMHSA, 2021"],
        [
            "Illicit fentanyl*",
            "differs: hours to more than a day",
            "differs",
            "often longer than after heroin",
            "Boston University, 2020",
        ],
        ["Heroin, with medicine", "no number known", "milder", "no number known", "NADCP"],
        [
            "Medicine taken every day*",
            "little or none",
            "little or none",
            "little or none",
            "ASAM, 2020; SAMHSA, 2021",
        ],
    ]
