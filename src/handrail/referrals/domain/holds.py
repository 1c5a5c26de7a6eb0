"""Which open place may be kept for whom, and for how long."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from handrail.directory.domain.open_places import AgeBand, Group, Numbers, OpenPlace, Payer, Sex, State, state_together
from handrail.referrals.domain.needs import AGE_BANDS, PAYERS, Need, PayerClass
from handrail.web.translation import mark

LONGEST = timedelta(hours=24)
"""A place kept longer for one is missing to another. Product choice; a program may keep it anew."""


class HoldEnd(StrEnum):
    """Why a place is no longer kept."""

    ARRIVED = "arrived"  # the person has it
    RAN_OUT = "ran_out"
    RELEASED = "released"  # by hand
    MOVED_ON = "moved_on"  # the referral went elsewhere, or ended


class HoldRefused(Exception):
    """The message may be shown to the person who asked."""


NO_PLACE_LEFT = mark("No place is left. Somebody else was a moment sooner.")
PAID_OTHERWISE = mark("What is open now is for people who pay in another way.")
BAD_UNTIL = mark("A place is kept until a time ahead of now, and for 24 hours at most.")


def check_until(until: datetime, *, at: datetime) -> None:
    if not at < until <= at + LONGEST:
        raise HoldRefused(BAD_UNTIL)


def fitting_groups(need: Need, *, sexes: Collection[Sex], open_places: Mapping[Group, Numbers]) -> list[Group]:
    """Groups with open places that fit, the narrowest first: a place for all stays free for who fits nowhere else."""
    of_payers = PAYERS[need.payer]
    fitting = [
        group for group in open_for(need, sexes=sexes, open_places=open_places) if group.payer in of_payers
    ]  # fmt: skip
    return sorted(fitting, key=breadth)


def open_for(need: Need, *, sexes: Collection[Sex], open_places: Mapping[Group, Numbers]) -> list[Group]:
    """Whoever pays."""
    return [
        group
        for group, numbers in open_places.items()
        if group.level is need.level
        and group.sex in sexes
        and group.age_band in AGE_BANDS[need.age]
        and numbers.available > 0
    ]


def breadth(group: Group) -> tuple[bool, bool, bool, Group]:
    return group.payer is Payer.ANY, group.sex is Sex.ANY, group.age_band is AgeBand.ANY, group


def why_none(need: Need, *, sexes: Collection[Sex], open_places: Mapping[Group, Numbers]) -> str:
    """Somebody was sooner; or what is open could be theirs, if they paid otherwise."""
    whoever_pays = open_for(need, sexes=sexes, open_places=open_places)
    is_money_alone = bool(whoever_pays) and not any(group.payer in PAYERS[need.payer] for group in whoever_pays)
    return PAID_OTHERWISE if is_money_alone else NO_PLACE_LEFT


def could_fit(need: Need, places: Collection[OpenPlace]) -> bool:
    """Not if all that is known of this level, for this age and payer, is full, or for others. Unknown may have room:
    that is what is asked."""
    return state_together(told_for(need, places)) is not State.FULL


def told_for(need: Need, places: Collection[OpenPlace]) -> tuple[OpenPlace, ...]:
    """What is said of this level, for this age and payer. Who has not told how they pay may yet have any of them."""
    of_payers = PAYERS[need.payer] if need.payer is not PayerClass.UNKNOWN else frozenset(Payer)
    return tuple(
        each
        for each in places
        if each.group.level is need.level
        and each.group.age_band in AGE_BANDS[need.age]
        and each.group.payer in of_payers
    )


def free_slot(*, available: int, taken: Collection[int]) -> int:
    """The lowest number that nobody holds. Raises `HoldRefused` where all are held."""
    for slot in range(1, available + 1):
        if slot not in taken:
            return slot
    raise HoldRefused(NO_PLACE_LEFT)
