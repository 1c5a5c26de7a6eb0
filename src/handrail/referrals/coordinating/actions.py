"""What a coordinator does: takes a call, writes down what a program said, and moves on what stands still."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from handrail.accounts.models import User
from handrail.directory.domain.open_places import Sex
from handrail.directory.models import Facility
from handrail.messaging.rosters.actions import acknowledge
from handrail.messaging.rosters.queries import RosterRefused
from handrail.privacy.domain.actors import Actor
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.referrals.agreeing.actions import withdraw
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.next_programs import next_programs
from handrail.referrals.coordinating.queries import page_open
from handrail.referrals.domain.moves import NO_SUCH_MOVE, NOTHING, Given, MoveRefused
from handrail.referrals.domain.questions import AskRefused, Way
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.holding.actions import hold_place
from handrail.referrals.models import PlaceHold, Question, Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.moving.consent import decision_for
from handrail.referrals.picking.actions import pick
from handrail.referrals.receiving.actions import NOT_FOR_STRANGERS, begin_interim
from handrail.referrals.receiving.refusals import is_agreed_still
from handrail.referrals.ringing.actions import spoke_with
from handrail.referrals.telling.actions import tell_answer
from handrail.web.translation import mark

NOBODY_CALLED = mark("Nobody is called about this now.")
NOT_ALLOWED = mark("This program may not learn who it is now: a paper ran out, or its page changed hands.")
TAKEN_BACK = mark("The person took their consent back. Nothing more is arranged with this program.")
NOBODY_LEFT = mark("No program is left that could be asked. Call one, or ask whoever sent this person.")


@transaction.atomic
def take(*, referral: Referral, by: Actor, at: datetime) -> None:
    """Somebody of the roster has it. Raises `RosterRefused`."""
    called = page_open(referral=locked(referral))
    if called is None:
        raise RosterRefused(NOBODY_CALLED)
    acknowledge(page=called, by=by, at=at)


@transaction.atomic
def move_on(
    *,
    referral: Referral,
    to: Stage,
    seen: int,
    by: Actor,
    at: datetime,
    given: Given = NOTHING,
    begins_interim: bool = False,
) -> Referral:
    """By what was said on the telephone, as it stood when the page was made. Raises `MoveRefused`."""
    referral = as_seen(referral, seen)
    check_agreed(referral, to, at=at)
    referral = move(referral=referral, to=to, side=Side.COORDINATOR, by=by, at=at, given=given)
    if begins_interim:
        begin_interim(referral, at=at)
    tell_answer(referral, at=at)
    return referral


@transaction.atomic
def keep_by_telephone(
    *, referral: Referral, until: datetime, sex: Sex, seen: int, by: Actor, at: datetime
) -> PlaceHold:
    """A place that the program keeps, for whom it says. Raises `MoveRefused` or `HoldRefused`."""
    referral = as_seen(referral, seen)
    check_agreed(referral, Stage.HELD, at=at)
    if referral.sender is None:
        raise MoveRefused(NOT_FOR_STRANGERS, code="not_for_strangers")
    sexes = frozenset({sex, Sex.ANY})
    hold = hold_place(referral=referral, until=until, sexes=sexes, side=Side.COORDINATOR, by=by, at=at)
    tell_answer(locked(referral), at=at)
    return hold


def as_seen(referral: Referral, seen: int) -> Referral:
    """Under its lock, unless somebody moved it since the page was made."""
    referral = locked(referral)
    if referral.moves != seen:
        raise MoveRefused(NO_SUCH_MOVE, code="no_such_move")
    return referral


def check_agreed(referral: Referral, to: Stage, *, at: datetime) -> None:
    """Nothing more is arranged with a program that may not learn who it is: the person, a paper or a page says so."""
    if to not in WITH_A_PROGRAM or referral.facility is None:
        return
    if not decision_for(referral, referral.facility, at=at).is_allowed:
        words = NOT_ALLOWED if is_agreed_still(referral, at=at) else TAKEN_BACK
        raise MoveRefused(words, code="needs_consent")


@transaction.atomic
def ask_others(*, referral: Referral, seen: int, by: Actor, at: datetime) -> list[Question]:
    """The next programs, without a name. Raises `AskRefused` or `MoveRefused`: somebody may just have looked."""
    referral = as_seen(referral, seen)
    programs = next_programs(referral=referral, at=at)
    if not programs:
        raise AskRefused(NOBODY_LEFT)
    return ask(referral=referral, facilities=programs, side=Side.COORDINATOR, by=by, at=at)


@transaction.atomic
def answer_by_telephone(
    *, question: Question, given: Mapping[str, Any], spoke_with_whom: str, user: User, by: Actor, at: datetime
) -> Question:
    """What a program said, and who said it there if they told their name: both or neither.

    Raises `AnswerRefused` or `RingingRefused`.
    """
    answered = answer_question(question=question, way=Way.TELEPHONE, by=by, at=at, **given)
    if spoke_with_whom.strip():
        place = question.facility
        spoke_with(referral=question.referral, facility=place, name=spoke_with_whom, user=user, by=by, at=at)
    return answered


@transaction.atomic
def pick_for_them(
    *, referral: Referral, facility: Facility, seen: int, by: Actor, at: datetime
) -> tuple[Referral, MadeLink | None]:
    """Where whoever sent the person may choose nothing (S24), or nobody did. Raises `MoveRefused`.

    The person agreed to this program: the move asks for it. The link's code is told by the coordinator, who rings.
    """
    return pick(referral=as_seen(referral, seen), facility=facility, side=Side.COORDINATOR, by=by, at=at)


@transaction.atomic
def take_back(*, referral: Referral, seen: int, by: Actor, at: datetime) -> Referral:
    """The person told us so. Nothing more is told from now on."""
    return withdraw(referral=as_seen(referral, seen), by=by, at=at)
