"""The programs on the way, by what is needed, and what a coordinator may choose for who has no desk."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from handrail.accounts.domain.roles import Kind
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.referrals.agreeing.queries import consents_of
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.coordinating.words import AGREED, ASKED_THEMSELVES, NOT_ASKED, REPLIES, SAID_NO
from handrail.referrals.domain.agreeing import Reply
from handrail.referrals.domain.fitting import Wanted
from handrail.referrals.domain.moves import can_move
from handrail.referrals.domain.questions import Answer
from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy
from handrail.referrals.domain.sending import why_no_more_places
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, WITH_A_PROGRAM, Stage
from handrail.referrals.finding.pages import places_asked_for
from handrail.referrals.models import Referral
from handrail.referrals.moving.consent import decision_for
from handrail.referrals.need_words import need_lines
from handrail.referrals.sending.queries import ProgramLine, program_lines
from handrail.referrals.sending.words import LISTS


def choosing(request: SignedInRequest, referral: Referral, *, at: datetime) -> dict[str, Any]:
    """Programs on the way and whether the person agreed to each; and what a coordinator may do for who has no desk."""
    stage, lines = Stage(referral.stage), program_lines(referral=referral, at=at)
    own = programs_they_asked(referral, at=at)
    known, legs = [line.facility for line in lines], referral.legs.all()
    can_pick = can_move(stage, Stage.SENT, side=Side.COORDINATOR)
    return {
        "can_add": stage not in ENDS,
        "no_more_places": why_no_more_places(told=len(programs_told(referral=referral)), on_the_way=len(legs)),
        "can_pick": can_pick,
        "can_take_back": stage not in ENDS and bool(consents_of(referral)),
        "is_of_custody": is_of_custody(referral) and stage not in ENDS,
        "first_day": (LISTS["first_day_medicine"][1:], LISTS["first_day_naloxone"][1:]),
        "on_the_way": [
            (
                line.facility,
                said_of(line, own.get(line.facility.pk)),
                (line.is_agreed or own.get(line.facility.pk, False)) and not line.ends_on,
                line.ends_on,
                bool(line.no),
                line.is_picked and stage not in ENDS,
            )
            for line in lines
        ],
        "can_reply": stage is Stage.ASKED_BACK,
        "has_link": stage in WITH_A_PROGRAM and referral.openings.filter(facility=referral.facility).exists(),
        "is_looking": request.POST.get("task") == "find",
        **places_asked_for(request, wanted_here(referral, at=at), without=known, at=at),
    }


def wanted_here(referral: Referral, *, at: datetime) -> Wanted:
    """As `needed`: what points to one person is not looked for here."""
    return Wanted(replace(referral.need, trait=None), language=referral.language, ahead=referral.ahead_at(at))


def needed(referral: Referral, *, at: datetime) -> list[tuple[str, str]]:
    """As a program would be asked, and no more: what points to one person stays with whoever sent them (S18, S21)."""
    return need_lines(replace(referral.need, trait=None), referral.need_urgency, ahead=referral.ahead_at(at))


def is_of_custody(referral: Referral) -> bool:
    """Whose day of release nobody else can move here: custody rings us. The day itself is not shown (S18)."""
    return referral.sender is not None and Kind(referral.sender.kind) is Kind.CUSTODY


def said_of(line: ProgramLine, is_asked_by_them: bool | None) -> str:
    """`is_asked_by_them`: whether their own yes still stands; None where they did not ask this program themselves."""
    if line.no in SAID_BY[DeclinedBy.PERSON]:
        return REPLIES[Reply.DECLINED]
    if line.answer == Answer.NO:
        return SAID_NO
    if line.is_agreed:
        return AGREED
    if line.asked:
        return REPLIES[line.asked.reply]
    if is_asked_by_them is None:
        return NOT_ASKED
    return ASKED_THEMSELVES if is_asked_by_them else REPLIES[Reply.SIGNED]


def programs_they_asked(referral: Referral, *, at: datetime) -> dict[int, bool]:
    """Those that the person asked without anybody's help, by their rows, and whether that yes still stands."""
    if referral.sender is not None:
        return {}
    steps = referral.history.filter(to_stage=Stage.SENT, side=Side.PERSON).select_related("facility__merged_into")
    places = {step.facility.pk: step.facility for step in steps if step.facility}
    return {pk: decision_for(referral, place, at=at).is_allowed for pk, place in places.items()}
