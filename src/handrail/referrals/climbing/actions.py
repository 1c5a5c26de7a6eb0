"""The ladder: what happens when a limit ran out, rung by rung, until a human has it (S22, P10).

Each referral is climbed under its own lock. A rung that fails is passed, so that it silences neither the rungs above
it nor another referral.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from handrail.messaging.domain.kinds import MessageKind
from handrail.messaging.rosters.actions import page
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.next_programs import next_programs
from handrail.referrals.climbing.queries import (
    climbs_next,
    due_referrals,
    is_of_another_clock,
    is_release_near,
    is_too_far_ahead,
    pages_since_it_moved,
    referrals_to_ring_for,
    releases_to_tighten,
    urgency_now,
)
from handrail.referrals.climbing.reach import Reach, has_a_yes, reach_of
from handrail.referrals.domain.clocks import answer_due, is_given, longest
from handrail.referrals.domain.ladder import MOST_ASKED, Rung, next_rung
from handrail.referrals.domain.release import ON_A_LIST
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import bring_back_place
from handrail.referrals.models import Referral
from handrail.referrals.moving.actions import limit_of, locked
from handrail.referrals.stopping.actions import ring_where_stopped
from handrail.referrals.switch import check_switched_on, is_somebody_there
from handrail.referrals.telling.actions import INBOX, OURS, remind_contact, turn_named, write_to

logger = logging.getLogger("handrail.referrals")

IN_A_PASS = 200


def climb_referrals(*, at: datetime) -> int:
    """Each referral whose time ran out goes one rung up; returns how many did."""
    is_staffed = is_somebody_there(at=at)
    due = due_referrals(at=at, is_staffed=is_staffed).order_by("due_at", "pk")
    return sum(climbed(referral, is_staffed=is_staffed, at=at) for referral in due.iterator(IN_A_PASS))


def climbed(referral: Referral, *, is_staffed: bool, at: datetime) -> bool:
    """One that fails holds up no other."""
    try:
        return climb(referral, is_staffed=is_staffed, at=at)
    except Exception:  # a fault of ours: its row is still there, and the next round finds it
        logger.exception("referral not climbed", extra={"ids": {"referral": referral.public_id}})
        return False


@transaction.atomic
def climb(referral: Referral, *, is_staffed: bool, at: datetime) -> bool:
    """False where somebody moved it a moment ago, or where the coordinators are not there to be called."""
    referral = locked(referral)
    if referral.due_at is None:
        return False
    if is_of_another_clock(referral, at=at):
        return begin_anew(referral, at=at)
    due = climbs_next(referral, at=at)
    if due is None or due > at:
        return False
    reach = reach_of(referral, at=at)
    rung = rung_above(referral, reach, at=at)
    if rung is Rung.COORDINATOR and not is_staffed:
        return False
    return climb_to(rung, referral, reach, at=at)


def rung_above(referral: Referral, reach: Reach, *, at: datetime) -> Rung:
    can_ask = may_ask(referral, at=at) and bool(next_programs(referral=referral, at=at))
    return next_rung(
        Rung(referral.rung),
        stage=Stage(referral.stage),
        turn=Side(referral.turn),
        asked=referral.questions.count() if can_ask else MOST_ASKED,
        has_contact=bool(reach.contacts) or (referral.turn == Side.SENDER and bool(reach.people)),
        has_second_contact=bool(reach.people),
    )


def may_ask(referral: Referral, *, at: datetime) -> bool:
    """Who asked one program themselves, by an agreement with it, is not offered round while they sleep (S20)."""
    return referral.sender_id is not None and not has_a_yes(referral, at=at)


def climb_to(rung: Rung, referral: Referral, reach: Reach, *, at: datetime) -> bool:
    before = referral.moves, referral.turn
    done = attempted(rung, referral, reach, at=at)
    referral = locked(referral)
    if (referral.moves, referral.turn) != before:  # the next programs were asked, and their time begins
        return True
    if not done and rung is Rung.COORDINATOR:
        rung = Rung.NEXT_ASKED  # nobody has it yet: they are called again soon
    referral.rung, referral.rung_at = rung, at
    referral.save(update_fields=["rung", "rung_at"])
    about = f"referral:{referral.public_id}"
    record("referral.climbed", by=PRODUCT, at=at, subject=referral.subject, about=about, rule=rung.name.lower())
    return True


def attempted(rung: Rung, referral: Referral, reach: Reach, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            ACTS[rung](referral, reach, at)
    except Exception:  # whatever it was: the rungs above are still there
        logger.exception("rung failed", extra={"ids": {"referral": referral.public_id, "rung": rung.name.lower()}})
        return False
    return True


def remind(referral: Referral, reach: Reach, at: datetime) -> None:
    for contact, question in reach.contacts:
        remind_contact(contact, referral, question, at=at)
    if referral.turn == Side.SENDER:
        tell(referral, reach, "remind", OURS, at)


def reach_people(referral: Referral, reach: Reach, at: datetime) -> None:
    tell(referral, reach, "second", INBOX, at)


def tell(referral: Referral, reach: Reach, why: str, link: str, at: datetime) -> None:
    key = f"{why}:{referral.public_id}:{turn_named(referral)}:{referral.turn}"
    write_to(reach.people, MessageKind.REPLY_WANTED, referral, key=key, link=link, at=at)


def ask_next(referral: Referral, reach: Reach, at: datetime) -> None:
    """The question alone, without a name. Who had the referral loses it in the same transaction (S22)."""
    ask(referral=referral, facilities=next_programs(referral=referral, at=at), side=Side.CLOCK, by=PRODUCT, at=at)


def call_coordinators(referral: Referral, reach: Reach, at: datetime) -> None:
    page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=at)


ACTS: dict[Rung, Callable[[Referral, Reach, datetime], None]] = {
    Rung.REMINDED: remind,
    Rung.SECOND_CONTACT: reach_people,
    Rung.NEXT_ASKED: ask_next,
    Rung.COORDINATOR: call_coordinators,
}


def ring_for_questions(*, at: datetime) -> int:
    """Where nobody at a program can be written to, the coordinators ring: at once, or as soon as they are there (S17).

    A question is gone after a day (S21); the ladder alone would call them when there is little left of it.
    """
    ring_where_stopped()
    if not is_somebody_there(at=at):
        return 0
    waiting = referrals_to_ring_for(at=at).order_by("due_at", "pk")[:IN_A_PASS]
    return sum(attempted(Rung.COORDINATOR, referral, Reach(), at=at) for referral in list(waiting))


def call_about(referral: Referral, *, at: datetime) -> None:
    """Something stands still that a coordinator alone can see to. Once until the referral moves or is taken.

    Where nobody is there now, the ladder calls them as soon as somebody is.
    """
    if pages_since_it_moved(referral).exists():
        return
    if is_somebody_there(at=at) and attempted(Rung.COORDINATOR, referral, Reach(), at=at):
        return
    climb_near_the_top(referral, at=at)


@transaction.atomic
def climb_near_the_top(referral: Referral, *, at: datetime) -> None:
    referral = locked(referral)
    if referral.due_at is None or referral.rung >= Rung.NEXT_ASKED:
        return
    referral.rung, referral.rung_at = Rung.NEXT_ASKED, at
    referral.save(update_fields=["rung", "rung_at"])


def begin_anew(referral: Referral, *, at: datetime) -> bool:
    """Its clock was started by one that has been set back since: it is started again, from now."""
    is_far, ahead = is_too_far_ahead(referral, at=at), max(referral.stage_since - at, timedelta(0))
    if ahead or is_far:
        bring_back_place(referral, ahead=ahead, at=at)
        referral.stage_since = min(referral.stage_since, at)
        referral.due_at = limit_anew(referral, ahead=ahead, at=at)
    elif ran_out := limit_that_ran_out(referral):
        referral.due_at = min(ran_out, at)
    if referral.rung_at is not None:
        referral.rung_at = min(referral.rung_at, at)
    referral.save(update_fields=["stage_since", "due_at", "rung_at", "held_until"])
    return True


def limit_that_ran_out(referral: Referral) -> datetime | None:
    """By the clock before. It may lie ahead again, but the ladder goes on: nobody is shown time that they lack."""
    has_run_out = referral.rung_at and referral.due_at and referral.rung_at >= referral.due_at
    return referral.due_at if referral.rung and has_run_out else None


def limit_anew(referral: Referral, *, ahead: timedelta, at: datetime) -> datetime | None:
    """A time that somebody gave was given by the same clock: it is `ahead` as well.

    A limit that had run out has run out: the ladder goes on, and nobody waits a second time for the fault of a clock.
    """
    if referral.rung:
        return at
    limit = limit_of(referral, since=at)
    if limit is None or referral.due_at is None or not is_given(Stage(referral.stage)):
        return limit
    last = at + longest(Stage(referral.stage), referral.need_urgency)
    return max(at, min(referral.due_at - ahead, limit, last))


def tighten_releases(*, at: datetime) -> int:
    """Who leaves prison soon waits less, also where the limit was set weeks ago."""
    return sum(tightened(referral, at=at) for referral in releases_to_tighten(at=at).iterator(IN_A_PASS))


@transaction.atomic
def tightened(referral: Referral, *, at: datetime) -> bool:
    referral = locked(referral)
    urgency, is_listed = urgency_now(referral, at=at), referral.stage == Stage.WAITLISTED
    tight = at + ON_A_LIST if is_listed else answer_due(urgency, since=at, zone=referral.zone)
    is_timed = referral.stage in TIMED
    if is_timed or referral.due_at is None or referral.rung or referral.due_at <= tight:
        return False
    if not is_release_near(referral, at=at) or (urgency is referral.need_urgency and not is_listed):
        return False
    referral.due_at = tight
    referral.save(update_fields=["due_at"])
    return True


TIMED = frozenset({Stage.HELD, Stage.EXPECTED, Stage.TRAVELING, Stage.ARRIVED})
"""A moment was named, or the person is there: these keep their own time."""
