"""Which programs know of a referral: three in all, over its whole life (S21); and which of them said no."""

from handrail.referrals.domain.questions import Answer
from handrail.referrals.domain.reasons import DeclinedBy
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral, ReferralMove


def programs_told(*, referral: Referral) -> frozenset[int]:
    """Whoever was asked, or ever had the person: by the row under which the place is listed now."""
    asked = referral.questions.values_list("facility", "facility__merged_into")
    had = ReferralMove.objects.filter(referral=referral).exclude(facility=None)
    told = {*asked, *had.values_list("facility", "facility__merged_into")}
    return frozenset(kept or own for own, kept in told)


def programs_that_said_no(*, referral: Referral) -> frozenset[int]:
    """To the question, or once they had the person: by the row under which the place is listed now."""
    asked = referral.questions.filter(answer=Answer.NO)
    declined = {"to_stage": Stage.DECLINED, "declined_by": DeclinedBy.PROGRAM}
    had = ReferralMove.objects.filter(referral=referral, **declined).exclude(facility=None)
    rows = [each.values_list("facility", "facility__merged_into") for each in (asked, had)]
    return frozenset(kept or own for each in rows for own, kept in each)
