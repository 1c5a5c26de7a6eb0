"""Who may see which referral, and what a person may take with them."""

from typing import Any

from django.db.models import Q, QuerySet

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.directory.models import Claim
from handrail.privacy.models import Subject
from handrail.privacy.queries import told_moment
from handrail.privacy.sealed_values import keys_of, opened
from handrail.referrals.domain.sides import ONE_WAY_KINDS, Side, may_receive, may_send, sending_side
from handrail.referrals.models import Referral


def memberships_of(user: User) -> list[Membership]:
    return list(Membership.objects.live().filter(user=user).select_related("organization", "user__subject"))


def sending_memberships(user: User) -> list[Membership]:
    """In which organizations somebody may hand people over."""
    return [each for each in memberships_of(user) if may_send(*what(each))]


def receiving_memberships(user: User) -> list[Membership]:
    """For which programs somebody answers."""
    return [each for each in memberships_of(user) if may_receive(*what(each))]


def has_receivers(organization: Organization) -> bool:
    """Whether anybody there could look into its inbox."""
    members = Membership.objects.live().filter(organization=organization).select_related("organization")
    return any(may_receive(*what(each)) for each in members)


def what(membership: Membership) -> tuple[Kind, Role]:
    return Kind(membership.organization.kind), Role(membership.role)


def sent_referrals(*, user: User) -> QuerySet[Referral]:
    """Those that the organizations of this person sent. Police and custody see that they were sent, no more (S24)."""
    organizations = [each.organization_id for each in sending_memberships(user)]
    return Referral.objects.filter(sender__in=organizations).select_related("subject", "sender", "facility")


def received_referrals(*, user: User) -> QuerySet[Referral]:
    """Those that stand with a program for which this person answers, and whose page it keeps now."""
    organizations = [each.organization_id for each in receiving_memberships(user)]
    kept = Claim.objects.keeping().filter(state="verified", organization__in=organizations)
    places = Q(facility__in=kept.values("facility")) | Q(facility__in=kept.values("facility__merged_into"))
    return Referral.objects.filter(places).select_related("subject", "sender", "facility")


def side_of(*, referral: Referral, user: User) -> Side | None:
    """On which side somebody stands; the sender's first, where a program sends to itself. None: a stranger."""
    for membership in sending_memberships(user):
        if membership.organization_id == referral.sender_id:
            return sending_side(Kind(membership.organization.kind))
    return Side.RECEIVER if received_referrals(user=user).filter(pk=referral.pk).exists() else None


def is_sent_one_way(referral: Referral) -> bool:
    return referral.sender is not None and Kind(referral.sender.kind) in ONE_WAY_KINDS


def export_for(*, subject: Subject) -> dict[str, Any]:
    """Everything that is the person's own: each referral, what was written, and how it went."""
    rows = Referral.objects.filter(subject=subject).select_related("sender", "facility").order_by("made_at", "pk")
    referrals = list(rows.prefetch_related("history__facility", "legs__facility"))
    keys = keys_of(referrals)
    return {"referrals": [told(row, opened(row, "words", keys=keys)["words"] or {}) for row in referrals]}


def told(referral: Referral, words: dict[str, Any]) -> dict[str, Any]:
    steps = [
        {"stage": step.to_stage, "at": told_moment(step.at), "place": step.facility.name if step.facility else ""}
        for step in referral.history.all()
    ]
    return {
        "from": referral.sender.name if referral.sender else "myself",
        "written": told_moment(referral.made_at),
        "need": {"level": referral.level, "medicine": referral.medicine, "payer": referral.payer},
        "places": [leg.facility.name for leg in referral.legs.all()],
        "steps": steps,
        "outcome": referral.outcome,
        "what_was_written": words,
    }
