"""What an emergency lets somebody see, and what the person reads of it later (42 CFR 2.51, S25)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import MEDICAL_ROLES, is_open
from handrail.privacy.models import EmergencyOpening, Subject
from handrail.privacy.sealed_values import keys_of, opened_where_kept


def may_see(*, subject: Subject, information: Information, by: Actor, at: datetime) -> bool:
    """Whether an emergency that this person opened lets them see this now.

    Only while they act for the organization and in a role they opened it for: one person may be a nurse and a guard.
    """
    mine = {"opened_by": by.public_id, "organization_id": by.organization_id}
    openings = EmergencyOpening.objects.filter(subject=subject, **mine) if by.role in MEDICAL_ROLES else ()
    return any(is_open(one.opened_at, at=at) and information in one.information for one in openings)


def openings_told(*, subject: Subject, public_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """For the person themselves: what was opened, and the four facts. By the id of the opening, in two queries."""
    rows = list(EmergencyOpening.objects.filter(subject=subject, public_id__in=public_ids)) if public_ids else []
    keys = keys_of(rows) if rows else None
    facts = {row: opened_where_kept(row, "facts", keys=keys)["facts"] or {} for row in rows}
    return {row.public_id: {"information": row.information, **facts[row]} for row in rows}
