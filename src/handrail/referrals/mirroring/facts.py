"""What the mirror counts, read from referrals in a number of queries that does not grow with them."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.db.models import Q, QuerySet

from handrail.privacy.domain.fixed_periods import Period, is_in
from handrail.referrals.domain.referral_facts import ReferralFacts
from handrail.referrals.domain.stages import Stage
from handrail.referrals.domain.waiting_census import days_waiting
from handrail.referrals.mirroring.one_referral import ASKS, facts_from
from handrail.referrals.models import Question, Referral, ReferralMove

ACROSS_ZONES = timedelta(days=1)  # the calendar of a person's own zone decides the quarter
PLACES = ("history__facility__merged_into", "questions__facility__merged_into", "follow_ups__facility__merged_into")


def facts_of(period: Period) -> list[ReferralFacts]:
    """Of all who were first asked for in it."""
    begun, over = bounds(period)
    moves = ReferralMove.objects.filter(to_stage__in=sorted(ASKS), at__range=(begun, over))
    asked = Question.objects.filter(asked_at__range=(begun, over))
    rows = Referral.objects.filter(Q(pk__in=moves.values("referral")) | Q(pk__in=asked.values("referral")))
    return [facts for facts in told(rows, period=period) if is_in(facts.asked_at.date(), period)]


def requests_of(period: Period) -> list[ReferralFacts]:
    """Of all who inject and asked for admission in it, also where no program was asked (45 CFR 96.126)."""
    rows = Referral.objects.filter(is_injecting=True, requested_at__range=bounds(period))
    found = told(rows, period=period, since_request=True)
    return [facts for facts in found if is_in(facts.asked_at.date(), period)]


def waiting_at_end_of(period: Period) -> list[ReferralFacts]:
    """Of all who stood on a waiting list on its last day, whenever they asked."""
    _, over = bounds(period)
    moves = ReferralMove.objects.filter(to_stage=Stage.WAITLISTED, at__lte=over)
    is_open_then = Q(ended_at=None) | Q(ended_at__gte=over - 2 * ACROSS_ZONES)
    rows = Referral.objects.filter(is_open_then, pk__in=moves.values("referral"))
    return [facts for facts in told(rows, period=period) if days_waiting(facts, period=period) is not None]


def told(rows: QuerySet[Referral], *, period: Period, since_request: bool = False) -> Iterator[ReferralFacts]:
    """What was written in error never was."""
    rows = rows.exclude(stage=Stage.IN_ERROR).select_related("sender").defer("words").order_by("pk")
    for referral in rows.prefetch_related(*PLACES):
        since = referral.requested_at if since_request else None
        if facts := facts_from(referral, period=period, since=since):
            yield facts


def bounds(period: Period) -> tuple[datetime, datetime]:
    """Wide enough for every zone."""
    first, after = (datetime.combine(day, time.min, UTC) for day in (period.first_day, period.day_after))
    return first - ACROSS_ZONES, after + ACROSS_ZONES
