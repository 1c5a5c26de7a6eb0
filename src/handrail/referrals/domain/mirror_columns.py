"""How far a referral came: the columns of the network's mirror. Every referral stands in exactly one.

Declines by reason, no-shows and those who were lost are columns of one table, not tables of their own: several tables
of the same people under different columns would be more equations for whoever subtracts (S35).
"""

from typing import Final

from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy, DeclineReason
from handrail.referrals.domain.referral_facts import Ending, ReferralFacts

FIRST_DOSE: Final = "first_dose"
FIRST_VISIT: Final = "first_visit"  # arrived, and no first dose is known
NO_SHOW: Final = "no_show"
LOST: Final = "lost_after_acceptance"
WITHDRAWN: Final = "withdrawn"
UNANSWERED: Final = "unanswered"
OPEN: Final = "open"

# What programs say. A person who says no to a program has withdrawn.
DECLINED: Final[dict[DeclineReason, str]] = {
    reason: f"declined_{reason}" for reason in DeclineReason if reason in SAID_BY[DeclinedBy.PROGRAM]
}
NOT_TOLD: Final = "declined_without_reason"
DECLINES: Final = (*DECLINED.values(), NOT_TOLD)
ARRIVED: Final = (FIRST_DOSE, FIRST_VISIT)
ACCEPTED: Final = (*ARRIVED, NO_SHOW, LOST)
ANSWERED: Final = (*ACCEPTED, *DECLINES)
COLUMNS: Final = (*ANSWERED, WITHDRAWN, UNANSWERED, OPEN)

NOT_ARRIVED: Final[dict[Ending, str]] = {
    Ending.NO_SHOW: NO_SHOW,
    Ending.WITHDRAWN: WITHDRAWN,
    Ending.UNANSWERED: UNANSWERED,
}


def column_of(facts: ReferralFacts) -> str:
    """A person who arrived is counted so whatever else was written. Lost before a yes counts as unanswered."""
    if facts.first_dose_at is not None:
        return FIRST_DOSE
    if facts.ending is Ending.ARRIVED or facts.arrived_at is not None:
        return FIRST_VISIT
    if facts.ending is None:
        return OPEN
    if facts.ending is Ending.DECLINED:
        return DECLINED.get(facts.decline_reason, NOT_TOLD) if facts.decline_reason else NOT_TOLD
    if facts.ending is Ending.LOST:
        return UNANSWERED if facts.accepted_at is None else LOST
    return NOT_ARRIVED[facts.ending]
