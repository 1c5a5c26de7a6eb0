"""This package's part of a person's export and erasure: what they wrote when they asked for a page (S33)."""

from datetime import datetime
from typing import Any

from django.db.models import F

from handrail.directory.domain.claims import OPEN, State
from handrail.directory.models import Claim
from handrail.privacy.models import Subject
from handrail.privacy.queries import told_moment
from handrail.privacy.sealed_values import keys_of, opened


def erase(*, subject: Subject, at: datetime) -> None:
    """What waited for them ends. A page that is kept stays: it is the organization's."""
    asked = Claim.objects.filter(subject=subject)
    asked.filter(state__in=OPEN).update(state=State.WITHDRAWN, code=None, ended_by=F("asked_by"), ended_at=at)
    asked.update(words=None)


def export_for(*, subject: Subject) -> dict[str, Any]:
    claims = list(Claim.objects.filter(subject=subject).select_related("organization", "facility").order_by("asked_at"))
    keys = keys_of(claims)
    return {"claims": [claim_told(claim, opened(claim, "words", keys=keys)) for claim in claims]}


def claim_told(claim: Claim, words: dict[str, Any]) -> dict[str, Any]:
    where = {"organization": claim.organization.name, "place": claim.facility.name}
    return {**where, "state": claim.state, "asked": told_moment(claim.asked_at), **words}
