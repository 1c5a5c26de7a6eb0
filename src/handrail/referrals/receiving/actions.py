"""What a program does with somebody who was handed to it. Each act asks again whether the person still agrees."""

from datetime import datetime

from django.db import transaction

from handrail.directory.domain.open_places import Sex
from handrail.privacy.domain.actors import Actor
from handrail.referrals.domain.holds import HoldRefused
from handrail.referrals.domain.moves import NO_SUCH_MOVE, NOTHING, Given, MoveRefused
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.holding.actions import hold_place, keep_longer
from handrail.referrals.models import Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.moving.consent import decision_for
from handrail.referrals.receiving.refusals import why_not
from handrail.referrals.telling.actions import tell_answer
from handrail.web.translation import mark

NOT_FOR_STRANGERS = mark("A bed is kept only for who was sent by somebody. Say a time instead.")


@transaction.atomic
def answer_referral(
    *,
    referral: Referral,
    to: Stage,
    seen: int,
    by: Actor,
    at: datetime,
    given: Given = NOTHING,
    begins_interim: bool = False,
) -> Referral:
    """Moves it for the program, as it stood when the page was made: `seen` is the number of its last move then.

    Raises `MoveRefused`: somebody was sooner, the person's consent has ended, or the table does not know the move.
    """
    held = still_theirs(referral, seen=seen, at=at)
    held = move(referral=held, to=to, side=Side.RECEIVER, by=by, at=at, given=given)
    tell_answer(held, at=at)
    if begins_interim:
        begin_interim(held, at=at)
    return held


def begin_interim(referral: Referral, *, at: datetime) -> None:
    """Help until there is room. 45 CFR 96.126(b)(2): within 48 hours it lengthens what the law allows."""
    if referral.interim_began_at is None:
        referral.interim_began_at = at
        referral.save(update_fields=["interim_began_at"])


@transaction.atomic
def keep_place(*, referral: Referral, until: datetime, sex: Sex, seen: int, by: Actor, at: datetime) -> Referral:
    """Keeps one of the program's places, or the one that is kept, for longer. Raises `HoldRefused` or `MoveRefused`.

    `sex`: for whom the place is counted; one that is counted for anyone fits as well. Who asked without anybody
    beside them is not kept a bed (S20): a flood of such requests would empty a program.
    """
    held = still_theirs(referral, seen=seen, at=at)
    if held.sender_id is None:
        raise HoldRefused(NOT_FOR_STRANGERS)
    if held.stage == Stage.HELD:
        held = keep_longer(referral=held, until=until, by=by, side=Side.RECEIVER, at=at)
    else:
        sexes = {Sex.ANY, sex}
        held = hold_place(referral=held, until=until, sexes=sexes, by=by, side=Side.RECEIVER, at=at).referral
    tell_answer(held, at=at)
    return held


def still_theirs(referral: Referral, *, seen: int, at: datetime) -> Referral:
    """Locked, and as it was when the page was made; the consent is asked again in the same transaction (S19)."""
    held = locked(referral)
    if held.moves != seen or Stage(held.stage) not in WITH_A_PROGRAM or held.facility_id != referral.facility_id:
        raise MoveRefused(NO_SUCH_MOVE, code="no_such_move")
    assert held.facility is not None, "with a program: a constraint of the database"
    if not decision_for(held, held.facility, at=at).is_allowed:
        raise MoveRefused(why_not(held, at=at), code="needs_consent")
    return held
