"""The keys of persons: made, wrapped by a master key, found again, destroyed."""

import secrets
from collections.abc import Collection
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from handrail.privacy.master_keys import KEY_BYTES, MasterKey, Purpose, current_key, named_key
from handrail.privacy.models import Subject, SubjectKey
from handrail.privacy.sealing import KEY_ID_BYTES, NONCE_BYTES, DataKey, SealBroken, key_id_of


class KeyDestroyed(Exception):
    """The person asked for erasure: nothing of theirs can be read any more, by anybody."""


class DataKeys:
    """The keys of some persons, as the database holds them. Each is unwrapped when first needed."""

    def __init__(self, rows: Collection[SubjectKey]) -> None:
        self.rows = {(row.subject_id, bytes(row.key_id)): row for row in rows}
        self.open: dict[tuple[int, bytes], DataKey] = {}

    def opening(self, subject_id: int, content: bytes) -> DataKey:
        """The key that this content of this person was sealed under."""
        at = (subject_id, key_id_of(content))
        if at not in self.rows:
            raise KeyDestroyed("This was erased.")
        if at not in self.open:
            self.open[at] = unwrapped(self.rows[at])
        return self.open[at]


def keys_for(subject_ids: Collection[int]) -> DataKeys:
    """In one query."""
    return DataKeys(SubjectKey.objects.filter(subject__in=subject_ids))


def writing_key(*, subject_id: int, purpose: Purpose, at: datetime) -> DataKey:
    """The key new values are sealed under; made with the first of them. A person who was erased gets no new one."""
    row = current_row(subject_id, purpose) or made_row(subject_id, purpose, at)
    return unwrapped(row)


def current_row(subject_id: int, purpose: Purpose) -> SubjectKey | None:
    return SubjectKey.objects.filter(subject=subject_id, purpose=purpose, is_current=True).first()


def made_row(subject_id: int, purpose: Purpose, at: datetime) -> SubjectKey:
    """Where two make the first key at once the database keeps one, and both use it."""
    with transaction.atomic():
        subject = Subject.objects.select_for_update().get(pk=subject_id)
        if subject.erased_at is not None and purpose is Purpose.SUBJECTS:
            raise KeyDestroyed("This person was erased.")
        try:
            with transaction.atomic():
                return new_row(subject_id, purpose, at)
        except IntegrityError:
            row = current_row(subject_id, purpose)
            if row is None:
                raise
            return row


def new_row(subject_id: int, purpose: Purpose, at: datetime) -> SubjectKey:
    key = DataKey(secrets.token_bytes(KEY_ID_BYTES), secrets.token_bytes(KEY_BYTES))
    master = current_key(purpose)
    return SubjectKey.objects.create(
        subject_id=subject_id,
        purpose=purpose,
        key_id=key.key_id,
        wrapped=wrapped(key, subject_id, purpose, master),
        master_id=master.key_id,
        made_at=at,
    )


def wrapped(key: DataKey, subject_id: int, purpose: Purpose, master: MasterKey) -> bytes:
    """Bound to the person and purpose: a wrapped key that was copied to another row does not open there."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(master.secret).encrypt(nonce, key.secret, bound(key.key_id, subject_id, purpose))


def unwrapped(row: SubjectKey) -> DataKey:
    """Raises `KeysRefused` where the key file lacks the master, `SealBroken` where the row was changed."""
    key_id, content = bytes(row.key_id), bytes(row.wrapped)
    master = named_key(Purpose(row.purpose), row.master_id)
    nonce, rest = content[:NONCE_BYTES], content[NONCE_BYTES:]
    try:
        secret = AESGCM(master.secret).decrypt(nonce, rest, bound(key_id, row.subject_id, Purpose(row.purpose)))
    except InvalidTag as broken:
        raise SealBroken("a data key was damaged or moved") from broken
    return DataKey(key_id, secret)


def bound(key_id: bytes, subject_id: int, purpose: Purpose) -> bytes:
    return f"{purpose}:{subject_id}:".encode() + key_id
