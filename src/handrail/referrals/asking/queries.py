"""Which programs know of a referral, three in all (S21), which said no, and which can look here at all (S17)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.accounts.models import Membership
from handrail.directory.domain.claims import State
from handrail.directory.models import Claim, ListingContact
from handrail.directory.models.claims import KEPT_ROW
from handrail.referrals.domain.questions import Answer
from handrail.referrals.domain.reasons import DeclinedBy
from handrail.referrals.domain.sides import ANSWERERS
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral, ReferralMove


def claims_that_can_look() -> QuerySet[Claim]:
    """Of programs that a message or their own desk reaches, by `kept_row`. At any other a human rings.

    A page that is kept by an organization where nobody answers, and that named no contact, is as good as none.
    """
    people = Membership.objects.live().filter(organization=OuterRef("organization"), role__in=sorted(ANSWERERS))
    contacts = ListingContact.objects.filter(claim=OuterRef("pk"), stopped_at=None)
    reached = Q(Exists(contacts)) | Q(Exists(people))
    return Claim.objects.keeping().filter(reached, state=State.VERIFIED).annotate(kept_row=KEPT_ROW)


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
