"""Keeping a place for somebody: two people never get the last one, and no place is kept for nobody.

Always in this order: the referral is locked, then the facility. Who counts and who keeps wait for each other there.
"""

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from handrail.directory.actions import bump_openness
from handrail.directory.domain.open_places import MOST, Group, Sex
from handrail.directory.models import Facility
from handrail.directory.open_places.queries import columns_of, numbers_said
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.referrals.domain.holds import (
    LONGEST,
    HoldEnd,
    HoldRefused,
    check_until,
    fitting_groups,
    free_slot,
    why_none,
)
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.ending.actions import end_holds
from handrail.referrals.holding.queries import hold_of, referrals_past_their_place, slots_taken
from handrail.referrals.models import PlaceHold, Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.telling.actions import tell_both
from handrail.web.translation import mark

logger = logging.getLogger("handrail.referrals")

NOTHING_KEPT = mark("No place is kept here any more.")
IN_A_PASS = 100
SOONEST_END = timedelta(minutes=1)  # so that a place ends later than it began


@transaction.atomic
def hold_place(
    *,
    referral: Referral,
    until: datetime,
    sexes: Collection[Sex],
    by: Actor,
    side: Side,
    at: datetime,
    expected_at: datetime | None = None,
) -> PlaceHold:
    """Keeps a place for who is handed over, and moves the referral, or raises `HoldRefused` or `MoveRefused`.

    `sexes`: of which groups a place fits this person. Where a place is kept already, the new one takes its turn.
    """
    check_until(until, at=at)
    referral = locked(referral)
    end_holds(referral, HoldEnd.MOVED_ON, by=by, at=at)
    given = Given(held_until=until, expected_at=expected_at)
    referral = move(referral=referral, to=Stage.HELD, side=side, by=by, at=at, given=given)
    assert referral.facility is not None, "the table: who is held for stands with a program"
    facility = locked_place(referral.facility)
    group, slot = free_place(facility, referral, sexes, at=at)
    whom = columns_of(group)
    hold = PlaceHold(referral=referral, facility=facility, slot=slot, held_at=at, until=until, **whom)
    hold.save(force_insert=True)
    bump_openness(at=at)  # who looks for a place is not sent to this one
    return hold


def locked_place(facility: Facility) -> Facility:
    """The row under which it is listed now: whoever counts there or keeps a place there follows."""
    return Facility.objects.select_for_update().get(pk=facility.merged_into_id or facility.pk)


def free_place(facility: Facility, referral: Referral, sexes: Collection[Sex], *, at: datetime) -> tuple[Group, int]:
    """Of what the program said is open. Where it never said how many, or long ago, its word for this one stands."""
    said = numbers_said(facility=facility, at=at)
    need = referral.need
    if not any(group.level is need.level for group in said):
        group = Group(need.level)
        return group, free_slot(available=MOST, taken=slots_taken(facility=facility, group=group))
    for group in fitting_groups(need, sexes=sexes, open_places=said):
        taken = slots_taken(facility=facility, group=group)
        if len(taken) < said[group].available:
            return group, free_slot(available=said[group].available, taken=taken)
    raise HoldRefused(why_none(need, sexes=sexes, open_places=said))


@transaction.atomic
def keep_longer(*, referral: Referral, until: datetime, by: Actor, side: Side, at: datetime) -> Referral:
    """The same place, until another moment. Raises `HoldRefused` where none is kept any more."""
    check_until(until, at=at)
    referral = locked(referral)
    hold = hold_of(referral=referral)
    if hold is None or not hold.held_at < until:
        raise HoldRefused(NOTHING_KEPT)
    given = Given(held_until=until, expected_at=referral.expected_at)
    if given.expected_at is not None and given.expected_at <= at:
        given = replace(given, expected_at=None)
    referral = move(referral=referral, to=Stage.HELD, side=side, by=by, at=at, given=given)
    PlaceHold.objects.filter(pk=hold.pk).update(until=until)
    return referral


@transaction.atomic
def release_place(*, referral: Referral, by: Actor, side: Side, at: datetime) -> Referral:
    """The place is free for others. Who was only held for stands before the program again, with its clock."""
    referral = locked(referral)
    kept = end_holds(referral, HoldEnd.RELEASED, by=by, at=at)
    if referral.stage == Stage.HELD:
        return move(referral=referral, to=Stage.ACKNOWLEDGED, side=side, by=by, at=at)
    if not kept:
        raise HoldRefused(NOTHING_KEPT)
    return referral


def end_held_places(*, at: datetime) -> int:
    """Places whose time ran out are free, and whose turn it is learns of it."""
    past = list(referrals_past_their_place(at=at).order_by("pk")[:IN_A_PASS])
    return sum(ended(referral, at=at) for referral in past)


def ended(referral: Referral, *, at: datetime) -> bool:
    """One that fails holds up no other."""
    try:
        return end_place(referral, at=at)
    except Exception:  # a fault of ours: its row is still there, and the next round finds it
        logger.exception("place not ended", extra={"ids": {"referral": referral.public_id}})
        return False


@transaction.atomic
def end_place(referral: Referral, *, at: datetime) -> bool:
    """False where somebody kept it longer a moment ago. Who is expected stays expected: only the place is gone."""
    referral = locked(referral)
    if not referrals_past_their_place(at=at).filter(pk=referral.pk).exists():
        return False
    end_holds(referral, HoldEnd.RAN_OUT, by=PRODUCT, at=at)
    if referral.stage == Stage.HELD:
        referral = move(referral=referral, to=Stage.ACKNOWLEDGED, side=Side.CLOCK, by=PRODUCT, at=at)
    tell_both(referral, about="place", at=at)
    return True


def bring_back_place(referral: Referral, *, ahead: timedelta, at: datetime) -> None:
    """The clock was set back by `ahead` since: nobody keeps a place for longer than a place may be kept from now.

    Call it under the referral's lock; the caller saves the referral.
    """
    for hold in PlaceHold.objects.live().filter(referral=referral):
        hold.held_at, hold.until = min(hold.held_at, at), brought_back(hold.until, ahead=ahead, at=at)
        hold.save(update_fields=["held_at", "until"])
    if referral.held_until is not None:
        referral.held_until = brought_back(referral.held_until, ahead=ahead, at=at)


def brought_back(until: datetime, *, ahead: timedelta, at: datetime) -> datetime:
    return min(max(until - ahead, at + SOONEST_END), at + LONGEST)
