"""Writes of the privacy core: persons, who they are, and the end of what is known about them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.blind_indexes import blind
from handrail.privacy.domain.actors import Actor
from handrail.privacy.master_keys import Purpose, current_key
from handrail.privacy.models import BlindIndex, Consent, Identity, Subject
from handrail.privacy.sealed_values import seal


@transaction.atomic
def open_subject(*, by: Actor, at: datetime) -> Subject:
    """A new person in the record: a random id and nothing else."""
    subject = Subject.objects.create()
    record("subject.opened", by=by, at=at, subject=subject)
    return subject


@transaction.atomic
def write_identity(*, subject: Subject, person: Mapping[str, Any], by: Actor, at: datetime) -> Identity:
    """Keeps who a person is, sealed under their own key. An earlier answer is overwritten, and the record says when."""
    Subject.objects.select_for_update().get(pk=subject.pk)
    identity = Identity.objects.filter(subject=subject).first() or Identity(subject=subject)
    seal(identity, at=at, person=dict(person))
    identity.save()
    record("identity.written", by=by, at=at, subject=subject, about=f"identity:{identity.public_id}")
    return identity


@transaction.atomic
def make_findable(*, subject: Subject, organization: str, kind: str, value: str) -> BlindIndex:
    """Lets one organization find this person by a telephone number or e-mail it already knows."""
    master = current_key(Purpose.BLIND)
    index = blind(organization=organization, kind=kind, value=value, master_id=master.key_id)
    row, _ = BlindIndex.objects.get_or_create(
        organization=organization, kind=kind, value=index, subject=subject, defaults={"master_id": master.key_id}
    )
    return row


@transaction.atomic
def erase_subject(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Destroys the person's keys, and with them everything sealed under those, in every table and every later backup.

    The record of acts stays, with random ids only. Pressing twice is one erasure.
    """
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if subject.erased_at is not None:
        return
    Identity.objects.filter(subject=subject).delete()
    BlindIndex.objects.filter(subject=subject).delete()
    Consent.objects.filter(subject=subject, revoked_at=None).update(revoked_at=at)
    Consent.objects.filter(subject=subject, ended_at=None).update(ended_at=at)
    subject.keys.all().delete()
    subject.erased_at = at
    subject.save(update_fields=["erased_at"])
    record("subject.erased", by=by, at=at, subject=subject)
