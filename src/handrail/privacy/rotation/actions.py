"""Moving everything to the newest master keys while the product runs (S30).

Each row is moved in a short transaction of its own, locked, so a reader meets the old state or the new one, both of
which open. A run that was killed is simply run again: what was moved is not moved twice.
"""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q, QuerySet

from handrail.privacy.blind_indexes import blind
from handrail.privacy.data_keys import every_key_of, new_row, unwrapped, wrap
from handrail.privacy.master_keys import Purpose, current_key, ring
from handrail.privacy.models import PERSONAL_KEYS, BlindIndex, Identity, Receipt, Subject, SubjectKey
from handrail.privacy.receipts.proofs import seal_anew
from handrail.privacy.sealed_fields import sealed_fields
from handrail.privacy.sealed_values import opened, resealed
from handrail.privacy.sealing import SealBroken

AT_ONCE = 200


def rewrap_keys() -> Iterator[int]:
    """Wraps data keys with the newest masters. Yields how many each step moved."""
    ring()
    while moved := rewrap_some():
        yield moved


@transaction.atomic
def rewrap_some() -> int:
    rows = list(keys_under_old_masters().select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
    for row in rows:
        wrap(row, unwrapped(row), current_key(Purpose(row.purpose)))
    SubjectKey.objects.bulk_update(rows, ["wrapped", "master_id"])
    return len(rows)


def keys_under_old_masters() -> QuerySet[SubjectKey]:
    newest = Q(pk=None)
    for purpose in PERSONAL_KEYS:
        newest |= Q(purpose=purpose, master_id=current_key(purpose).key_id)
    return SubjectKey.objects.exclude(newest)


def move_blind_indexes() -> Iterator[tuple[int, int]]:
    """Makes each blind index anew. Yields how many a step moved, and how many had nothing to make it from."""
    last = 0
    while pks := list(
        blind_under_old_masters().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    ):
        last = pks[-1]
        moved = sum(move_blind_index(pk) for pk in pks)
        yield moved, len(pks) - moved


@transaction.atomic
def move_blind_index(pk: int) -> bool:
    row = BlindIndex.objects.select_for_update().filter(pk=pk).first()
    identity = row and Identity.objects.filter(subject=row.subject_id).first()
    if row is None or identity is None:
        return False
    person = opened(identity, "person")["person"]
    old = {"organization": row.organization, "kind": row.kind, "value": str(person.get(row.kind, ""))}
    if blind(**old, master_id=row.master_id) != bytes(row.value):
        return False
    master = current_key(Purpose.BLIND)
    value = blind(**old, master_id=master.key_id)
    same = {"subject": row.subject_id, "organization": row.organization, "kind": row.kind}
    if BlindIndex.objects.filter(**same, value=value).exists():
        row.delete()  # they were made findable anew since the key was added
        return True
    row.value, row.master_id = value, master.key_id
    row.save(update_fields=["value", "master_id"])
    return True


def blind_under_old_masters() -> QuerySet[BlindIndex]:
    return BlindIndex.objects.exclude(master_id=current_key(Purpose.BLIND).key_id)


def move_receipts() -> Iterator[tuple[int, int]]:
    """Seals the proof of each receipt anew. Yields how many a step moved, and how many were changed from outside."""
    last = 0
    while pks := list(
        receipts_under_old_masters().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    ):
        last = pks[-1]
        moved = [move_receipt(pk) for pk in pks]
        yield moved.count(True), moved.count(False)


@transaction.atomic
def move_receipt(pk: int) -> bool | None:
    """None for one that has gone meanwhile."""
    row = Receipt.objects.select_for_update(of=("self",)).select_related("subject").filter(pk=pk).first()
    if row is None:
        return None
    try:
        seal_anew(row)
    except SealBroken:  # it opens for no number, under whatever key
        return False
    row.save(update_fields=["proof", "master_id"])
    return True


def receipts_under_old_masters() -> QuerySet[Receipt]:
    return Receipt.objects.exclude(master_id=current_key(Purpose.RECEIPTS).key_id)


def renew_data_keys(*, at: datetime) -> Iterator[int]:
    """A new data key for every person, and everything of theirs sealed under it. Yields values moved, person by person.

    Older keys stay, wrapped, for the record of acts: its entries never change.
    """
    for pk in Subject.objects.filter(erased_at=None).order_by("pk").values_list("pk", flat=True).iterator():
        yield renew_keys_of(pk, at)


@transaction.atomic
def renew_keys_of(subject_id: int, at: datetime) -> int:
    subject = Subject.objects.select_for_update().get(pk=subject_id)
    if subject.erased_at is not None:
        return 0
    old = list(SubjectKey.objects.filter(subject=subject, is_current=True))
    SubjectKey.objects.filter(pk__in=[row.pk for row in old]).update(is_current=False)
    for row in old:
        new_row(subject.pk, Purpose(row.purpose), at, row.author)
    return sum(reseal_rows(model, subject, at) for model in sealed_models())


def reseal_rows(model: type[models.Model], subject: Subject, at: datetime) -> int:
    moved = 0
    for row in model.objects.select_for_update().filter(subject=subject):
        fresh = resealed(row, every_key_of(subject.pk), at=at)
        model.objects.filter(pk=row.pk).update(**fresh)
        moved += len(fresh)
    return moved


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if sealed_fields(model)]
