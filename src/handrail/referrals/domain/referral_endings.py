"""From how a referral ended to what the mirror counts."""

from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.referral_facts import Ending
from handrail.referrals.domain.stages import Stage

ENDING_OF: dict[Outcome, Ending] = {
    Outcome.CARE_BEGAN: Ending.ARRIVED,
    Outcome.LEFT_BEFORE_ADMISSION: Ending.LOST,
    Outcome.COULD_NOT_BE_REACHED: Ending.LOST,
    Outcome.FOUND_CARE_ELSEWHERE: Ending.WITHDRAWN,
    Outcome.NO_PROGRAM_FOUND: Ending.UNANSWERED,
    Outcome.DIED: Ending.LOST,  # no column of its own: it would be a small number at once
    Outcome.PERSON_TOOK_IT_BACK: Ending.WITHDRAWN,
    Outcome.CONSENT_ENDED: Ending.WITHDRAWN,
    Outcome.SENDER_TOOK_IT_BACK: Ending.WITHDRAWN,
    Outcome.ERASED: Ending.WITHDRAWN,
}
"""What was written in error never was, and is not counted."""

AFTER_A_NO = frozenset({Outcome.NO_PROGRAM_FOUND, Outcome.SENDER_TOOK_IT_BACK})
AFTER_A_NO_SHOW = frozenset({Outcome.LEFT_BEFORE_ADMISSION, Outcome.COULD_NOT_BE_REACHED})


def ending_of(outcome: Outcome, *, last: Stage, was_declined: bool) -> Ending:
    """`last`: where it stood when it ended. `was_declined`: at least one program said no."""
    if was_declined and outcome in AFTER_A_NO:
        return Ending.DECLINED
    if last is Stage.NO_SHOW and outcome in AFTER_A_NO_SHOW:
        return Ending.NO_SHOW
    return ENDING_OF[outcome]
