"""Searches that found nothing fitting are counted by one need and one state, and nothing of a search is kept (S35)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.directory.shown import Shown
from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.privacy.domain.small_numbers import SUPPRESSED
from handrail.referrals.domain.publications import Publication
from handrail.referrals.domain.unmet import Missed, unmet_table
from handrail.referrals.mirroring.actions import publish_mirror
from handrail.referrals.mirroring.files import csv_named
from handrail.referrals.mirroring.pages import unmet_of
from handrail.referrals.missing.actions import add_to_week, forget_past_searches
from handrail.referrals.missing.queries import first_week, unmet_in
from handrail.referrals.models import PublishedPeriod, UnmetSearches

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
QUARTER = Period(2026, 10, PeriodKind.QUARTER)
DUE = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)
TODAY, MEDICAID = ("IL", Missed.TODAY), ("IL", Missed.MEDICAID)


def test_steps_under_eleven_are_never_written_and_end_with_the_week():
    written = []
    counting = Shown(lambda counts, week: written.append((dict(counts), week)))
    for _ in range(11):
        counting.note([TODAY], NOON)
    for _ in range(10):
        counting.note([MEDICAID], NOON)

    counting.note([TODAY], NOON + timedelta(hours=1))
    counting.note([MEDICAID], NOON + timedelta(days=7))

    assert written == [({TODAY: 11}, MONDAY)]


@pytest.mark.django_db
def test_a_week_grows_by_its_steps():
    add_to_week({TODAY: 11, MEDICAID: 12}, MONDAY)
    add_to_week({TODAY: 15}, MONDAY)

    rows = UnmetSearches.objects.order_by("missed").values_list("state", "missed", "week", "times")
    assert list(rows) == [("IL", "medicaid", MONDAY, 12), ("IL", "today", MONDAY, 26)]
    assert first_week() == MONDAY


def publish_all(*, at: datetime) -> None:
    while publish_mirror(at=at):
        pass


PAST = datetime(2027, 6, 30, 9, 0, tzinfo=UTC)  # 180 days after the quarter was over


@pytest.mark.django_db
def test_weeks_go_180_days_after_their_quarter_and_what_was_published_of_them_stays():
    january = date(2027, 1, 4)
    add_to_week({TODAY: 11, MEDICAID: 12}, MONDAY)
    add_to_week({TODAY: 13}, january)
    publish_all(at=PAST)
    published = PublishedPeriod.objects.get(what=Publication.QUARTER, period="2026-Q4").tables

    early = forget_past_searches(at=PAST - timedelta(days=1))
    gone = [forget_past_searches(at=PAST) for _ in range(2)]

    assert (early, gone) == (0, [2, 0])
    assert list(UnmetSearches.objects.values_list("week", "times")) == [(january, 13)]
    assert PublishedPeriod.objects.get(what=Publication.QUARTER, period="2026-Q4").tables == published


@pytest.mark.django_db
def test_weeks_wait_for_a_worker_that_stood_still_and_nothing_is_left_out_of_the_mirror():
    add_to_week({TODAY: 11}, MONDAY)
    before = forget_past_searches(at=PAST)

    while PublishedPeriod.objects.of(Publication.STATE).count() == 0:
        forget_past_searches(at=PAST)
        publish_mirror(at=PAST)
    gone = forget_past_searches(at=PAST)

    row = PublishedPeriod.objects.get(what=Publication.QUARTER, period="2026-Q4")
    assert (before, gone) == (0, 1)
    assert ("A start today", 11) in unmet_of(row).needs


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"times": 10}, {"missed": "love"}, {"week": MONDAY, "state": "IL"}])
def test_the_database_refuses_small_numbers_and_what_it_does_not_know(wrong):
    add_to_week({TODAY: 11}, MONDAY)
    facts = {"state": "NY", "missed": "today", "week": MONDAY + timedelta(days=7), "times": 11}

    with pytest.raises(IntegrityError), transaction.atomic():
        UnmetSearches.objects.create(**{**facts, **wrong})

    assert UnmetSearches.objects.create(**facts).times == 11


@pytest.mark.django_db
def test_a_week_belongs_to_the_quarter_in_which_it_begins():
    for week in (date(2026, 9, 28), date(2026, 10, 5), date(2026, 12, 28), date(2027, 1, 4)):
        add_to_week({TODAY: 11}, week)

    assert unmet_in(QUARTER) == {("IL", "today"): 22}


@pytest.mark.django_db
def test_a_quarter_is_published_with_its_searches_also_where_nobody_was_handed_on():
    add_to_week({TODAY: 40, MEDICAID: 90, ("WY", Missed.TODAY): 21, ("WY", Missed.MEDICAID): 50}, MONDAY)

    published = publish_mirror(at=DUE)

    row = PublishedPeriod.objects.get(what=Publication.QUARTER)
    lines = csv_named("unmet", row).splitlines()
    shown = dict(zip(lines[0].split(","), lines[-1].split(","), strict=True))
    assert (published, row.period) == (1, "2026-Q4")
    assert (shown["today"], shown["medicaid"], shown["near"]) == ("61", "140", "suppressed")
    assert unmet_of(row).states == [("Illinois", 130), ("Wyoming", 71), ("Every state", 201)]


STEPS = st.sampled_from([0, 0, 11, 12, 30, 80])
STATES = ["IL", "NY", "WY"]
CELLS = st.dictionaries(st.tuples(st.sampled_from(STATES), st.sampled_from(list(Missed))), STEPS, max_size=12)


@settings(max_examples=50, deadline=None)
@given(CELLS)
def test_no_number_and_no_difference_of_numbers_is_of_fewer_than_eleven_searches(counts):
    """Page, file and the State's report show the same cells, so whoever sees all three sees one."""
    table = unmet_table(counts, states=STATES)

    def told(row, column):
        number = table.at(row, column)
        return 0 if number is SUPPRESSED else number

    numbers = [told(row, column) for row in (*STATES, None) for column in (*table.columns, None)]
    left = [told(None, column) - sum(told(row, column) for row in STATES[:2]) for column in (*table.columns, None)]
    assert [number for number in numbers + left if number in range(1, 11)] == []
    assert [told(None, column) for column in table.columns] == [
        sum(counts.get((state, column), 0) for state in STATES) for column in table.columns
    ]


def test_a_number_that_is_hidden_does_not_say_that_nobody_searched():
    """What attackers learn of a hidden number is that no step was written: up to ten in every week may have been."""
    weeks = [[TODAY] * 10 for _ in range(13)]
    written = []
    counting = Shown(lambda counts, week: written.append(counts))

    for number, searches in enumerate(weeks):
        for each in searches:
            counting.note([each], NOON + timedelta(days=7 * number))

    assert written == []
