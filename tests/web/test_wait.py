"""How long to wait, as a person reads it."""

import pytest

from handrail.web.limiting.limits import TooOften
from handrail.web.rendering import environment


def told(minutes: int, language: str = "en") -> str:
    return str(environment(language).get_template("web/components/wait.jinja").module.please_wait(minutes))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "Please wait 1 minute, then try again."),
        (119, "Please wait 119 minutes, then try again."),
        (120, "Please wait 2 hours, then try again."),
        (121, "Please wait 3 hours, then try again."),
        (819, "Please wait 14 hours, then try again."),
    ],
)
def test_long_waits_are_told_in_hours_rounded_up(minutes, said):
    assert told(minutes) == said


def test_hours_are_told_in_spanish_too():
    assert told(819, "es") == "Espere 14 horas y vuelva a intentarlo."


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2)])
def test_part_of_a_minute_is_a_whole_one(seconds, minutes):
    assert TooOften(wait=seconds).minutes == minutes
