"""Adding to the record, in the transaction of the act itself: where it cannot be written, the act fails (S32)."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from handrail.privacy.data_keys import DataKeys, keys_for, writing_key
from handrail.privacy.domain.actors import Actor
from handrail.privacy.master_keys import MasterKey, Purpose, current_key, named_key
from handrail.privacy.models import CHAINS, AuditEntry, Subject
from handrail.privacy.sealing import Place, sealed, unsealed

SALT_BYTES = 16
SIGNED = (
    "public_id", "chain", "at", "what", "by_kind", "by_id", "organization_id", "role", "purpose", "subject_id", "about",
    "rule", "commitment", "details", "once", "key_id",
)  # fmt: skip


def record(
    what: str,
    *,
    by: Actor,
    at: datetime,
    subject: Subject | None = None,
    about: str = "",
    purpose: str = "",
    rule: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Adds one act. `details` are sealed under the subject's key; without a subject none may be given."""
    entry = new_entry(what, by, at, subject, about, purpose, rule)
    keep_details(entry, subject, details or {}, at)
    sign(entry)
    entry.save(force_insert=True)
    return entry


def record_view(
    what: str, *, by: Actor, at: datetime, subject: Subject, about: str, purpose: str, rule: str = ""
) -> None:
    """Somebody looked. The same person at the same record is written once an hour."""
    entry = new_entry(what, by, at, subject, about, purpose, rule)
    entry.once = once_an_hour(entry)
    keep_details(entry, subject, {}, at)
    sign(entry)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        if not AuditEntry.objects.filter(once=entry.once).exists():
            raise


def new_entry(
    what: str, by: Actor, at: datetime, subject: Subject | None, about: str, purpose: str, rule: str
) -> AuditEntry:
    return AuditEntry(
        chain=chain_of(by.organization_id or by.public_id),
        at=at.astimezone(UTC),
        what=what,
        by_kind=by.kind,
        by_id=by.public_id,
        organization_id=by.organization_id,
        role=by.role,
        purpose=purpose,
        subject_id=subject.public_id if subject else "",
        about=about,
        rule=rule,
        key_id=current_key(Purpose.AUDIT).key_id,
    )


def chain_of(organization: str) -> int:
    """The same organization always writes to the same chain."""
    return hashlib.sha256(organization.encode()).digest()[0] % CHAINS


def once_an_hour(entry: AuditEntry) -> str:
    hour = entry.at.strftime("%Y-%m-%dT%H")
    parts = (
        entry.what,
        entry.by_kind,
        entry.by_id,
        entry.organization_id,
        entry.role,
        entry.purpose,
        entry.about,
        hour,
    )
    return hmac.new(named_key(Purpose.AUDIT, entry.key_id).secret, packed("once", *parts), "sha256").hexdigest()


def keep_details(entry: AuditEntry, subject: Subject | None, details: Mapping[str, Any], at: datetime) -> None:
    """What would tell more than ids is sealed with its salt: without the key the commitment tells nothing either."""
    if subject is None:
        if details:
            raise ValueError("details of an act are kept under the key of the person they are about")
        entry.commitment = commitment(b"", {})
        return
    salt = secrets.token_bytes(SALT_BYTES)
    entry.commitment = commitment(salt, details)
    if details:
        key = writing_key(subject_id=subject.pk, purpose=Purpose.SUBJECTS, at=at)
        entry.details = sealed(salt + as_json(details), key=key, place=details_place(entry))


def details_of(entry: AuditEntry, subject: Subject, *, keys: DataKeys | None = None) -> dict[str, Any]:
    """Raises `KeyDestroyed` once the person was erased, `SealBroken` where entry and details do not belong together.

    For many entries pass `keys=keys_for({subject.pk})`: one query for all of them.
    """
    if entry.details is None:
        return {}
    content = bytes(entry.details)
    key = (keys or keys_for({subject.pk})).opening(subject.pk, content)
    _, details = split_details(unsealed(content, key=key, place=details_place(entry)))
    return details


def split_details(content: bytes) -> tuple[bytes, dict[str, Any]]:
    return content[:SALT_BYTES], json.loads(content[SALT_BYTES:])


def details_place(entry: AuditEntry) -> Place:
    return Place("privacy_auditentry", "details", entry.public_id)


def commitment(salt: bytes, details: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(salt + as_json(details)).digest()


def as_json(details: Mapping[str, Any]) -> bytes:
    return json.dumps(details, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode()


def sign(entry: AuditEntry) -> None:
    entry.mac = mac_of(entry, named_key(Purpose.AUDIT, entry.key_id))


def mac_of(entry: AuditEntry, key: MasterKey) -> bytes:
    return hmac.new(key.secret, signed_bytes(entry), "sha256").digest()


def is_signed(entry: AuditEntry) -> bool:
    return hmac.compare_digest(bytes(entry.mac), mac_of(entry, named_key(Purpose.AUDIT, entry.key_id)))


def signed_bytes(entry: AuditEntry) -> bytes:
    return packed("entry", *(getattr(entry, name) for name in SIGNED))


def packed(*parts: object) -> bytes:
    """Each part with its length and its kind, so that no two lists of parts have the same bytes."""
    return b"".join(part_bytes(part) for part in parts)


def part_bytes(part: object) -> bytes:
    if part is None:
        return b"n"
    if isinstance(part, datetime):
        part = part.astimezone(UTC).isoformat(timespec="microseconds")
    content = bytes(part) if isinstance(part, bytes | memoryview) else str(part).encode()
    kind = b"b" if isinstance(part, bytes | memoryview) else b"t"
    return kind + len(content).to_bytes(4, "big") + content
