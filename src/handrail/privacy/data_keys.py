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
        key = self.held(subject_id, content)
        if key is None:
            raise KeyDestroyed("This was erased.")
        return key

    def held(self, subject_id: int, content: bytes) -> DataKey | None:
        """The same; None where it was destroyed."""
        at = (subject_id, key_id_of(content))
        if at in self.rows and at not in self.open:
            self.open[at] = unwrapped(self.rows[at])
        return self.open.get(at)


def keys_for(subject_ids: Collection[int], *, author: str = "") -> DataKeys:
    """In one query. The keys of counseling notes are among them only for the one who wrote the notes (S27)."""
    return DataKeys(SubjectKey.objects.filter(subject__in=subject_ids, author=author))


def every_key_of(subject_id: int) -> DataKeys:
    """Also those of each author's counseling notes: for rotation, which shows nobody anything."""
    return DataKeys(SubjectKey.objects.filter(subject=subject_id))


def writing_key(*, subject_id: int, purpose: Purpose, at: datetime, author: str = "") -> DataKey:
    """The key new values are sealed under; made with the first of them. A person who was erased gets no new one."""
    row = current_row(subject_id, purpose, author) or made_row(subject_id, purpose, at, author)
    return unwrapped(row)


def current_row(subject_id: int, purpose: Purpose, author: str) -> SubjectKey | None:
    return SubjectKey.objects.filter(subject=subject_id, purpose=purpose, author=author, is_current=True).first()


def made_row(subject_id: int, purpose: Purpose, at: datetime, author: str) -> SubjectKey:
    """Where two make the first key at once the database keeps one, and both use it."""
    with transaction.atomic():
        subject = Subject.objects.select_for_update().get(pk=subject_id)
        if subject.erased_at is not None and purpose is Purpose.SUBJECTS:
            raise KeyDestroyed("This person was erased.")
        try:
            with transaction.atomic():
                return new_row(subject_id, purpose, at, author)
        except IntegrityError:
            row = current_row(subject_id, purpose, author)
            if row is None:
                raise
            return row


def new_row(subject_id: int, purpose: Purpose, at: datetime, author: str) -> SubjectKey:
    key, master = DataKey(secrets.token_bytes(KEY_ID_BYTES), secrets.token_bytes(KEY_BYTES)), current_key(purpose)
    row = SubjectKey(subject_id=subject_id, purpose=purpose, author=author, key_id=key.key_id, made_at=at)
    wrap(row, key, master)
    row.save(force_insert=True)
    return row


def wrap(row: SubjectKey, key: DataKey, master: MasterKey) -> None:
    """Bound to person, purpose and author: a wrapped key that was copied to another row does not open there."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    row.wrapped = nonce + AESGCM(master.secret).encrypt(nonce, key.secret, bound(row))
    row.master_id = master.key_id


def unwrapped(row: SubjectKey) -> DataKey:
    """Raises `KeysRefused` where the key file lacks the master, `SealBroken` where the row was changed."""
    content = bytes(row.wrapped)
    master = named_key(Purpose(row.purpose), row.master_id)
    nonce, rest = content[:NONCE_BYTES], content[NONCE_BYTES:]
    try:
        secret = AESGCM(master.secret).decrypt(nonce, rest, bound(row))
    except InvalidTag as broken:
        raise SealBroken("a data key was damaged or moved") from broken
    return DataKey(bytes(row.key_id), secret)


def bound(row: SubjectKey) -> bytes:
    author = f"{row.author}:" if row.author else ""
    return f"{row.purpose}:{row.subject_id}:{author}".encode() + bytes(row.key_id)
