"""Opening a record in a medical emergency (42 CFR 2.51, S25)."""

from datetime import datetime

from django.db import transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import Emergency, check_emergency
from handrail.privacy.models import EmergencyOpening, Subject
from handrail.privacy.sealed_values import seal


@transaction.atomic
def open_in_emergency(
    *, subject: Subject, emergency: Emergency, information: frozenset[Information], by: Actor
) -> EmergencyOpening:
    """Writes four facts down, then `by` sees what the emergency needs for an hour. Raises `EmergencyRefused`."""
    check_emergency(emergency, role=by.role, information=information)
    opening = EmergencyOpening(
        subject=subject,
        opened_by=by.public_id,
        organization_id=by.organization_id,
        information=sorted(information),
        opened_at=emergency.at,
    )
    facts = {
        "recipient": emergency.recipient,
        "recipient_facility": emergency.recipient_facility,
        "discloser": emergency.discloser,
        "nature": emergency.nature,
    }
    seal(opening, at=emergency.at, facts=facts)
    opening.save(force_insert=True)
    about = f"emergency:{opening.public_id}"
    record("emergency.opened", by=by, at=emergency.at, subject=subject, about=about, rule="2.51", purpose="emergency")
    return opening


@transaction.atomic
def review_opening(*, opening: EmergencyOpening, by: Actor, at: datetime) -> None:
    """A second person looks at every opening. The database refuses the one who opened it."""
    opening = EmergencyOpening.objects.select_for_update(of=("self",)).select_related("subject").get(pk=opening.pk)
    if opening.reviewed_at is None:
        opening.reviewed_by, opening.reviewed_at = by.public_id, at
        opening.save(update_fields=["reviewed_by", "reviewed_at"])
        about = f"emergency:{opening.public_id}"
        record("emergency.reviewed", by=by, at=at, subject=opening.subject, about=about)
