"""Of which arrivals nobody has been asked yet, and what was said of the others."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.referrals.domain.closing import ASKED_IN, ASKING, Account
from handrail.referrals.models import FollowUp, Referral

STAGES = sorted(stage.value for stage in ASKED_IN)


def arrivals_to_ask_about(*, at: datetime) -> QuerySet[Referral]:
    """Those whose time is over for a day or more, and about which nobody was asked. None of an erased person."""
    asked = FollowUp.objects.filter(
        referral=OuterRef("pk"), facility=OuterRef("facility"), expected_at=OuterRef("expected_at")
    )
    soonest = at - min(each.after for each in ASKING.values())
    rows = Referral.objects.filter(stage__in=STAGES, expected_at__lte=soonest, subject__erased_at=None)
    return rows.filter(~Exists(asked.exclude(asked_at=None)), facility__isnull=False).order_by("expected_at", "pk")


def unheard_by_log() -> QuerySet[FollowUp]:
    """The program has said nothing to us, and may have moved the referral at its desk meanwhile."""
    return FollowUp.objects.filter(program_said="", referral__stage__in=STAGES).select_related("referral")


def waiting_for_a_human() -> QuerySet[FollowUp]:
    """The two accounts differ, or somebody was turned away, and no coordinator could be called yet."""
    differ = ~Q(program_said="") & ~Q(person_said="") & ~same_account()
    turned_away = Q(program_said=Account.TURNED_AWAY) | Q(person_said=Account.TURNED_AWAY)
    return FollowUp.objects.filter(differ | turned_away, human_called_at=None).select_related("referral")


def same_account() -> Q:
    pairs = Q()
    for account in Account:
        pairs |= Q(program_said=account.value, person_said=account.value)
    return pairs


def newest_follow_up(*, referral: Referral) -> FollowUp | None:
    """What was said of the time at which the person was expected last."""
    return FollowUp.objects.filter(referral=referral).select_related("facility").order_by("-expected_at", "-pk").first()


def follow_up_named(about: str) -> FollowUp | None:
    """As a one-time link names it: "follow-up:k3…"."""
    kind, _, public_id = about.partition(":")
    rows = FollowUp.objects.select_related("referral__subject", "referral__sender", "facility")
    return rows.filter(public_id=public_id).first() if kind == "follow-up" else None
