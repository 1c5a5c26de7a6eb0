"""Sealing the record: entries that stand alone become links of chains, each covering the one before (S32)."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from handrail.privacy.audit.entries import packed, signed_bytes
from handrail.privacy.master_keys import Purpose, current_key, named_key
from handrail.privacy.models import AuditBatch, AuditEntry, AuditLeaf

MOST_IN_A_BATCH = 1000
NO_LINK = bytes(32)
LOOKED_WHOLE_EVERY = timedelta(hours=1)  # well within the six hours after which an unsealed entry is a fault


class LastLook:
    """When this process last looked at the whole record."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def is_fresh(self, at: datetime) -> bool:
        return self.at is not None and timedelta() <= at - self.at < LOOKED_WHOLE_EVERY


_looked = LastLook()


def seal_entries(*, at: datetime) -> int:
    """Seals all that is not sealed yet, chain by chain, and returns how many entries. Two workers never collide:
    the database takes a number of a chain, and an entry, once.

    Most rounds look only at what is newer than all that is sealed. What was committed later than newer entries, or
    left by a worker that died, is found by a look at the whole record, now and then.
    """
    is_fresh = _looked.is_fresh(at)
    since = newest_sealed() if is_fresh else 0
    sealed = sum(size for chain in chains_waiting(since) for size in sealed_batches(chain, since, at))
    if not is_fresh:
        _looked.at = at
    return sealed


def newest_sealed() -> int:
    newest = AuditLeaf.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
    return newest or 0


def unsealed_since(since: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(id__gt=since, leaf=None)


def chains_waiting(since: int) -> list[int]:
    return sorted(set(unsealed_since(since).order_by().values_list("chain", flat=True).distinct()))


def sealed_batches(chain: int, since: int, at: datetime) -> Iterator[int]:
    while size := seal_batch(chain, since, at):
        yield size


def seal_batch(chain: int, since: int, at: datetime) -> int:
    """One more link of a chain; 0 where nothing waits or another worker was faster."""
    try:
        with transaction.atomic():
            entries = list(unsealed_since(since).filter(chain=chain).order_by("id")[:MOST_IN_A_BATCH])
            if entries:
                add_batch(chain, entries, at)
            return len(entries)
    except IntegrityError:
        return 0


def add_batch(chain: int, entries: Sequence[AuditEntry], at: datetime) -> None:
    last = AuditBatch.objects.filter(chain=chain).order_by("-number").first()
    batch = AuditBatch(
        chain=chain,
        number=last.number + 1 if last else 1,
        size=len(entries),
        root=merkle_root([leaf_hash(entry) for entry in entries]),
        before=bytes(last.head) if last else NO_LINK,
        sealed_at=at.astimezone(UTC),
        key_id=current_key(Purpose.AUDIT).key_id,
    )
    batch.head = head_of(batch)
    batch.mac = batch_mac(batch)
    batch.save(force_insert=True)
    AuditLeaf.objects.bulk_create(
        AuditLeaf(entry=entry, batch=batch, position=position) for position, entry in enumerate(entries)
    )


def leaf_hash(entry: AuditEntry) -> bytes:
    return hashlib.sha256(b"\x00" + signed_bytes(entry) + bytes(entry.mac)).digest()


def merkle_root(hashes: Sequence[bytes]) -> bytes:
    """Leaves and nodes are hashed apart (RFC 9162), so that no node can be passed off as an entry."""
    level = list(hashes)
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def head_of(batch: AuditBatch) -> bytes:
    parts = (
        batch.chain,
        batch.number,
        batch.size,
        bytes(batch.root),
        bytes(batch.before),
        batch.sealed_at,
        batch.key_id,
    )
    return hashlib.sha256(packed("link", *parts)).digest()


def batch_mac(batch: AuditBatch) -> bytes:
    key = named_key(Purpose.AUDIT, batch.key_id)
    return hmac.new(key.secret, packed("head", bytes(batch.head)), "sha256").digest()
