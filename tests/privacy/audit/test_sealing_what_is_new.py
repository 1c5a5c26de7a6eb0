"""Sealing costs as much as there is new, however long the record has grown; nothing that came late is lost (S32)."""

from datetime import timedelta

import pytest

from handrail.privacy.audit import sealing_batches
from handrail.privacy.audit.entries import keep_details, new_entry, record, sign
from handrail.privacy.audit.sealing_batches import seal_entries
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nobody_looked(monkeypatch):
    monkeypatch.setattr(sealing_batches, "_looked", sealing_batches.LastLook())


def numbered(number, at):
    """As the database numbers an entry when it is written, which need not be when it is committed."""
    entry = new_entry("worker.began", PRODUCT, at, None, "", "", "")
    keep_details(entry, None, {}, at)
    sign(entry)
    entry.pk = number
    entry.save(force_insert=True)
    return entry


def test_round_looks_past_all_that_is_sealed_and_a_late_entry_waits_for_the_look_at_the_whole(at):
    numbered(9_000, at)
    first = seal_entries(at=at)
    late = numbered(8_000, at)

    soon = seal_entries(at=at + MINUTE)
    newer = numbered(9_001, at)
    at_once = seal_entries(at=at + 2 * MINUTE)
    is_late_sealed = AuditEntry.objects.filter(pk=late.pk).exclude(leaf=None).exists()
    whole = seal_entries(at=at + 60 * MINUTE)

    assert (first, soon, at_once, is_late_sealed, whole) == (1, 0, 1, False, 1)
    assert AuditEntry.objects.filter(leaf=None).count() == 0
    assert newer.leaf.batch.number == 2


def test_idle_round_asks_the_same_two_questions_however_much_is_sealed(at, django_assert_num_queries):
    for count in (1, 20):
        for _ in range(count):
            record("worker.began", by=PRODUCT, at=at)
        seal_entries(at=at)

        with django_assert_num_queries(2):
            assert seal_entries(at=at + MINUTE) == 0


def test_clock_that_was_set_back_looks_at_the_whole(at):
    seal_entries(at=at)
    numbered(9_000, at)
    seal_entries(at=at)
    numbered(8_000, at)

    assert seal_entries(at=at - MINUTE) == 1
