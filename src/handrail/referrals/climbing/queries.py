"""Which referrals are due, whom the ladder reaches, and whether any of them stands in silence."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from handrail.messaging.domain.rosters import REFERRALS, PageState
from handrail.messaging.models import RosterPage
from handrail.referrals.domain.clocks import CLOCKS, longest
from handrail.referrals.domain.holds import LONGEST
from handrail.referrals.domain.ladder import (
    ASKS_NEXT,
    CALL_AGAIN,
    SKEW,
    STEP,
    Rung,
    Watch,
    climbs_at,
    is_from_another_clock,
    watch_over,
)
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import GONE_AFTER, STAYS, Way
from handrail.referrals.domain.release import TIGHT_AFTER, TIGHTENS, is_near, urgency_near
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.switch import is_somebody_there

ON_THE_WAY = (Rung.REMINDED, Rung.NEXT_ASKED)  # the rungs between the limit and the coordinators


def due_referrals(*, at: datetime, is_staffed: bool = True) -> QuerySet[Referral]:
    """As `domain.ladder.climbs_at`, asked of the database; also what was written by a clock that is set back now.

    `is_staffed`: whether coordinators can be called. At night nobody looks each second at what only they can help with.
    """
    due = is_due(at=at) if is_staffed else is_due(at=at) & ~waits_for_coordinators()
    ahead = Q(stage_since__gt=at + SKEW) | Q(rung_at__gt=at + SKEW) | too_far_ahead(at=at)
    return Referral.objects.open().filter(due | ahead)


def waits_for_coordinators() -> Q:
    """No lower rung is left."""
    return Q(rung__gte=Rung.NEXT_ASKED) | Q(turn=Side.COORDINATOR) & ~Q(stage__in=sorted(ASKS_NEXT))


def is_due(*, at: datetime) -> Q:
    """Also a little too soon where a release is known: `climbs_next` tells exactly."""
    due = Q(rung=Rung.IN_TIME, due_at__lte=at) | Q(rung=Rung.COORDINATOR, rung_at__lte=at - CALL_AGAIN)
    for urgency, step in STEP.items():
        due |= Q(rung__range=ON_THE_WAY, urgency=urgency, rung_at__lte=at - step)
    return due | Q(rung__range=ON_THE_WAY, release_on__isnull=False, rung_at__lte=at - min(STEP.values()))


def too_far_ahead(*, at: datetime) -> Q:
    """As `is_too_far_ahead`, asked of the database."""
    limits = [(stage, urgency, at + SKEW + longest(stage, urgency)) for stage in CLOCKS for urgency in Urgency]
    waits = Q(rung=Rung.IN_TIME, release_on=None)
    late = Q(held_until__gt=at + SKEW + LONGEST)
    for stage, urgency, latest in limits:
        late |= waits & Q(stage=stage, urgency=urgency, due_at__gt=latest)
    return late


def referrals_to_ring_for(*, at: datetime) -> QuerySet[Referral]:
    """With a question that only a human can bring, and that no coordinator was called for since it was asked."""
    waiting = Question.objects.filter(way=Way.TELEPHONE, answer="", gone_at=None, asked_at__gt=at - GONE_AFTER)
    is_open = ~Q(state__in=[PageState.ACKNOWLEDGED, PageState.MISSED])
    about = Concat(Value("referral:"), OuterRef("referral__public_id"))
    called = RosterPage.objects.filter(is_open | Q(moved_at__gte=OuterRef("asked_at")), roster__name=REFERRALS)
    unrung = waiting.filter(~Exists(called.filter(about=about)), asked_at__lte=at + SKEW)
    return Referral.objects.open().filter(stage__in=list(STAYS), pk__in=unrung.values("referral"))


def releases_to_tighten(*, at: datetime) -> QuerySet[Referral]:
    """Those whose day is near, and whose limit has not run out yet."""
    near = (at + max(before for before, _ in TIGHTENS)).date() + timedelta(days=1)
    past = (at - TIGHT_AFTER).date() - timedelta(days=1)
    return Referral.objects.open().filter(release_on__range=(past, near), rung=Rung.IN_TIME, due_at__gt=at)


def urgency_now(referral: Referral, *, at: datetime) -> Urgency:
    """By the day where the person is."""
    today = at.astimezone(ZoneInfo(referral.zone)).date()
    return urgency_near(referral.need_urgency, release_on=referral.release_on, on=today)


def is_release_near(referral: Referral, *, at: datetime) -> bool:
    """By the day where the person is."""
    today = at.astimezone(ZoneInfo(referral.zone)).date()
    return referral.release_on is not None and is_near(referral.release_on, on=today)


def climbs_next(referral: Referral, *, at: datetime) -> datetime | None:
    """When the next rung is climbed; None for what has ended."""
    if referral.due_at is None:
        return None
    since = referral.rung_at or referral.due_at
    return climbs_at(Rung(referral.rung), due_at=referral.due_at, rung_at=since, urgency=urgency_now(referral, at=at))


def is_of_another_clock(referral: Referral, *, at: datetime) -> bool:
    moments = (referral.stage_since, referral.rung_at)
    is_later = any(is_from_another_clock(moment, at=at) for moment in moments if moment is not None)
    return is_later or is_too_far_ahead(referral, at=at)


def is_too_far_ahead(referral: Referral, *, at: datetime) -> bool:
    """A limit or a kept place that nobody could set now. A release has its own day, which no clock moves."""
    until, due = referral.held_until, referral.due_at
    if until is not None and until > at + SKEW + LONGEST:
        return True
    if referral.rung or due is None or referral.release_on is not None:
        return False
    return due > at + SKEW + longest(Stage(referral.stage), referral.need_urgency)


def pages_about_it() -> QuerySet[RosterPage]:
    """Calls for a coordinator about the referral of an outer query."""
    about = Concat(Value("referral:"), OuterRef("public_id"))
    return RosterPage.objects.filter(roster__name=REFERRALS, about=about)


def with_calls(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """`is_called`: a page is open, or somebody took it since the referral moved last. `is_taken`: none is open."""
    taken = Q(state=PageState.ACKNOWLEDGED, acknowledged_at__gte=OuterRef("stage_since"))
    waits = ~Q(state=PageState.ACKNOWLEDGED)
    return referrals.annotate(
        is_called=Exists(pages_about_it().filter(waits | taken)),
        is_taken=Q(Exists(pages_about_it().filter(taken))) & ~Q(Exists(pages_about_it().filter(waits))),
    )


def pages_since_it_moved(referral: Referral) -> QuerySet[RosterPage]:
    """Calls that somebody may still answer, or that were taken since it moved last."""
    about = RosterPage.objects.filter(roster__name=REFERRALS, about=f"referral:{referral.public_id}")
    taken = Q(state=PageState.ACKNOWLEDGED, acknowledged_at__gte=referral.stage_since)
    return about.filter(~Q(state__in=[PageState.ACKNOWLEDGED, PageState.MISSED]) | taken)


@dataclass(frozen=True)
class Watched:
    """A referral, and who watches over it."""

    referral: Referral
    watch: Watch


def watched(*, at: datetime) -> list[Watched]:
    """Every open referral, in two queries and one for each roster."""
    there = is_somebody_there(at=at)
    rows = with_calls(Referral.objects.open()).order_by("due_at", "pk")
    return [Watched(row, watch_of(row, is_somebody_there=there, at=at)) for row in rows]


def watch_of(referral: Referral, *, is_somebody_there: bool, at: datetime) -> Watch:
    """Of a row of `with_calls`."""
    return watch_over(
        Rung(referral.rung),
        climbs_at=climbs_next(referral, at=at),
        is_called=referral.is_called,
        is_somebody_there=is_somebody_there,
        at=at,
    )


def silent_referrals(*, at: datetime) -> list[Referral]:
    """The promise, as a question: none. Each has ended, or has its time, or stands before a rostered human."""
    return [each.referral for each in watched(at=at) if each.watch is Watch.SILENT]
