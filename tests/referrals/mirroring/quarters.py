"""A quarter of the network in real rows, and the moments at which its tables are due."""

from datetime import UTC, datetime, timedelta

from handrail.directory.models import Facility
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.stages import Stage
from handrail.referrals.mirroring.actions import publish_mirror
from handrail.referrals.models import Referral
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

DUE = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)  # 30 days after the last quarter of 2026
STATE_DUE = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)  # 120 days after it


def arrives(facility: Facility, *, sender=None, hours: int = 30, **facts) -> Referral:
    """Sent at noon, expected two hours later, there after so many hours, and care begins."""
    referral = moved(make_referral(sender=sender, **facts), Stage.SENT, facility=facility)
    referral = moved(referral, Stage.EXPECTED, at=NOON + timedelta(hours=2))
    return moved(referral, Stage.ARRIVED, Stage.COMPLETED, at=NOON + timedelta(hours=hours))


def is_turned_away(facility: Facility, *, sender=None, reason=DeclineReason.NO_PLACE, **facts) -> Referral:
    referral = moved(make_referral(sender=sender, **facts), Stage.SENT, facility=facility)
    referral = moved(referral, Stage.DECLINED, reason=reason, declined_by=DeclinedBy.PROGRAM, at=NOON)
    return moved(referral, Stage.CANCELED, outcome=Outcome.SENDER_TOOK_IT_BACK)


def a_quarter(*, arrived: int = 14, turned_away: int = 12, papers: int = 0, **facts) -> Facility:
    """Of one hospital and one program."""
    sender, _ = make_sender()
    _, facility = make_program()
    for _ in range(arrived):
        arrives(facility, sender=sender, **facts)
    for _ in range(turned_away):
        is_turned_away(facility, sender=sender, **facts)
    for _ in range(papers):
        is_turned_away(facility, sender=sender, reason=DeclineReason.PAPERS_MISSING, **facts)
    return facility


def publish_all(*, at: datetime = STATE_DUE) -> None:
    while publish_mirror(at=at):
        pass
