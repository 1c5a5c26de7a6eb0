"""Which programs somebody may ask to expect them, who answers when, and what a receipt is about."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.accounts.models import Membership
from handrail.directory.claims.queries import keeping_claim
from handrail.directory.domain.claims import State
from handrail.directory.models import Claim, Facility, ListingContact
from handrail.directory.models.claims import KEPT_ROW
from handrail.messaging.domain.rosters import REFERRALS, Hours
from handrail.messaging.models import RosterMember
from handrail.messaging.rosters.queries import is_staffed
from handrail.privacy.agreements.queries import live_papers, operator_role
from handrail.privacy.domain.operator_roles import ROLES
from handrail.privacy.models import Receipt
from handrail.privacy.queries import held_subjects
from handrail.referrals.domain.coming_back import AFTER_CONSENT
from handrail.referrals.domain.self_referring import FORGOTTEN_AFTER
from handrail.referrals.domain.sides import RECEIVERS
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.switch import SwitchedOff, check_switched_on


def programs_that_answer(*, at: datetime) -> frozenset[int]:
    """Places whose program confirmed the page, may be written to, and may learn who asks: by row, in one query (S17).

    Empty where handing over is switched off. An operator whose role asks for a paper with each program costs one more.
    """
    role = operator_role()
    if role is None:
        return frozenset()
    rows = list(claims_that_answer().values_list("kept_row", "organization__public_id"))
    if rows and ROLES[role].recipient:
        papers = live_papers(organizations={organization for _, organization in rows}, on=at.date())
        rows = [row for row in rows if papers.get(row[1], frozenset()) & ROLES[role].recipient]
    return frozenset(row for row, _ in rows)


def claims_that_answer() -> QuerySet[Claim]:
    """With a contact that is told at once, and somebody who may sign in there and read who it is."""
    contacts = ListingContact.objects.filter(claim=OuterRef("pk"), stopped_at=None)
    there = Membership.objects.live().filter(organization=OuterRef("organization"))
    reads = Q()
    for kind, roles in RECEIVERS.items():
        reads |= Q(Exists(there.filter(role__in=sorted(roles))), organization__kind=kind)
    on_call = RosterMember.objects.filter(roster__name=REFERRALS)
    verified = Claim.objects.keeping().filter(Exists(contacts), reads, state=State.VERIFIED)
    is_kept = (Exists(on_call.filter(is_deputy=is_deputy)) for is_deputy in (True, False))
    return verified.filter(*is_kept).annotate(kept_row=KEPT_ROW)


def can_be_asked(facility: Facility, *, at: datetime) -> bool:
    return keeping_claim(facility=facility) is not None and facility.pk in programs_that_answer(at=at)


def waiting_at(facility: Facility) -> int:
    """How many asked it this way, and have no answer yet."""
    waits = (Stage.SENT, Stage.ACKNOWLEDGED)
    return Referral.objects.self_referred().filter(facility=facility, stage__in=waits).count()


@dataclass(frozen=True)
class Coordinators:
    """Whether one of us is there now, and when they are."""

    hours: Hours
    are_there: bool


def coordinators(*, at: datetime) -> Coordinators | None:
    """None where handing over is switched off."""
    try:
        roster = check_switched_on()
    except SwitchedOff:
        return None
    return Coordinators(roster.hours, is_staffed(roster=roster, at=at))


def requests_to_forget(*, at: datetime) -> QuerySet[Referral]:
    """Those of people without an account that ended long ago and that no receipt opens. What the law holds stays.

    For the weeks by which a number outlasts the consent nothing is kept that has ended: no yes can be said again.
    """
    receipts = Receipt.objects.openable(at=at).filter(subject=OuterRef("subject"), ends_at__gt=at + AFTER_CONSENT)
    ended = Referral.objects.self_referred().filter(ended_at__lte=at - FORGOTTEN_AFTER, subject__erased_at=None)
    without = ended.filter(~Exists(receipts), subject__user=None)
    return without.exclude(subject__in=held_subjects()).select_related("subject")


def referral_of(receipt: Receipt) -> Referral | None:
    """What the person gave, for who holds its receipt."""
    kind, _, public_id = receipt.about.partition(":")
    rows = Referral.objects.select_related("subject", "facility", "sender", "consent").filter(subject=receipt.subject)
    return rows.filter(public_id=public_id).first() if kind == "referral" else None
