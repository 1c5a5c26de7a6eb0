"""What reports about medicine may say: by table at each border, and against a plain count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.meetings.domain.medicine_reports import KEPT_DAYS, WEIGHTS, MedicineTold, Told, medicine_told, weight
from handrail.meetings.domain.reports import MEDICINE, SEEN, Answer, Said
from handrail.privacy.domain.retention import Retention, lasts

TODAY = date(2026, 11, 23)
LISTEN, STOP = Answer.LISTEN_ONLY, Answer.TOLD_TO_STOP


def weekly(answer, times, *, begun=0):
    """One report a week, the newest `begun` days ago."""
    return [Said(answer, TODAY - timedelta(days=begun + 7 * week)) for week in range(times)]


@pytest.mark.parametrize(("age", "weighs"), [(-1, 1), (0, 1), (183, 1), (184, 0.5), (548, 0.5), (549, 0), (5_000, 0)])
def test_day_weighs_half_after_six_months_and_nothing_after_eighteen(age, weighs):
    assert weight(TODAY - timedelta(days=age), today=TODAY) == weighs


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], None),
        (weekly(Answer.WELCOME, 4), None),
        (weekly(Answer.WELCOME, 5), MedicineTold(Told.WELCOME, 5)),
        (weekly(Answer.WELCOME, 9), MedicineTold(Told.WELCOME, 9)),
        (weekly(STOP, 5), MedicineTold(Told.TOLD_TO_STOP, 5)),
        (weekly(LISTEN, 5), MedicineTold(Told.LISTEN_ONLY, 5)),
        (weekly(LISTEN, 5) + weekly(STOP, 4, begun=1), MedicineTold(Told.LISTEN_ONLY, 5)),
        (weekly(LISTEN, 9) + weekly(STOP, 5, begun=1), MedicineTold(Told.TOLD_TO_STOP, 5)),
        (weekly(LISTEN, 3) + weekly(STOP, 3, begun=1), MedicineTold(Told.NOT_FREE, 6)),
        (weekly(Answer.WELCOME, 4) + weekly(STOP, 1, begun=1), None),  # one report is never told, nor that it differs
        (weekly(Answer.WELCOME, 5) + weekly(STOP, 1, begun=1), MedicineTold(Told.WELCOME, 5)),
        (weekly(Answer.WELCOME, 8) + weekly(STOP, 2, begun=1), MedicineTold(Told.WELCOME, 8)),
        (weekly(Answer.WELCOME, 7) + weekly(STOP, 2, begun=1), MedicineTold(Told.DIFFERS, 9)),
        (weekly(Answer.WELCOME, 5) + weekly(LISTEN, 5), MedicineTold(Told.DIFFERS, 5)),
        (weekly(Answer.WELCOME, 9, begun=184), None),  # nine old days weigh less than five
        (weekly(Answer.WELCOME, 10, begun=184), MedicineTold(Told.WELCOME, 10)),
        (weekly(Answer.WELCOME, 20, begun=549), None),
        (weekly(Answer.THERE, 20), None),
    ],
)
def test_what_is_told(said, told):
    assert medicine_told(said, today=TODAY) == told


@pytest.mark.parametrize(
    ("days", "is_told"), [(range(5), False), (range(14), False), (range(15), True), ((0, 1, 2, 3, 14), True)]
)
def test_daily_meeting_is_told_of_only_where_its_days_lie_two_weeks_apart(days, is_told):
    said = [Said(Answer.WELCOME, TODAY - timedelta(days=back)) for back in days]

    assert (medicine_told(said, today=TODAY) is not None) is is_told


def test_however_many_press_on_one_day_it_is_one_day():
    flood = [Said(STOP, TODAY)] * 10_000 + weekly(STOP, 4)

    assert medicine_told(flood, today=TODAY) is None


PLAIN_SAID = st.lists(
    st.builds(Said, st.sampled_from(Answer), st.integers(-1, 600).map(lambda age: TODAY - timedelta(days=age))),
    max_size=60,
)


@given(PLAIN_SAID)
def test_told_is_what_a_plain_count_says(said):
    told = medicine_told(said, today=TODAY)

    assert told == plainly_told(said)


def plainly_told(said):
    """Day by day, with old days as one and fresh days as two."""
    points = {}
    for answer in MEDICINE:
        for age in range(-1, 549):
            if (answer, TODAY - timedelta(days=age)) in said:
                points[answer, age] = 2 if age <= 183 else 1
    ages = {age for _, age in points}

    def count(*answers):
        mine = {age for answer, age in points if answer in answers}
        return sum(2 if age <= 183 else 1 for age in mine), len(mine)

    if count(*MEDICINE)[0] < 10 or max(ages) - min(ages) < 14:
        return None
    (yes, yes_days), (no, no_days) = count(Answer.WELCOME), count(LISTEN, STOP)
    if yes >= 10 and 10 * yes >= 8 * (yes + no):
        return MedicineTold(Told.WELCOME, yes_days)
    if no >= 10 and 10 * no >= 8 * (yes + no):
        if count(STOP)[0] >= 10:
            return MedicineTold(Told.TOLD_TO_STOP, count(STOP)[1])
        if count(LISTEN)[0] >= 10:
            return MedicineTold(Told.LISTEN_ONLY, count(LISTEN)[1])
        return MedicineTold(Told.NOT_FREE, no_days)
    return MedicineTold(Told.DIFFERS, len(ages)) if yes_days >= 2 and no_days >= 2 else None


@given(PLAIN_SAID, st.sampled_from(MEDICINE), st.integers(0, 60))
def test_one_more_report_alone_never_makes_a_welcome_of_none_nor_none_of_many(said, answer, age):
    """A single day moves what is told by one step at most: between clear, differing and nothing."""
    before = medicine_told(said, today=TODAY)
    after = medicine_told([*said, Said(answer, TODAY - timedelta(days=age))], today=TODAY)

    graver = {Told.LISTEN_ONLY, Told.TOLD_TO_STOP, Told.NOT_FREE}
    assert not (before and after and before.told is Told.WELCOME and after.told in graver)
    assert not (before and after and before.told in graver and after.told is Told.WELCOME)


def test_reports_are_kept_as_long_as_they_count():
    assert (KEPT_DAYS, WEIGHTS[-1][0]) == (lasts(Retention.MEETING_REPORT).days,) * 2


def test_answers_to_the_other_question_count_for_nothing():
    said = [Said(answer, TODAY - timedelta(days=7 * week)) for answer in SEEN for week in range(10)]

    assert medicine_told(said, today=TODAY) is None
