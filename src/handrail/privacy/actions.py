"""Writes of the privacy core: persons, who they are, and by what a program finds them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from handrail.privacy.audit.entries import record
from handrail.privacy.blind_indexes import blind
from handrail.privacy.domain.actors import Actor
from handrail.privacy.master_keys import Purpose, current_key
from handrail.privacy.models import BlindIndex, Identity, Subject
from handrail.privacy.sealed_values import seal


@transaction.atomic
def open_subject(*, by: Actor, at: datetime, about: str = "") -> Subject:
    """A new person in the record: a random id and nothing else. `about` says for what else than a person it stands."""
    subject = Subject.objects.create()
    record("subject.opened", by=by, at=at, subject=subject, about=about)
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
    return keep_hash(subject=subject, organization=organization, kind=kind, value=index, master_id=master.key_id)


def keep_hash(*, subject: Subject, organization: str, kind: str, value: bytes, master_id: str) -> BlindIndex:
    """What was hashed before, here or by the installation that a backup was made of."""
    row, _ = BlindIndex.objects.get_or_create(
        organization=organization, kind=kind, value=value, subject=subject, defaults={"master_id": master_id}
    )
    return row
