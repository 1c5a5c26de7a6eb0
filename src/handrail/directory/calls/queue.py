"""The call queue: oldest facts most shown, without the places somebody rings now or rang today.

The database weighs, sorts and cuts. Its rule is that of `domain/call_queue.py`, and a test compares the two.
"""

from datetime import UTC, date, datetime, timedelta

from django.db.models import Case, CharField, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models import Value as V
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, NullIf, TruncDate

from handrail.directory.calls.whole_seconds import WholeSeconds
from handrail.directory.domain.call_queue import REST_AFTER_A_CALL, SHOWN_WEEKS, Waiting
from handrail.directory.domain.observations import Dialed, RightNumber
from handrail.directory.domain.showing import week_of
from handrail.directory.domain.visitor_answers import SHOWN_DAYS, WRONG_NUMBERS_TO_CALL, Answer
from handrail.directory.models import (
    CallLease,
    CallOutcome,
    CheckedFact,
    Facility,
    ListedNumber,
    TimesShown,
    VisitorAnswers,
)

COLUMNS = ("pk", "source_year", "newest_check", "shown", "is_urgent")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # before any check


def call_queue(*, at: datetime, most: int = 20) -> list[Waiting]:
    """The next places to call, first first."""
    weighed = free_to_call(at).annotate(
        newest_check=newest_check(),
        shown=Coalesce(Subquery(times_shown(at)), V(0)),
        is_urgent=Case(When(pk__in=wanting_a_call(at), then=V(True)), default=V(False)),
    )
    first = weighed.annotate(importance=importance(at)).order_by("-is_urgent", "-importance", "pk")[:most]
    return [Waiting(*row) for row in first.values_list(*COLUMNS)]


def free_to_call(at: datetime) -> QuerySet[Facility]:
    resting = CallOutcome.objects.filter(at__gt=at - REST_AFTER_A_CALL).values("facility")
    leased = CallLease.objects.filter(until__gt=at).values("facility")
    has_a_number = Exists(ListedNumber.objects.filter(facility=OuterRef("pk")))
    return Facility.objects.listed().filter(has_a_number).exclude(pk__in=resting).exclude(pk__in=leased)


def importance(at: datetime) -> object:
    """As `domain.call_queue.importance`."""
    year_began = Cast(Concat(Cast("source_year", CharField()), V("-01-01 00:00:00+00:00")), DateTimeField())
    age = V(int(at.timestamp())) - WholeSeconds(Coalesce("newest_check", year_began))
    return Greatest(age, V(0)) * (V(1) + F("shown"))


def newest_check() -> object:
    """Of a call to a number still listed, a call to the number that we checked, and a fact that we checked."""
    is_still_listed = Exists(ListedNumber.objects.filter(facility=OuterRef("pk"), key=OuterRef("verified_phone_key")))
    reached = Case(When(is_still_listed, then="last_verified_at"), output_field=DateTimeField())
    by_our_number = CallOutcome.objects.filter(answered=True, right_number=RightNumber.YES, dialed=Dialed.CHECKED)
    checks = (
        reached,
        newest(by_our_number, "at"),
        newest(CheckedFact.objects.filter(taken_back_at=None), "checked_at"),
    )
    return NullIf(Greatest(*(Coalesce(check, V(LONG_AGO)) for check in checks)), V(LONG_AGO))


def newest(rows: QuerySet, moment: str) -> Subquery:
    of_the_place = rows.filter(facility=OuterRef("pk")).order_by().values("facility")
    return Subquery(of_the_place.annotate(newest=Max(moment)).values("newest"))


def times_shown(at: datetime) -> QuerySet[TimesShown]:
    """A week that lies ahead was counted under a wrong clock, and would lead the queue until it has come."""
    week = week_of(at.date())
    counted = TimesShown.objects.filter(week__gte=week - timedelta(weeks=SHOWN_WEEKS), week__lte=week)
    of_the_place = counted.filter(facility=OuterRef("pk")).order_by().values("facility")
    return of_the_place.annotate(total=Sum("times")).values("total")


def wanting_a_call(at: datetime) -> QuerySet[VisitorAnswers]:
    """Places where enough visitors met a wrong number since our last call, as `visitor_answers.wants_a_call`."""
    last_call = newest_call_of_the_tapped_place()
    since_then = Q(last_call=None) | Q(day__gt=TruncDate("last_call", tzinfo=UTC))
    taps = wrong_numbers(at.date()).annotate(last_call=last_call).filter(since_then).order_by().values("facility")
    return taps.annotate(wrong=Sum("times")).filter(wrong__gte=WRONG_NUMBERS_TO_CALL).values("facility")


def newest_call_of_the_tapped_place() -> Subquery:
    calls = CallOutcome.objects.filter(facility=OuterRef("facility")).order_by().values("facility")
    return Subquery(calls.annotate(newest=Max("at")).values("newest"))


def wrong_numbers(today: date) -> QuerySet[VisitorAnswers]:
    """Of a number that is still listed."""
    taps = VisitorAnswers.objects.filter(answer=Answer.WRONG_NUMBER, facility__listed_numbers__key=F("phone_key"))
    return taps.filter(day__gte=today - timedelta(days=SHOWN_DAYS), day__lte=today)
