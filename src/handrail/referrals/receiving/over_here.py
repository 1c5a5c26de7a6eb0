"""Requests that stood with a program and are over for it: that much is said, and nothing of the person (S22).

Whether another was chosen, or the person no longer agrees, would be a fact about them. So it reads alike for both.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.accounts.models import User
from handrail.privacy.models import Consent
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.models import Referral, ReferralMove
from handrail.referrals.queries import kept_places, receiving_memberships

TOLD_FOR = timedelta(days=3)  # whoever has the weekend off reads it; product choice
MOST_LISTED = 100
PICKED = sorted(stage.value for stage in WITH_A_PROGRAM)


def over_lately(*, user: User, at: datetime) -> list[ReferralMove]:
    """The last step of each with this program, the newest first: nobody there waits for somebody in vain.

    Without what the program ended itself, and without who got in: neither is news to it.
    """
    left = next_moves().filter(at__gt=at - TOLD_FOR).exclude(side=Side.RECEIVER).exclude(to_stage=Stage.COMPLETED)
    return agreed_to_us(last_steps(user=user).filter(Exists(left)).order_by("-at", "-pk")[:MOST_LISTED], user=user)


def is_over_here(*, user: User, public_id: str) -> bool:
    """Whether this number stood here. A stranger's never did."""
    left = last_steps(user=user).filter(Exists(next_moves()), referral__public_id=public_id)
    return bool(agreed_to_us(left, user=user))


def last_steps(*, user: User) -> QuerySet[ReferralMove]:
    """Steps with a program of theirs, of what does not stand with one of theirs now."""
    rows = ReferralMove.objects.filter(kept_places(user), to_stage__in=PICKED)
    here = Referral.objects.filter(kept_places(user), pk=OuterRef("referral"), stage__in=PICKED)
    return rows.filter(~Exists(here)).select_related("facility", "referral")


def next_moves() -> QuerySet[ReferralMove]:
    """The step after, where it leaves the program: to no program, or to another one that was picked."""
    after = ReferralMove.objects.filter(referral=OuterRef("referral"), number=OuterRef("number") + 1)
    return after.filter(~Q(to_stage__in=PICKED) | Q(to_stage=Stage.SENT))


def agreed_to_us(steps: QuerySet[ReferralMove], *, user: User) -> list[ReferralMove]:
    """Without those of who agreed to an organization that kept the page before. Each referral once."""
    found = list(steps)
    mine = {each.organization.public_id for each in receiving_memberships(user)}
    signed = Consent.objects.filter(subject__in=[each.referral.subject_id for each in found])
    told = {consent.subject_id for consent in signed if mine & set(consent.recipients)}
    ours = {each.referral_id: each for each in reversed(found) if each.referral.subject_id in told}
    return list(reversed(ours.values()))
