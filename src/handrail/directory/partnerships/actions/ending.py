"""How a partnership ends: by either side, by an operator, with a page, or because nobody said it again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from handrail.accounts.models import User
from handrail.directory.actions import bump_openness
from handrail.directory.domain.partnerships import (
    ASKED_AGAIN,
    MOVED_ON,
    PartnerEnd,
    PartnershipRefused,
    PartnerState,
    is_over,
)
from handrail.directory.models import Claim, Partnership
from handrail.directory.partnerships.asking import ask_side
from handrail.directory.partnerships.locking import locked_with_claims, noted, spoken_side
from handrail.directory.partnerships.queries import RELATED
from handrail.directory.partnerships.rights import acting_operator
from handrail.privacy.domain.actors import PRODUCT, Actor

MOST_AT_ONCE = 100


@transaction.atomic
def end(*, partnership: Partnership, ours: Claim, reason: str, by: User, at: datetime) -> Partnership:
    """Either side, at any time, and it need not say why."""
    held, _ = locked_with_claims(partnership)
    side, actor = spoken_side(held, ours, by)
    return ended(held, PartnerEnd(side), reason=reason, by=by, actor=actor, at=at)


@transaction.atomic
def end_by_operator(*, partnership: Partnership, reason: str, by: User, at: datetime) -> Partnership:
    """Where money was paid, or nobody there knows of it."""
    held, _ = locked_with_claims(partnership)
    return ended(held, PartnerEnd.OPERATOR, reason=reason, by=by, actor=acting_operator(by), at=at)


def ended(
    held: Partnership, how: PartnerEnd, *, reason: str = "", by: User | None = None, actor: Actor, at: datetime
) -> Partnership:
    if held.state is PartnerState.ENDED:
        raise PartnershipRefused(MOVED_ON)
    held.ended_at, held.ended_by, held.ended_as, held.reason = at, by, how, reason.strip()
    held.save()
    noted("partnership.ended", held, actor, at)
    bump_openness(at=at)
    return held


@transaction.atomic
def end_with_page(*, claim: Claim, at: datetime) -> None:
    """Call it in the transaction that ends the claim, which is locked: who keeps no page speaks for no place."""
    rows = Partnership.objects.open().filter(Q(first=claim) | Q(then=claim)).order_by("pk")
    for held in rows.select_for_update():
        ended(held, PartnerEnd.PAGE_LOST, actor=PRODUCT, at=at)


def follow_partnerships(*, at: datetime) -> int:
    """A pass of the worker: what ran out, or lost a page or an organization, ends; both sides are asked in time."""
    over = Q(ends_on__lte=at.date())
    lost = Q(first__organization__ended_at__isnull=False) | Q(then__organization__ended_at__isnull=False)
    soon = Q(confirmed_at__isnull=False, asked_again_at=None, ends_on__lte=(at + ASKED_AGAIN).date())
    due = Partnership.objects.open().filter(over | lost | soon).select_related(*RELATED).order_by("pk")
    return sum(followed(each, at=at) for each in due[:MOST_AT_ONCE])


@transaction.atomic
def followed(partnership: Partnership, *, at: datetime) -> int:
    """Looked at again under its locks: two workers, or a lead, may have been sooner."""
    held, claims = locked_with_claims(partnership)
    if held.state is PartnerState.ENDED:
        return 0
    if any(claim.organization.ended_at is not None for claim in claims):
        ended(held, PartnerEnd.PAGE_LOST, actor=PRODUCT, at=at)
    elif is_over(held.ends_on, on=at.date()):
        was_confirmed = held.state is PartnerState.CONFIRMED
        ended(held, PartnerEnd.RAN_OUT if was_confirmed else PartnerEnd.NOT_ANSWERED, actor=PRODUCT, at=at)
    elif held.asked_again_at is None and held.confirmed_at is not None:
        ask_again(held, claims, at=at)
    else:
        return 0
    return 1


def ask_again(held: Partnership, claims: list[Claim], *, at: datetime) -> None:
    held.asked_again_at = at
    held.save(update_fields=["asked_again_at"])
    for claim in claims:
        ask_side(held, claim, key=f"partnership:{held.public_id}:{claim.public_id}:{held.ends_on:%Y}", at=at)
