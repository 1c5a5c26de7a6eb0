"""Whom we call next, read in few questions."""

from datetime import UTC, datetime, timedelta

import pytest

from factories import make_call, make_facility, make_operator, make_taps
from handrail.directory.calls.actions import take_place
from handrail.directory.calls.queue import call_queue
from handrail.directory.domain.showing import week_of
from handrail.directory.models import TimesShown

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def names(at, **more):
    from handrail.directory.models import Facility

    found = Facility.objects.in_bulk([waiting.pk for waiting in call_queue(at=at, **more)])
    return [found[waiting.pk].name for waiting in call_queue(at=at, **more)]


def test_queue_is_oldest_times_most_shown_with_wrong_numbers_first(at):
    make_facility(name="checked today", last_verified_at=at)
    make_facility(name="never, listed 2025", source_year=2025)
    make_facility(name="never, listed 2022", source_year=2022)
    shown = make_facility(name="shown often", source_year=2026)
    wrong = make_facility(name="wrong number", last_verified_at=at - DAY)
    TimesShown.objects.create(facility=shown, week=week_of(at.date()), times=300)
    make_taps(facility=wrong, day=at.date(), answer="wrong_number", times=3)

    assert names(at) == ["wrong number", "shown often", "never, listed 2022", "never, listed 2025", "checked today"]


def test_queue_leaves_out_who_was_called_today_is_being_called_or_cannot_be_called(at):
    make_call(facility=make_facility(name="called an hour ago"), at=at - DAY / 24, answered=False, right_number="no")
    make_call(facility=make_facility(name="called two days ago"), at=at - 2 * DAY)
    take_place(facility=make_facility(name="being called"), by=make_operator(), at=at)
    make_facility(name="no phone", phone="")
    make_facility(name="gone", gone_since_year=2023)
    make_facility(name="closed", closed_at=at)

    assert names(at) == ["called two days ago"]


def test_queue_of_few_is_led_by_the_same_places_as_the_whole(at):
    for number in range(30):
        verified = at - number * DAY if number % 3 else None
        facility = make_facility(source_year=2015 + number % 10, last_verified_at=verified)
        if number % 4 == 0:
            TimesShown.objects.create(facility=facility, week=week_of(at.date()), times=11 + number)

    assert names(at, most=5) == names(at, most=100)[:5]


def test_weeks_long_past_are_not_counted(at):
    old = make_facility(name="once popular", source_year=2025)
    make_facility(name="older", source_year=2024)
    TimesShown.objects.create(facility=old, week=week_of(at.date() - 70 * DAY), times=5000)

    assert names(at) == ["older", "once popular"]


def test_queue_asks_equally_often_for_any_number(at, django_assert_num_queries):
    for number in (1, 3):
        for _ in range(number):
            make_facility()
            wrong = make_facility()
            make_taps(facility=wrong, day=at.date(), answer="wrong_number", times=3)
        with django_assert_num_queries(7):
            call_queue(at=at)


def test_never_verified_sorts_by_the_year_of_its_source():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    make_facility(name="listed 2023", source_year=2023)
    make_facility(name="checked in 2022", source_year=2025, last_verified_at=datetime(2022, 6, 1, tzinfo=UTC))

    assert names(at) == ["checked in 2022", "listed 2023"]


def test_week_that_lies_ahead_counts_for_nothing(at):
    facility = make_facility()
    week = week_of(at.date())
    TimesShown.objects.create(facility=facility, week=week, times=20)
    TimesShown.objects.create(facility=facility, week=week + timedelta(weeks=1), times=500)

    assert [place.times_shown for place in call_queue(at=at)] == [20]
