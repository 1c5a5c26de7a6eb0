"""The coordinators' board: what breaks first, by number, program and clock alone (S18)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from handrail.messaging.domain.rosters import REFERRALS, PageState
from handrail.messaging.models import RosterMember, RosterPage
from handrail.referrals.climbing.queries import climbs_next, watch_of, with_calls
from handrail.referrals.domain.ladder import Watch
from handrail.referrals.domain.legal_clocks import LegalClock, legal_clock, order_of_admission
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.switch import is_somebody_there

MOST_LISTED = 100
URGENT_FIRST = (
    Watch.SILENT,
    Watch.WITH_A_HUMAN,
    Watch.WAITS_FOR_HOURS,
    Watch.CLIMBING,
    Watch.IN_TIME,
    Watch.ENDED,
)
NEEDS_A_HUMAN = frozenset(URGENT_FIRST[:3])


@dataclass(frozen=True)
class Line:
    """One referral, and who watches over it. `is_taken`: a coordinator has it."""

    referral: Referral
    watch: Watch
    is_taken: bool
    climbs_at: datetime | None
    law: LegalClock | None

    @property
    def needs_a_human(self) -> bool:
        return self.watch in NEEDS_A_HUMAN and not self.is_taken


def board(*, at: datetime) -> list[Line]:
    """What nobody has taken first, then by who waits for the law, then by the clock."""
    rows = with_calls(Referral.objects.open()).select_related("facility", "sender")
    there = is_somebody_there(at=at)
    lines = [line_of(row, is_there=there, at=at) for row in rows.order_by("due_at", "pk")]
    return sorted(lines, key=order)[:MOST_LISTED]


def order(line: Line) -> tuple[int, bool, int, datetime]:
    referral = line.referral
    first = order_of_admission(is_pregnant=referral.is_pregnant, is_injecting=referral.is_injecting)
    return URGENT_FIRST.index(line.watch), line.is_taken, first, referral.due_at or referral.stage_since


def line_of(referral: Referral, *, is_there: bool, at: datetime) -> Line:
    return Line(
        referral=referral,
        watch=watch_of(referral, is_somebody_there=is_there, at=at),
        is_taken=referral.is_taken,
        climbs_at=climbs_next(referral, at=at),
        law=law_of(referral),
    )


def law_of(referral: Referral) -> LegalClock | None:
    """None once the person has arrived: the wait that the law counts is over."""
    if referral.stage == Stage.ARRIVED:
        return None
    return legal_clock(
        is_injecting=referral.is_injecting,
        is_pregnant=referral.is_pregnant,
        requested_at=referral.requested_at,
        interim_began_at=referral.interim_began_at,
    )


def referral_called(*, public_id: str) -> Referral | None:
    """Also one that has ended: a link in a call must still say what became of it."""
    rows = with_calls(Referral.objects.all()).select_related("facility", "sender", "subject")
    return rows.filter(public_id=public_id).first()


def page_open(*, referral: Referral) -> RosterPage | None:
    waiting = RosterPage.objects.filter(roster__name=REFERRALS, about=f"referral:{referral.public_id}")
    return waiting.exclude(state=PageState.ACKNOWLEDGED).first()


def questions_of(*, referral: Referral) -> QuerySet[Question]:
    return Question.objects.filter(referral=referral).select_related("facility", "referral").order_by("number")


def is_on_duty(*, person_id: str) -> bool:
    """Whether somebody is on the roster that answers for referrals."""
    return RosterMember.objects.filter(roster__name=REFERRALS, person_id=person_id).exists()
