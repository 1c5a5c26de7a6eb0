"""What an emergency lets somebody see (42 CFR 2.51, S25)."""

from datetime import datetime

from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import is_open
from handrail.privacy.models import EmergencyOpening, Subject


def may_see(*, subject: Subject, information: Information, by: Actor, at: datetime) -> bool:
    """Whether an emergency that this person opened lets them see this now."""
    openings = EmergencyOpening.objects.filter(subject=subject, opened_by=by.public_id)
    return any(is_open(one.opened_at, at=at) and information in one.information for one in openings)
