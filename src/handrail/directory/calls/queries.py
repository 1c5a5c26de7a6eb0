"""Reads of calls: what is told of one facility, and who is open by a call of the last hours."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from handrail.directory.calls.telling import Trust, told
from handrail.directory.domain.corrections import TWO_PEOPLE, Field
from handrail.directory.domain.identity import phone_key
from handrail.directory.domain.observations import Call, Dialed, of_number
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


def checked_phones(*, facility_ids: Collection[int], at: datetime) -> dict[int, str]:
    """The newest number that two of us checked, of many facilities in one query. One of a merged row counts too."""
    if not facility_ids:
        return {}
    here = Q(facility__in=facility_ids) | Q(facility__merged_into__in=facility_ids)
    rows = CheckedFact.objects.filter(here, field=Field.PHONE, checked_at__lte=at).order_by("checked_at", "pk")
    told = rows.values_list("facility_id", "facility__merged_into_id", "value")
    return {merged_into or facility_id: value for facility_id, merged_into, value in told}


def open_by_calls(at: datetime) -> dict[int, datetime]:
    """Facilities that a call of the last 24 hours found open for starting medicine, and until when: see
    `domain/open_now.py` for the rule. A call to a merged row counts for the row that was kept."""
    fresh = CallOutcome.objects.filter(at__gt=at - SHELF_LIFE, at__lte=at).select_related("facility")
    calls: dict[int, list[Call]] = defaultdict(list)
    for row in fresh:
        calls[row.facility.merged_into_id or row.facility_id].append(row.call)
    ends = {pk: open_until(each, at=at) for pk, each in calls.items()}
    return {pk: end for pk, end in ends.items() if end is not None}


class Number(NamedTuple):
    """One number by which a place can be called: its kind, made comparable, and as it is written."""

    kind: Dialed
    key: str
    shown: str


def numbers_to_dial(*, facility: Facility, at: datetime) -> tuple[Number, ...]:
    """Each once: the listed number, those to start treatment, and the one that two of us checked."""
    checked = checked_phones(facility_ids=[facility.pk], at=at).get(facility.pk, "")
    written = [(Dialed.MAIN, facility.phone), *((Dialed.INTAKE, text) for text in facility.intake_phones)]
    found: dict[str, Number] = {}
    for kind, text in (*written, (Dialed.CHECKED, checked)):
        if key := phone_key(text):
            found.setdefault(key, Number(kind, key, text))
    return tuple(found.values())


def lease_of(*, facility: Facility, at: datetime) -> CallLease | None:
    """Who is calling this place now."""
    return CallLease.objects.filter(facility=facility, until__gt=at).first()


def earlier_calls(*, facility: Facility) -> list[CallOutcome]:
    return list(facility.calls.all()[:5])
