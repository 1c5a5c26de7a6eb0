"""Reads of calls: what is told of one facility, and who is open by a call of the last hours."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from handrail.directory.calls.numbers_found import LINES
from handrail.directory.calls.telling import Trust, told
from handrail.directory.domain.claims import State
from handrail.directory.domain.corrections import TWO_PEOPLE, Field
from handrail.directory.domain.identity import LONGEST_KEY, phone_key
from handrail.directory.domain.observations import Call, Dialed, of_number
from handrail.directory.domain.open_now import SHELF_LIFE, open_until
from handrail.directory.domain.visitor_answers import SHOWN_DAYS
from handrail.directory.models import CallLease, CallOutcome, CheckedFact, Claim, Facility, VisitorAnswers

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
    facts = CheckedFact.objects.standing(at=at).filter(of_this_row | of_any_row)
    number = facility.number_key
    return told(
        facility,
        calls=[of_number(row.call, is_listed_now=row.phone_key == number != "") for row in calls],
        taps=[row.taps for row in taps if row.phone_key == number],
        facts=list(facts),
        kept_since=kept_since(facility),
        at=at,
        language=language,
    )


def hours_kept(*, facility: Facility, at: datetime) -> str:
    """As they stand on the page of this row; empty where nobody checked them."""
    facts = CheckedFact.objects.standing(at=at).filter(facility=facility, field=Field.HOURS)
    return facts.values_list("value", flat=True).first() or ""


def kept_since(facility: Facility) -> datetime | None:
    """From when the program has kept its own page, undisputed."""
    kept = Claim.objects.keeping().filter(state=State.VERIFIED).of_place(facility)
    return kept.order_by("verified_at").values_list("verified_at", flat=True).first()


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


def numbers_to_dial(*, facility: Facility, at: datetime, is_by_us_alone: bool = False) -> tuple[Number, ...]:
    """Each once: those listed, in the order to call, and what was checked: by two of us alone, or also the program."""
    found: dict[str, Number] = {}
    for each in facility.numbers:
        key = each.key[0][:LONGEST_KEY]
        found.setdefault(key, Number(Dialed(each.line), key, each.number.shown))
    facts = CheckedFact.objects.standing(at=at).filter(facility=facility, field__in=LINES)
    facts = facts.filter(change=None) if is_by_us_alone else facts
    for text in facts.order_by("-checked_at", "-pk").values_list("value", flat=True):
        if key := phone_key(text)[:LONGEST_KEY]:
            found.setdefault(key, Number(Dialed.CHECKED, key, text))
    return tuple(found.values())


def lease_of(*, facility: Facility, at: datetime) -> CallLease | None:
    """Who is calling this place now."""
    return CallLease.objects.filter(facility=facility, until__gt=at).first()


def earlier_calls(*, facility: Facility) -> list[CallOutcome]:
    return list(facility.calls.all()[:5])
