"""Proving the record: nothing in it was changed, and nothing sealed was taken out (S32)."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Min

from handrail.privacy.audit.anchors import ANCHORED_EVERY, is_of_the_future, last_anchor
from handrail.privacy.audit.entries import SALT_BYTES, details_place, is_signed
from handrail.privacy.audit.sealing_batches import NO_LINK, batch_mac, head_of, leaf_hash, merkle_root
from handrail.privacy.data_keys import KeyDestroyed, keys_for
from handrail.privacy.master_keys import KeysRefused
from handrail.privacy.models import CHAINS, AuditBatch, AuditEntry, Subject
from handrail.privacy.outside_files import lines_of
from handrail.privacy.sealing import SealBroken, unsealed

AT_ONCE = 500


@dataclass(frozen=True)
class Fault:
    """What does not hold, and where. Holds ids only."""

    what: str
    where: str


def faults(*, at: datetime, anchor_file: Path | None) -> Iterator[Fault]:
    """Everything that does not hold: entries, then links, then what was written down outside."""
    yield from faults_of_entries()
    for chain in range(CHAINS):
        yield from faults_of_chain(chain)
    yield from late_entries(at)
    if anchor_file:
        yield from faults_of_anchors(anchor_file, at)


def faults_of_entries() -> Iterator[Fault]:
    entries = list(AuditEntry.objects.order_by("id")[:AT_ONCE])
    while entries:
        named = {entry.subject_id for entry in entries if entry.details is not None}
        subjects = dict(Subject.objects.filter(public_id__in=named).values_list("public_id", "pk"))
        keys = keys_for(subjects.values())
        for entry in entries:
            if fault := fault_of_entry(entry, subjects.get(entry.subject_id), keys):
                yield Fault(fault, f"entry {entry.public_id}")
        entries = list(AuditEntry.objects.filter(id__gt=entries[-1].id).order_by("id")[:AT_ONCE])


def fault_of_entry(entry: AuditEntry, subject: int | None, keys) -> str | None:
    try:
        if not is_signed(entry):
            return "changed: its signature does not hold"
        if entry.details is None or subject is None:
            return None
        content = bytes(entry.details)
        opened = unsealed(content, key=keys.opening(subject, content), place=details_place(entry))
    except KeyDestroyed:
        return None  # erased: the commitment stays, and tells nothing
    except SealBroken:
        return "its details were damaged or exchanged"
    except KeysRefused:
        return "signed by a key that is not in the key file"
    is_kept = hmac.compare_digest(hashlib.sha256(opened).digest(), bytes(entry.commitment))
    return None if is_kept and len(opened) > SALT_BYTES else "its details are not the ones it was committed to"


def faults_of_chain(chain: int) -> Iterator[Fault]:
    before, number = NO_LINK, 0
    for batch in AuditBatch.objects.filter(chain=chain).order_by("number").iterator():
        number += 1
        where = f"link {chain}/{batch.number}"
        if batch.number != number or bytes(batch.before) != before:
            yield Fault("a link before it is missing or was exchanged", where)
            number = batch.number
        if fault := fault_of_batch(batch):
            yield Fault(fault, where)
        before = bytes(batch.head)


def fault_of_batch(batch: AuditBatch) -> str | None:
    entries = list(AuditEntry.objects.filter(leaf__batch=batch).order_by("leaf__position"))
    try:
        if head_of(batch) != bytes(batch.head) or not hmac.compare_digest(batch_mac(batch), bytes(batch.mac)):
            return "changed: its signature does not hold"
    except KeysRefused:
        return "signed by a key that is not in the key file"
    if len(entries) != batch.size or merkle_root([leaf_hash(entry) for entry in entries]) != bytes(batch.root):
        return "its entries are not the ones that were sealed"
    return None


def late_entries(at: datetime) -> Iterator[Fault]:
    """What the worker should have sealed long ago: until then an entry could be taken out unseen."""
    late = AuditEntry.objects.filter(leaf=None, at__lt=at - ANCHORED_EVERY).count()
    if late:
        yield Fault("not sealed for more than six hours: is the worker running?", f"{late} entries")


def faults_of_anchors(file: Path, at: datetime) -> Iterator[Fault]:
    """Every head that was ever written down must still be in its chain."""
    held = {
        (chain, number): bytes(head).hex()
        for chain, number, head in AuditBatch.objects.values_list("chain", "number", "head").iterator()
    }
    for anchor in lines_of(file):
        for link in anchor["heads"]:
            if held.get((link["chain"], link["number"])) != link["head"]:
                yield Fault(
                    "was written down outside and is not in the record", f"link {link['chain']}/{link['number']}"
                )
        if is_of_the_future(datetime.fromisoformat(anchor["at"]), at=at):
            yield Fault("was written down by a clock that runs ahead", f"anchor of {anchor['at']}")
    since = last_written_down(file) if held else None
    if since is not None and at - since > 2 * ANCHORED_EVERY:
        yield Fault("no link was written down outside for twelve hours: is the worker running?", str(file))


def last_written_down(file: Path) -> datetime | None:
    """Where nothing was yet: since the first link was sealed. A worker that ends between the two is no fault."""
    last = last_anchor(file)
    if last is not None:
        return datetime.fromisoformat(last["at"])
    return AuditBatch.objects.aggregate(first=Min("sealed_at"))["first"]
