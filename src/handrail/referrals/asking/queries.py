"""Which programs know of a referral: three in all, over its whole life (S21)."""

from handrail.referrals.models import Referral, ReferralMove


def programs_told(*, referral: Referral) -> frozenset[int]:
    """Whoever was asked, or ever had the person: by the row under which the place is listed now."""
    asked = referral.questions.values_list("facility", "facility__merged_into")
    had = ReferralMove.objects.filter(referral=referral).exclude(facility=None)
    told = {*asked, *had.values_list("facility", "facility__merged_into")}
    return frozenset(kept or own for own, kept in told)
