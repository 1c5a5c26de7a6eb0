"""What a program types about its hours says all that it means, and shows again all that was kept."""

import pytest
from django.http import QueryDict
from hypothesis import given

from directory.domain.test_opening_hours import WEEKS
from handrail.directory.claims.hours_form import HoursForm
from handrail.directory.domain.opening_hours import NO_DAY, NO_TIME, HoursRefused, as_line, kept_hours


def posted(**typed: str) -> HoursForm:
    post = QueryDict(mutable=True)
    post.update({name.replace("_", "-"): value for name, value in typed.items()})
    return HoursForm.from_post(post)


@given(WEEKS)
def test_every_week_that_is_kept_is_shown_whole_to_be_changed(week):
    kept = as_line(week)

    form = HoursForm.of(kept)
    shown = {f"{name}-{number}": getattr(row, name) for number, row in enumerate(form.rows) for name in NAMES}

    again = QueryDict(mutable=True)
    again.update(shown)
    assert kept_hours(HoursForm.from_post(again).text) == kept


NAMES = ("first", "last", "opens", "closes")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"first_0": "mon", "opens_0": "08:00", "closes_0": "12:00", "first_1": "sat"}, NO_TIME),
        ({"opens_0": "08:00", "closes_0": "12:00"}, NO_DAY),
        ({"last_0": "fri", "opens_0": "08:00", "closes_0": "12:00"}, NO_DAY),
    ],
)
def test_half_a_line_is_asked_about_and_never_read_as_closed(typed, refusal):
    with pytest.raises(HoursRefused, match=refusal):
        kept_hours(posted(**typed).text)


def test_form_of_nothing_kept_stands_empty():
    assert {line.is_empty for line in HoursForm.of("").rows} == {True}
