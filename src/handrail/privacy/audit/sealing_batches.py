"""Sealing the record: entries that stand alone become links of chains, each covering the one before (S32)."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from handrail.privacy.audit.entries import packed, signed_bytes
from handrail.privacy.master_keys import Purpose, current_key, named_key
from handrail.privacy.models import CHAINS, AuditBatch, AuditEntry, AuditLeaf

MOST_IN_A_BATCH = 1000
NO_LINK = bytes(32)


def seal_entries(*, at: datetime) -> int:
    """Seals all that is not sealed yet, chain by chain, and returns how many entries. Two workers never collide:
    the database takes a number of a chain, and an entry, once."""
    return sum(size for chain in range(CHAINS) for size in sealed_batches(chain, at))


def sealed_batches(chain: int, at: datetime) -> Iterator[int]:
    while size := seal_batch(chain, at):
        yield size


def seal_batch(chain: int, at: datetime) -> int:
    """One more link of a chain; 0 where nothing waits or another worker was faster."""
    try:
        with transaction.atomic():
            entries = list(AuditEntry.objects.filter(chain=chain, leaf=None).order_by("id")[:MOST_IN_A_BATCH])
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
