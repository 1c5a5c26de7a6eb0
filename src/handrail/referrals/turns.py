"""Whose turn it is, by the stage and by who sent the person."""

from handrail.accounts.domain.roles import Kind
from handrail.accounts.models import Organization
from handrail.referrals.domain.clocks import turn_of
from handrail.referrals.domain.sides import ONE_WAY_KINDS, Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral


def is_one_way(sender: Organization | None) -> bool:
    """Police and custody learn nothing more once they have sent somebody (S24)."""
    return sender is not None and Kind(sender.kind) in ONE_WAY_KINDS


def turn_in(stage: Stage, *, referral: Referral) -> Side | None:
    return turn_of(stage, is_self_referred=referral.sender is None, is_one_way=is_one_way(referral.sender))
