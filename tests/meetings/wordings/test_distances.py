import pytest

from handrail.meetings.wordings.distances import distance_told


@pytest.mark.parametrize(
    ("miles", "expected"),
    [
        (0.0, "0.1 mi, about 1 minute on foot"),
        (0.6, "0.6 mi, about 12 minutes on foot"),
        (1.0, "1 mi, about 20 minutes on foot"),
        (2.0, "2 mi, about 40 minutes on foot"),
        (2.01, "2 mi"),
        (9.94, "9.9 mi"),
        (24.6, "25 mi"),
    ],
)
def test_distance_is_told_with_the_walk_as_far_as_people_walk(miles, expected):
    assert distance_told(miles, "en").replace("\u00a0", " ") == expected


def test_no_walk_is_promised_to_a_place_that_is_told_roughly():
    assert distance_told(0.6, "en", is_rough=True).replace("\u00a0", " ") == "about 0.6 mi"


def test_distance_is_told_in_spanish():
    assert distance_told(0.6, "es").replace("\u00a0", " ") == "0.6 mi, unos 12 minutos a pie"
