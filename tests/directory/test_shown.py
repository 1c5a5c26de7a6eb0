"""Counts of showing: written in steps of eleven, once an hour, and forgotten otherwise (P1, S35)."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from factories import make_facility
from handrail.directory.domain.showing import SMALLEST_STEP, ripe, week_of
from handrail.directory.models import TimesShown
from handrail.directory.shown import Shown, add_or_lose, add_to_week
from handrail.kernel.busy_database import LONGEST_WAIT
from held_database import held_for_writing, in_another_thread, refused_statements

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
MONDAY = AT.date()


class Written:
    def __init__(self) -> None:
        self.steps = []

    def __call__(self, counts, week) -> None:
        self.steps.append((dict(counts), week))


def note(shown, facility, times, at):
    for _ in range(times):
        shown.note([facility], at)


def test_nothing_is_written_within_the_hour_however_often():
    written = Written()
    shown = Shown(written)

    note(shown, 1, 5000, AT)
    note(shown, 1, 1, AT + HOUR - timedelta(seconds=1))

    assert written.steps == []


def test_step_of_eleven_is_written_and_of_ten_waits():
    written = Written()
    shown = Shown(written)
    note(shown, 1, 11, AT)
    note(shown, 2, 10, AT)

    note(shown, 2, 1, AT + HOUR)
    note(shown, 2, 1, AT + 2 * HOUR)

    assert written.steps == [({1: 11}, MONDAY), ({2: 11}, MONDAY)]


def test_what_never_reaches_eleven_is_forgotten_with_its_week():
    written = Written()
    shown = Shown(written)
    note(shown, 1, 10, AT)
    note(shown, 2, 12, AT)

    note(shown, 1, 10, AT + WEEK)
    note(shown, 1, 1, AT + WEEK + HOUR)
    note(shown, 1, 1, AT + WEEK + 2 * HOUR)

    assert written.steps == [({2: 12}, MONDAY), ({1: 11}, MONDAY + WEEK)]


def test_threads_lose_no_count():
    written = Written()
    shown = Shown(written)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: note(shown, 1, 500, AT), range(4)))

    shown.note([2], AT + HOUR)

    assert written.steps == [({1: 2000}, MONDAY)]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 90)), max_size=120))
def test_no_step_is_smaller_than_eleven_and_no_two_lie_within_an_hour(visits):
    steps = []
    shown = Shown(lambda counts, week: steps.append((now, dict(counts))))

    now = AT
    for facility, minutes in visits:
        now += timedelta(minutes=minutes)
        shown.note([facility] * 5, now)

    assert all(times >= SMALLEST_STEP for _, counts in steps for times in counts.values())
    moments = [moment for moment, _ in steps]
    assert all(
        later - before >= HOUR
        for before, later in itertools.pairwise(moments)
        if week_of(before.date()) == week_of(later.date())
    )


def test_small_numbers_are_never_ripe():
    assert ripe({1: 10, 2: 11, 3: 12}) == {2: 11, 3: 12}


@pytest.mark.django_db
def test_week_grows_by_steps_and_a_facility_that_went_is_left_out():
    facility = make_facility()

    add_to_week({facility.pk: 11, 999_999: 50}, MONDAY)
    add_to_week({facility.pk: 12}, MONDAY)
    add_to_week({facility.pk: 20}, MONDAY + WEEK)

    assert list(TimesShown.objects.order_by("week").values_list("facility", "week", "times")) == [
        (facility.pk, MONDAY, 23),
        (facility.pk, MONDAY + WEEK, 20),
    ]


@pytest.mark.django_db
def test_many_are_written_in_few_statements(django_assert_max_num_queries):
    facilities = [make_facility() for _ in range(30)]
    counts = {facility.pk: 11 for facility in facilities}
    add_to_week(dict(list(counts.items())[:15]), MONDAY)

    with django_assert_max_num_queries(8):
        add_to_week(counts, MONDAY)

    assert sorted(TimesShown.objects.values_list("times", flat=True)) == [11] * 15 + [22] * 15


@pytest.mark.django_db
def test_database_refuses_a_small_number():
    with pytest.raises(IntegrityError), transaction.atomic():
        TimesShown.objects.create(facility=make_facility(), week=MONDAY, times=10)


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_begin_a_week_together_add_up():
    facility = make_facility()

    def write(_):
        try:
            add_to_week({facility.pk: 11}, MONDAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, range(3)))

    assert TimesShown.objects.get().times == 33


@pytest.mark.django_db(transaction=True)
def test_busy_database_loses_the_count_at_once_and_keeps_the_next():
    facility = make_facility()

    def add():
        with refused_statements() as refused:
            add_or_lose(add_to_week, {facility.pk: 11}, MONDAY)
        return refused, TimesShown.objects.count()

    with held_for_writing():
        (met, *more), counted = in_another_thread(add)
    then = in_another_thread(add)

    assert (met[1], more, counted) == (LONGEST_WAIT, [], 0)
    assert then == ([], 1)
