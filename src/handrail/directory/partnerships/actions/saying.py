"""What both sides say of a partnership: declared by one, confirmed by the other, and said again before it runs out."""

from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.accounts.models import User
from handrail.directory.actions import bump_openness
from handrail.directory.claims.queries import keeping_claim
from handrail.directory.domain.partnerships import (
    ALREADY,
    ANSWERED_WITHIN,
    HOLDS,
    NOT_KEPT_BY_THEM,
    PartnerKind,
    PartnershipRefused,
    PartnerSide,
    Wanted,
    check_confirmed,
    check_declared,
    check_nobody_pays,
    check_said_again,
)
from handrail.directory.models import Claim, Facility, Partnership
from handrail.directory.partnerships.asking import ask_side
from handrail.directory.partnerships.locking import locked_claims, locked_with_claims, noted, spoken_side
from handrail.directory.partnerships.queries import is_declared
from handrail.directory.partnerships.rights import acting_lead, has_a_keeper


@transaction.atomic
def declare(
    *, ours: Claim, other: Facility, kind: PartnerKind, side: PartnerSide, nobody_pays: bool, by: User, at: datetime
) -> Partnership:
    """A lead says so of their own place, which stands at `side`. The other side is asked; nobody else learns of it."""
    actor = acting_lead(organization=ours.organization, user=by)
    theirs = keeping_claim(facility=other.merged_into or other)
    if theirs is None:
        raise PartnershipRefused(NOT_KEPT_BY_THEM)
    held = locked_claims(ours, theirs)
    ours, theirs = held[ours.pk], held[theirs.pk]
    first, then = (ours, theirs) if side is PartnerSide.FIRST else (theirs, ours)
    check_declared(
        Wanted(
            is_kept_by_us=has_a_keeper(ours),
            is_kept_by_them=has_a_keeper(theirs),
            is_one_organization=ours.organization_id == theirs.organization_id or ours.place == theirs.place,
            is_there_already=is_declared(first=first, then=then, kind=kind),
            nobody_pays=nobody_pays,
        )
    )
    made = Partnership(kind=kind, first=first, then=then, declared_side=side, declared_by=by, declared_at=at)
    made.nobody_pays_declared, made.ends_on = nobody_pays, (at + ANSWERED_WITHIN).date()
    saved_once(made)
    noted("partnership.declared", made, actor, at)
    ask_side(made, theirs, key=f"partnership:{made.public_id}", at=at)
    return made


def saved_once(made: Partnership) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise PartnershipRefused(ALREADY) from twice


@transaction.atomic
def confirm(*, partnership: Partnership, ours: Claim, nobody_pays: bool, by: User, at: datetime) -> Partnership:
    """A lead of the other side says the same. From now on searches know it."""
    held, claims = locked_with_claims(partnership)
    side, actor = spoken_side(held, ours, by)
    check_confirmed(
        held.state,
        declared_by_us=held.declared_side == side,
        is_kept=all(map(has_a_keeper, claims)),
        is_same_person=held.declared_by_id == by.pk,
    )
    check_nobody_pays(nobody_pays)
    held.confirmed_side, held.confirmed_by, held.confirmed_at, held.nobody_pays_confirmed = side, by, at, nobody_pays
    held.ends_on = (at + HOLDS).date()
    held.save()
    noted("partnership.confirmed", held, actor, at)
    bump_openness(at=at)
    return held


@transaction.atomic
def say_again(*, partnership: Partnership, ours: Claim, nobody_pays: bool, by: User, at: datetime) -> Partnership:
    """Before it runs out one side says it again, then the other. Until both did, it ends on the day it would have."""
    held, _ = locked_with_claims(partnership)
    side, actor = spoken_side(held, ours, by)
    is_second = held.again_side == side.other
    is_same_person = is_second and held.again_by_id == by.pk
    check_said_again(held.state, ends_on=held.ends_on, on=at.date(), is_same_person=is_same_person)
    check_nobody_pays(nobody_pays)
    if not is_second:
        held.again_side, held.again_by, held.again_at = side, by, at
        held.save()
        noted("partnership.said_again", held, actor, at)
        return held
    held.declared_side, held.declared_by, held.declared_at = held.again_side, held.again_by, held.again_at
    held.confirmed_side, held.confirmed_by, held.confirmed_at = side, by, at
    held.again_side, held.again_by, held.again_at, held.asked_again_at = "", None, None, None
    held.ends_on = (at + HOLDS).date()
    held.save()
    noted("partnership.confirmed", held, actor, at)
    bump_openness(at=at)
    return held
