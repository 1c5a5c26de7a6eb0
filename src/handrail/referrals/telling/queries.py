"""Whom a clock may tell something, and how: only by ways that they agreed to or named for it."""

from handrail.accounts.models import Membership
from handrail.directory.models import Facility
from handrail.messaging.models import ContactAgreement
from handrail.privacy.models import Subject
from handrail.referrals.domain.sides import may_receive, may_send
from handrail.referrals.models import Referral
from handrail.referrals.moving.consent import program_of
from handrail.referrals.queries import what
from handrail.referrals.turns import is_one_way


def subjects_of_sender(referral: Referral) -> list[Subject]:
    """Who wrote it, while they still hand people over there; else their colleagues. Police are never told (S24)."""
    if referral.sender is None or is_one_way(referral.sender):
        return []
    members = [each for each in members_in(referral.sender_id) if may_send(*what(each))]
    wrote = [each for each in members if each.user_id == referral.made_by_id]
    return reachable([each.user.subject for each in wrote]) or reachable([each.user.subject for each in members])


def themselves_of(referral: Referral) -> list[Subject]:
    """Who asked for themselves: at what they proved to be theirs, and nobody else has to learn it."""
    return reachable([referral.subject]) if referral.sender is None else []


def subjects_of_program(referral: Referral) -> list[Subject]:
    """Those of the program that has it."""
    return people_of(referral.facility) if referral.facility else []


def people_of(facility: Facility) -> list[Subject]:
    """Who answers for the program that keeps this page, and agreed to be written to."""
    program = program_of(facility)
    members = members_in(program.pk) if program else []
    return reachable([each.user.subject for each in members if may_receive(*what(each))])


def members_in(organization_id: int | None) -> list[Membership]:
    rows = (
        Membership.objects.live().filter(organization=organization_id).select_related("organization", "user__subject")
    )
    return list(rows.order_by("pk"))


def reachable(subjects: list[Subject]) -> list[Subject]:
    agreed = ContactAgreement.objects.filter(subject__in=subjects, withdrawn_at=None).values_list("subject", flat=True)
    known = set(agreed)
    return [each for each in subjects if each.pk in known]
