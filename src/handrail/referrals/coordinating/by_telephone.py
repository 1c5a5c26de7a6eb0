"""What a program may say on the telephone, and when it was rung in vain."""

from datetime import datetime
from typing import Any

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.directory.open_places.words import SEXES
from handrail.referrals.answering.words import reasons_of
from handrail.referrals.coordinating.words import TRIED
from handrail.referrals.domain.moves import can_move
from handrail.referrals.domain.reasons import DeclinedBy
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.models import Referral
from handrail.referrals.receiving.tasks import LEADS_TO, Task, TaskForm
from handrail.referrals.ringing.queries import tries_at
from handrail.referrals.wall_times import wall_time
from handrail.web.time_zones import zones_to_choose
from handrail.web.translation import translate


def by_telephone(referral: Referral, form: TaskForm, fresh: TaskForm) -> dict[str, Any]:
    """What a program may say on the telephone, with what was typed of it."""
    return {
        "tasks": tasks_by_telephone(referral),
        "sexes": [(sex.value, words) for sex, words in SEXES.items()],
        "keeps": [],
        "form": form,
        "offers": fresh,
        "seen": fresh.seen,
        "zones": zones_to_choose(form.expect.zone or fresh.expect.zone),
        "by_program": reasons_of(DeclinedBy.PROGRAM),
        "by_person": reasons_of(DeclinedBy.PERSON),
        "outcomes": [],
    }


def tasks_by_telephone(referral: Referral) -> list[Task]:
    """What a program may say on the telephone, and a coordinator writes down. How it ended is asked for by itself.

    A bed only for who was sent by somebody (S20).
    """
    stage = Stage(referral.stage)
    left_out = {Task.FAILED} | (set() if referral.sender else {Task.HOLD})
    if stage not in WITH_A_PROGRAM:
        return []
    return [task for task in Task if task not in left_out and can_move(stage, LEADS_TO[task], side=Side.COORDINATOR)]


def tried_words(referral: Referral, facility: Facility, *, at: datetime, language: str) -> str:
    """The last call that nobody there took, and when to ring again."""
    last = tries_at(referral=referral, facility=facility).filter(at__lte=at).first()
    if last is None or last.again_at is None:
        return ""
    zone = zone_of_state(facility.state)
    tried, again = (wall_time(moment, zone=zone, language=language) for moment in (last.at, last.again_at))
    return translate(TRIED, language, tried=tried, again=again)
