"""Whom we call next, read in few questions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import NOON, make_call, make_correction, make_facility, make_operator, make_taps
from handrail.directory.calls.actions import take_place
from handrail.directory.calls.queue import call_queue
from handrail.directory.domain.call_queue import Waiting, queue_order
from handrail.directory.domain.showing import week_of
from handrail.directory.domain.visitor_answers import wants_a_call
from handrail.directory.models import CheckedFact, TimesShown

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


def test_place_with_only_an_intake_number_can_be_called(at):
    make_facility(name="intake only", phone="", intake_phones=["217-555-0199"])

    assert names(at) == ["intake only"]


def make_fact(facility, at):
    by = make_operator()
    report = make_correction(facility=facility, state="confirmed", closed_by=by, closed_at=at)
    return CheckedFact.objects.create(
        facility=facility, field="gives_methadone", value="no", checked_at=at, by=by, correction=report
    )


def test_fact_that_we_checked_is_a_check_too(at):
    checked = make_facility(name="fact checked a month ago", source_year=2020)
    make_fact(checked, at - 30 * DAY)
    make_facility(name="reached two months ago", last_verified_at=at - 60 * DAY)

    assert names(at) == ["reached two months ago", "fact checked a month ago"]
    assert [waiting.checked_at for waiting in call_queue(at=at)] == [at - 60 * DAY, at - 30 * DAY]


def test_call_to_a_number_that_is_no_longer_listed_is_no_check(at):
    make_facility(name="another number since", last_verified_at=at - 2 * DAY, verified_phone_key="2175550000")
    make_facility(name="reached", source_year=2020, last_verified_at=at - 60 * DAY)

    assert names(at) == ["another number since", "reached"]
    assert call_queue(at=at)[0].checked_at is None


def test_call_to_the_number_that_we_checked_is_a_check(at):
    facility = make_facility(name="ours", source_year=2020)
    make_call(facility=facility, at=at - 2 * DAY, dialed="checked", phone_key="2175550777")
    make_facility(name="reached", last_verified_at=at - 60 * DAY)

    assert names(at) == ["reached", "ours"]


ages = st.integers(0, 400)
taps = st.tuples(st.integers(0, 40), st.integers(1, 4), st.booleans())
places = st.fixed_dictionaries(
    {
        "year": st.integers(2024, 2026),
        "reached": st.none() | ages,
        "is_still_listed": st.booleans(),
        "facts": st.lists(ages, max_size=2),
        "shown": st.dictionaries(st.integers(-1, 9), st.sampled_from([11, 12, 500]), max_size=3),
        "taps": st.lists(taps, max_size=3, unique_by=lambda tap: (tap[0], tap[2])),
        "called": st.none() | st.integers(2, 40),
    }
)


def as_the_domain_weighs(place, at):
    """The same place saved, and as the rules read it."""
    reached = None if place["reached"] is None else at - place["reached"] * DAY
    facility = make_facility(source_year=place["year"], last_verified_at=reached)
    if not place["is_still_listed"]:
        type(facility).objects.filter(pk=facility.pk).update(verified_phone_key="2175559999")
        reached = None
    facts = [make_fact(facility, at - age * DAY).checked_at for age in place["facts"]]
    for weeks, times in place["shown"].items():
        TimesShown.objects.create(facility=facility, week=week_of(at.date() - weeks * 7 * DAY), times=times)
    rows = [
        make_taps(
            facility=facility,
            day=at.date() - age * DAY,
            answer="wrong_number",
            times=times,
            phone_key=facility.number_key if is_of_this_number else "2175559999",
        )
        for age, times, is_of_this_number in place["taps"]
    ]
    last_call = None if place["called"] is None else at - place["called"] * DAY
    if last_call:
        make_call(facility=facility, at=last_call, answered=False, right_number="unknown")
    return Waiting(
        facility.pk,
        place["year"],
        max(filter(None, [reached, *facts]), default=None),
        sum(times for weeks, times in place["shown"].items() if 0 <= weeks <= 8),
        wants_a_call(
            [row.taps for row in rows if row.phone_key == facility.number_key], last_call=last_call, today=at.date()
        ),
    )


@settings(max_examples=25)
@given(st.lists(places, min_size=1, max_size=6), st.integers(1, 7))
def test_database_weighs_as_the_domain_does(many, most):
    at = NOON
    with transaction.atomic():
        expected = sorted(
            (as_the_domain_weighs(place, at) for place in many), key=lambda place: queue_order(place, at=at)
        )[:most]

        found = call_queue(at=at, most=most)
        transaction.set_rollback(True)

    assert found == expected


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
        with django_assert_num_queries(1):
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
