"""The call queue: oldest facts most shown, without the places somebody rings now or rang today."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet, Sum

from handrail.directory.domain.call_queue import REST_AFTER_A_CALL, SHOWN_WEEKS, Waiting, queue_order
from handrail.directory.domain.showing import week_of
from handrail.directory.domain.visitor_answers import SHOWN_DAYS, Answer, DayOfTaps, wants_a_call
from handrail.directory.models import CallLease, CallOutcome, Facility, TimesShown, VisitorAnswers

COLUMNS = ("pk", "source_year", "last_verified_at")


def call_queue(*, at: datetime, most: int = 20) -> list[Waiting]:
    """The next places to call, first first. Only those shown, reported or oldest can lead it: no others are read."""
    shown, urgent = times_shown(at), wanting_a_call(at)
    free = free_to_call(at)
    rows = {row[0]: row for part in leading(free, at, most) for row in part.values_list(*COLUMNS)}
    waiting = [Waiting(*row, shown.get(row[0], 0), row[0] in urgent) for row in rows.values()]
    return sorted(waiting, key=lambda place: queue_order(place, at=at))[:most]


def free_to_call(at: datetime) -> QuerySet[Facility]:
    resting = CallOutcome.objects.filter(at__gt=at - REST_AFTER_A_CALL).values("facility")
    leased = CallLease.objects.filter(until__gt=at).values("facility")
    return Facility.objects.listed().exclude(phone="").exclude(pk__in=resting).exclude(pk__in=leased)


def leading(free: QuerySet[Facility], at: datetime, most: int) -> tuple[QuerySet[Facility], ...]:
    shown = shown_weeks(at).values("facility")
    return (
        free.filter(pk__in=shown),
        free.filter(pk__in=wrong_numbers(at).values("facility")),
        free.filter(last_verified_at=None).order_by("source_year", "pk")[:most],
        free.exclude(last_verified_at=None).order_by("last_verified_at", "pk")[:most],
    )


def first_week(at: datetime) -> object:
    return week_of(at.date()) - timedelta(weeks=SHOWN_WEEKS)


def shown_weeks(at: datetime) -> QuerySet[TimesShown]:
    """A week that lies ahead was counted under a wrong clock, and would lead the queue until it has come."""
    return TimesShown.objects.filter(week__gte=first_week(at), week__lte=week_of(at.date()))


def times_shown(at: datetime) -> dict[int, int]:
    counted = shown_weeks(at).values_list("facility")
    return dict(counted.annotate(Sum("times")).order_by())


def wrong_numbers(at: datetime) -> QuerySet[VisitorAnswers]:
    since = at.date() - timedelta(days=SHOWN_DAYS)
    return VisitorAnswers.objects.filter(answer=Answer.WRONG_NUMBER, day__gte=since)


def wanting_a_call(at: datetime) -> set[int]:
    """Places where enough visitors met a wrong number since our last call."""
    taps: dict[int, list[DayOfTaps]] = defaultdict(list)
    for row in wrong_numbers(at).select_related("facility"):
        if row.phone_key == row.facility.number_key:
            taps[row.facility_id].append(row.taps)
    called = CallOutcome.objects.filter(facility__in=wrong_numbers(at).values("facility")).values_list("facility")
    last = dict(called.annotate(Max("at")).order_by())
    return {pk for pk, days in taps.items() if wants_a_call(days, last_call=last.get(pk), today=at.date())}
