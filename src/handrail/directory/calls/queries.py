"""Reads of calls: what is told of one facility, and who is open by a call of the last hours."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Q

from handrail.directory.calls.telling import Trust, told
from handrail.directory.domain.corrections import TWO_PEOPLE
from handrail.directory.domain.observations import Call, of_number
from handrail.directory.domain.open_now import SHELF_LIFE, open_until
from handrail.directory.domain.visitor_answers import SHOWN_DAYS
from handrail.directory.models import CallLease, CallOutcome, CheckedFact, Facility, VisitorAnswers

MOST_CALLS = 50  # the newest of a place; older ones have faded
HISTORY = timedelta(days=3 * 365)


def trust_of(facility: Facility, at: datetime, language: str) -> Trust:
    """All that calls, visitors and checks say of a facility. What was said of a place merged into it counts for it,
    but a number, a page, an address or a closure was checked of that row alone."""
    places = [facility.pk, *facility.merged_here.order_by("pk").values_list("pk", flat=True)]
    calls = CallOutcome.objects.filter(facility__in=places, at__gt=at - HISTORY, at__lte=at)[:MOST_CALLS]
    since = at.date() - timedelta(days=SHOWN_DAYS)
    taps = VisitorAnswers.objects.filter(facility__in=places, day__gt=since, day__lte=at.date())
    of_any_row, of_this_row = Q(facility__in=places) & ~Q(field__in=TWO_PEOPLE), Q(facility=facility)
    facts = CheckedFact.objects.filter(of_this_row | of_any_row, checked_at__lte=at)
    number = facility.number_key
    return told(
        facility,
        calls=[of_number(row.call, is_listed_now=row.phone_key == number != "") for row in calls],
        taps=[row.taps for row in taps if row.phone_key == number],
        facts=list(facts),
        at=at,
        language=language,
    )


def open_by_calls(at: datetime) -> dict[int, datetime]:
    """Facilities that a call of the last 24 hours found open for starting medicine, and until when: see
    `domain/open_now.py` for the rule. A call to a merged row counts for the row that was kept."""
    fresh = CallOutcome.objects.filter(at__gt=at - SHELF_LIFE, at__lte=at).select_related("facility")
    calls: dict[int, list[Call]] = defaultdict(list)
    for row in fresh:
        calls[row.facility.merged_into_id or row.facility_id].append(row.call)
    ends = {pk: open_until(each, at=at) for pk, each in calls.items()}
    return {pk: end for pk, end in ends.items() if end is not None}


def lease_of(*, facility: Facility, at: datetime) -> CallLease | None:
    """Who is calling this place now."""
    return CallLease.objects.filter(facility=facility, until__gt=at).first()


def earlier_calls(*, facility: Facility) -> list[CallOutcome]:
    return list(facility.calls.all()[:5])
