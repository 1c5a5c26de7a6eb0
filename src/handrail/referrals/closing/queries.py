"""Of which arrivals nobody has been asked yet, and what was said of the others."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from handrail.privacy.models import Erasure
from handrail.referrals.domain.closing import ANSWERED_AFTER, ASKED_IN, ASKING, FROM_LOG, SETTLED_BY, Account, Whom
from handrail.referrals.domain.sides import Side
from handrail.referrals.models import CoordinatorNote, FollowUp, Referral, ReferralMove

STAGES = sorted(stage.value for stage in ASKED_IN)
SETTLED_IN = sorted(stage.value for stage in ASKED_IN | ANSWERED_AFTER[Whom.PERSON])


def arrivals_to_ask_about(*, at: datetime) -> QuerySet[Referral]:
    """Those whose time is over for a day or more, and about which nobody was asked. None of an erased person."""
    asked = FollowUp.objects.filter(
        referral=OuterRef("pk"), facility=OuterRef("facility"), expected_at=OuterRef("awaited_at")
    )
    soonest = at - min(each.after for each in ASKING.values())
    rows = Referral.objects.filter(stage__in=STAGES, subject__erased_at=None, facility__isnull=False)
    rows = rows.annotate(awaited_at=Coalesce("expected_at", "arrived_at")).filter(awaited_at__lte=soonest)
    return rows.filter(~Exists(asked.exclude(asked_at=None))).order_by("awaited_at", "pk")


def awaited_at(referral: Referral) -> datetime | None:
    """For which moment; who came to a place that was kept without one was awaited when they came."""
    return referral.expected_at or referral.arrived_at


def unheard_by_log() -> QuerySet[FollowUp]:
    """The program has said nothing to us, and has moved the referral at its desk since it gave the time."""
    log = ReferralMove.objects.filter(referral=OuterRef("referral"))
    given = log.filter(expected_at=OuterRef("expected_at")).order_by("-number").values("number")[:1]
    rows = FollowUp.objects.filter(program_said="").annotate(given_by=Coalesce(Subquery(given), 0))
    said = log.filter(facility=OuterRef("facility"), number__gt=OuterRef("given_by"), **SAID_BY_MOVING)
    return rows.filter(Exists(said)).select_related("referral")


SAID_BY_MOVING = {
    "to_stage__in": sorted(stage.value for stage in FROM_LOG),
    "side__in": [Side.RECEIVER.value, Side.COORDINATOR.value],
    "expected_at": None,
}
"""Which moves count as an account of the program."""


def waiting_for_a_human() -> QuerySet[FollowUp]:
    """The two accounts differ, or somebody was turned away, and no coordinator could be called yet."""
    return FollowUp.objects.filter(needs_a_human(), human_called_at=None).select_related("referral")


def needs_a_human() -> Q:
    """As `domain.closing.needs_human`, asked of the database."""
    differ = ~Q(program_said="") & ~Q(person_said="") & ~same_account()
    return differ | Q(program_said=Account.TURNED_AWAY) | Q(person_said=Account.TURNED_AWAY)


def accounts_to_settle() -> QuerySet[FollowUp]:
    """Of the arrival that each referral stands at, where a coordinator has to ask what happened.

    Until one of them noted a call, or moved it, after the last word of either side: a word that comes later is asked
    about anew. Another time or another program leaves it behind.
    """
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    of_now = {"facility": F("referral__facility"), "expected_at": F("awaited_at"), "referral__stage__in": SETTLED_IN}
    rows = FollowUp.objects.filter(needs_a_human(), referral__subject__erased_at=None)
    rows = rows.annotate(
        awaited_at=Coalesce("referral__expected_at", "referral__arrived_at"),
        last_said_at=Coalesce(Greatest("program_said_at", "person_said_at"), "program_said_at", "person_said_at"),
    )
    notes = CoordinatorNote.objects.filter(referral=OuterRef("referral"), at__gte=OuterRef("last_said_at"))
    moves = ReferralMove.objects.filter(referral=OuterRef("referral"), at__gt=OuterRef("last_said_at"))
    asked = Exists(notes.filter(kind__in=sorted(SETTLED_BY))), Exists(moves.filter(side=Side.COORDINATOR))
    return rows.filter(~asked[0], ~asked[1], **of_now).exclude(referral__subject__in=hidden)


def accounts_heard(*, referral: Referral) -> QuerySet[FollowUp]:
    """What either side said of each arrival, also where it is settled. Nothing of who asked to be forgotten."""
    hidden = Erasure.objects.filter(undone_at=None).values("subject")
    rows = FollowUp.objects.filter(~Q(program_said="") | ~Q(person_said=""), referral=referral)
    rows = rows.filter(referral__subject__erased_at=None).exclude(referral__subject__in=hidden)
    return rows.select_related("facility")


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
