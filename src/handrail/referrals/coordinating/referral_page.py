"""The page of one referral, from its parts: what is known of it without a name, and what may be pressed (S18)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.desk.answering import around
from handrail.directory.domain.zones import zone_of_state
from handrail.referrals.answering.words import REASONS
from handrail.referrals.climbing.next_programs import next_programs
from handrail.referrals.closing.queries import accounts_heard, awaited_at
from handrail.referrals.coordinating.board_lines import told
from handrail.referrals.coordinating.by_telephone import by_telephone
from handrail.referrals.coordinating.calls_noted import ringing, who_it_is
from handrail.referrals.coordinating.choosing_programs import choosing, needed
from handrail.referrals.coordinating.dialing import called_at
from handrail.referrals.coordinating.happened import happened, said_by
from handrail.referrals.coordinating.queries import Line, beside, is_on_duty, line_of, page_open, questions_of
from handrail.referrals.coordinating.words import ACCOUNTS, DIFFERS, ENDINGS
from handrail.referrals.domain.questions import Way
from handrail.referrals.domain.stages import ENDS, Stage
from handrail.referrals.models import Referral
from handrail.referrals.receiving.refused_fields import refused_here
from handrail.referrals.receiving.tasks import TaskForm
from handrail.referrals.switch import is_somebody_there
from handrail.referrals.wall_times import wall_time
from handrail.web.language import language_of

OWN_FIELDS = {"end": "ending", "reply": "reply"}  # by the task: what only a coordinator does


def referral_context(
    request: SignedInRequest,
    referral: Referral,
    *,
    at: datetime,
    form: TaskForm | None = None,
    refusal: str = "",
    who: Sequence[tuple[str, str, bool]] = (),
) -> dict[str, Any]:
    """`who`: of the person, where this answer was a hand-over of its own."""
    language, stage = language_of(request.path_info), Stage(referral.stage)
    zone = zone_of_state(referral.facility.state) if referral.facility else referral.zone
    line = line_of(referral, is_there=is_somebody_there(at=at), at=at)
    fresh = TaskForm.for_referral(referral, at=at)
    return {
        "one": told(line, beside(lines=[line], at=at), at=at, language=language) | after_asking(line),
        "referral": referral,
        "place": referral.facility,
        "steps": [
            (words, place, wall_time(moment, zone=zone, language=language))
            for words, place, moment in happened(referral)
        ],
        "questions": [
            (each, said_by(each), REASONS.get(each.reason, ""), each.way == Way.TELEPHONE)
            for each in questions_of(referral=referral)
        ],
        "is_called": page_open(referral=referral) is not None,
        "is_mine_to_take": is_on_duty(person_id=request.user.public_id),
        "can_ask": stage not in ENDS and bool(next_programs(referral=referral, at=at)),
        **choosing(request, referral, at=at),
        **ringing(request, referral, at=at, language=language),
        **who_it_is(who),
        "endings": [(outcome.value, words) for outcome, words in ENDINGS.items()] if stage not in ENDS else [],
        **by_telephone(referral, form or fresh, fresh),
        **(called_at(referral.facility, at=at) if referral.facility else {}),
        "needed": needed(referral, at=at) if stage not in ENDS else [],
        **around(request),
        **refused_task(form, refusal),
    }


def after_asking(line: Line) -> dict[str, str]:
    """Once a coordinator asked how an arrival went, what was said of it stands here until somebody writes what follows:
    nobody is expected any more who was turned away."""
    referral = line.referral
    heard = (
        accounts_heard(referral=referral).filter(facility=referral.facility, expected_at=awaited_at(referral)).last()
    )
    if line.has_to_settle or heard is None or not heard.needs_human or referral.stage in ENDS:
        return {}
    said_at = max(filter(None, (heard.program_said_at, heard.person_said_at)))
    if referral.stage_since > said_at:
        return {}
    return {"stands": DIFFERS[heard.verdict], "said": ACCOUNTS[heard.accounts]}


def refused_task(form: TaskForm | None, refusal: str) -> dict[str, str]:
    """As for the program itself: what it says on the telephone is typed into the same fields."""
    told = refused_here(form, refusal)
    wrong = OWN_FIELDS.get(form.task, told["wrong"]) if form and told["wrong"] else ""
    return {"refusal": told["refused"], "wrong": wrong, "wrong_words": told["wrong_words"]}
