import pytest

from handrail.referrals.domain.reasons import OUTCOMES, Outcome
from handrail.referrals.domain.referral_endings import ENDING_OF, ending_of
from handrail.referrals.domain.referral_facts import Ending
from handrail.referrals.domain.stages import Stage


def test_every_outcome_that_is_counted_has_its_ending():
    assert set(ENDING_OF) == set(Outcome) - OUTCOMES[Stage.IN_ERROR]


@pytest.mark.parametrize(
    ("outcome", "last", "was_declined", "ending"),
    [
        (Outcome.CARE_BEGAN, Stage.ARRIVED, True, Ending.ARRIVED),
        (Outcome.NO_PROGRAM_FOUND, Stage.DECLINED, True, Ending.DECLINED),
        (Outcome.NO_PROGRAM_FOUND, Stage.ASKING, False, Ending.UNANSWERED),
        (Outcome.SENDER_TOOK_IT_BACK, Stage.DECLINED, True, Ending.DECLINED),
        (Outcome.SENDER_TOOK_IT_BACK, Stage.SENT, False, Ending.WITHDRAWN),
        (Outcome.PERSON_TOOK_IT_BACK, Stage.DECLINED, True, Ending.WITHDRAWN),
        (Outcome.COULD_NOT_BE_REACHED, Stage.NO_SHOW, False, Ending.NO_SHOW),
        (Outcome.COULD_NOT_BE_REACHED, Stage.EXPECTED, False, Ending.LOST),
        (Outcome.DIED, Stage.NO_SHOW, False, Ending.LOST),
    ],
)
def test_how_it_ended_is_told_by_outcome_and_by_where_it_stood(outcome, last, was_declined, ending):
    assert ending_of(outcome, last=last, was_declined=was_declined) == ending
