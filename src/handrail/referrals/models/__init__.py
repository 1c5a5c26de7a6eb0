from handrail.referrals.models.agreeings import AskedConsent
from handrail.referrals.models.follow_ups import FollowUp
from handrail.referrals.models.holds import PlaceHold
from handrail.referrals.models.moves import MoveWords, ReferralMove
from handrail.referrals.models.notes import CoordinatorNote
from handrail.referrals.models.openings import Opening
from handrail.referrals.models.published import PublishedPeriod
from handrail.referrals.models.questions import Question
from handrail.referrals.models.referrals import Referral, ReferralLeg
from handrail.referrals.models.unmet import UnmetSearches

__all__ = [
    "AskedConsent",
    "CoordinatorNote",
    "FollowUp",
    "MoveWords",
    "Opening",
    "PlaceHold",
    "PublishedPeriod",
    "Question",
    "Referral",
    "ReferralLeg",
    "ReferralMove",
    "UnmetSearches",
]
