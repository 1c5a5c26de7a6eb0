"""The record of acts: only grows, proves itself, and outlives a person's erasure (S32)."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from handrail.privacy.actions import open_subject
from handrail.privacy.audit.anchors import anchor
from handrail.privacy.audit.entries import details_of, record, record_view
from handrail.privacy.audit.sealing_batches import leaf_hash, merkle_root, seal_entries
from handrail.privacy.audit.verifying import Fault, faults
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import AuditBatch, AuditEntry, AuditLeaf
from handrail.privacy.outside_files import lines_of

NURSE = Actor(ActorKind.STAFF, "nurse", "clinic", "nurse")
HOUR = timedelta(hours=1)


@pytest.fixture
def past_the_guards(django_db_blocker):
    """As somebody with the database's own password would: the triggers are off."""

    def run(statement, parameters=()):
        from conftest import append_only_lifted

        with append_only_lifted(connection), connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    return run


def found(at, anchor_file=None):
    return list(faults(at=at, anchor_file=anchor_file))


def some_acts(at, count=5):
    subject = open_subject(by=NURSE, at=at)
    for number in range(count):
        record("plan.changed", by=NURSE, at=at, subject=subject, about="plan:1", details={"step": number})
    return subject


@pytest.mark.django_db
def test_details_are_kept_sealed_and_come_back(at):
    subject = open_subject(by=NURSE, at=at)

    entry = record("consent.given", by=NURSE, at=at, subject=subject, details={"to": "Hope Clinic"})

    held = AuditEntry.objects.get(pk=entry.pk)
    assert b"Hope" not in bytes(held.details) + bytes(held.commitment)
    assert details_of(held, subject) == {"to": "Hope Clinic"}


@pytest.mark.django_db
def test_details_without_a_person_are_refused(at):
    with pytest.raises(ValueError, match="under the key of the person"):
        record("worker.started", by=PRODUCT, at=at, details={"host": "a"})

    assert AuditEntry.objects.count() == 0


@pytest.mark.asvs("V16.4.2")
@pytest.mark.django_db
@pytest.mark.parametrize("table", ["privacy_auditentry", "privacy_auditbatch", "privacy_auditleaf"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_database_refuses_to_change_the_record(at, table, statement):
    some_acts(at)
    seal_entries(at=at)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))

    assert (AuditEntry.objects.count(), AuditLeaf.objects.count()) == (6, 6)


@pytest.mark.django_db
def test_whole_record_proves_itself(at):
    some_acts(at)
    record("worker.started", by=PRODUCT, at=at)
    assert seal_entries(at=at) == 7
    some_acts(at + HOUR)
    assert seal_entries(at=at + HOUR) == 6

    assert found(at + HOUR) == []
    assert sum(AuditBatch.objects.values_list("size", flat=True)) == 13


@pytest.mark.django_db
def test_sealing_again_seals_nothing_twice(at):
    some_acts(at)
    seal_entries(at=at)

    assert seal_entries(at=at) == 0
    assert AuditBatch.objects.count() == 1


@pytest.mark.asvs("V16.4.2")
@pytest.mark.django_db
@pytest.mark.parametrize("column", ["at", "what", "by_id", "organization_id", "role", "subject_id", "about", "rule"])
def test_changed_entry_is_found(at, past_the_guards, column):
    some_acts(at)
    seal_entries(at=at)
    entry = AuditEntry.objects.order_by("id")[2]

    value = "2026-01-01 00:00:00+00:00" if column == "at" else "x"
    past_the_guards(f"UPDATE privacy_auditentry SET {column} = %s WHERE id = %s", [value, entry.pk])

    places = {fault.where for fault in found(at)}
    assert f"entry {entry.public_id}" in places
    assert any(place.startswith("link ") for place in places)


@pytest.mark.django_db
def test_entry_taken_out_is_found(at, past_the_guards):
    some_acts(at)
    seal_entries(at=at)
    entry = AuditEntry.objects.order_by("id")[2]

    past_the_guards("DELETE FROM privacy_auditleaf WHERE entry_id = %s", [entry.pk])
    past_the_guards("DELETE FROM privacy_auditentry WHERE id = %s", [entry.pk])

    assert [fault.what for fault in found(at)] == ["its entries are not the ones that were sealed"]


@pytest.mark.django_db
def test_details_exchanged_between_entries_are_found(at, past_the_guards):
    some_acts(at)
    first, second = AuditEntry.objects.filter(what="plan.changed").order_by("id")[:2]

    past_the_guards("UPDATE privacy_auditentry SET details = %s WHERE id = %s", [bytes(second.details), first.pk])

    assert Fault("changed: its signature does not hold", f"entry {first.public_id}") in found(at)


@pytest.mark.django_db
def test_link_taken_out_is_found(at, past_the_guards):
    for hours in range(3):
        some_acts(at + hours * HOUR)
        seal_entries(at=at + hours * HOUR)
    middle = AuditBatch.objects.get(number=2)

    past_the_guards("DELETE FROM privacy_auditleaf WHERE batch_id = %s", [middle.pk])
    past_the_guards("DELETE FROM privacy_auditbatch WHERE id = %s", [middle.pk])

    assert found(at + 2 * HOUR) == [
        Fault("a link before it is missing or was exchanged", f"link {middle.chain}/3"),
    ]


@pytest.mark.django_db
def test_newest_link_taken_out_is_found_by_what_was_written_down_outside(at, past_the_guards, tmp_path):
    some_acts(at)
    seal_entries(at=at)
    file = tmp_path / "anchors"
    anchor(file, at=at)

    for table in ("auditleaf", "auditbatch", "auditentry"):
        past_the_guards(f"DELETE FROM privacy_{table}")

    assert [fault.what for fault in found(at, file)] == ["was written down outside and is not in the record"]


@pytest.mark.django_db
def test_heads_are_written_down_every_six_hours_and_a_torn_line_is_passed_over(at, tmp_path):
    some_acts(at)
    seal_entries(at=at)
    file = tmp_path / "anchors"

    written = [anchor(file, at=at + hours * HOUR) for hours in (0, 1, 5, 6, 7)]
    with file.open("a") as handle:
        handle.write('{"at": "2026-')
    anchor(file, at=at + 12 * HOUR)

    assert written == [True, False, False, True, False]
    assert len(list(lines_of(file))) == 3
    assert found(at + 12 * HOUR, file) == []


@pytest.mark.django_db
def test_links_that_were_never_written_down_are_a_fault_after_twelve_hours(at, tmp_path):
    some_acts(at)
    seal_entries(at=at)
    file = tmp_path / "anchors"

    first, after = found(at + 12 * HOUR, file), found(at + 12 * HOUR + timedelta(minutes=1), file)

    told = "no link was written down outside for twelve hours: is the worker running?"
    assert (first, after) == ([], [Fault(told, str(file))])


@pytest.mark.django_db
def test_anchor_of_the_future_stops_no_other_and_is_told(at, tmp_path):
    some_acts(at)
    seal_entries(at=at)
    file = tmp_path / "anchors"

    written = [anchor(file, at=at + moment) for moment in (365 * 24 * HOUR, timedelta(), HOUR, 6 * HOUR)]

    assert written == [True, True, False, True]
    assert found(at + 6 * HOUR, file) == [
        Fault("was written down by a clock that runs ahead", f"anchor of {(at + 365 * 24 * HOUR).isoformat()}")
    ]


@pytest.mark.django_db
def test_anchor_of_a_clock_that_runs_a_little_ahead_is_none_of_the_future(at, tmp_path):
    file = tmp_path / "anchors"

    written = [anchor(file, at=at + moment) for moment in (timedelta(minutes=5), timedelta())]

    assert (written, found(at, file)) == ([True, False], [])


@pytest.mark.django_db
def test_entries_nobody_sealed_are_told(at):
    some_acts(at)

    assert found(at + 6 * HOUR) == []
    assert [fault.where for fault in found(at + 7 * HOUR)] == ["6 entries"]


@pytest.mark.django_db
def test_erasure_breaks_no_link(at):
    subject = some_acts(at)
    seal_entries(at=at)
    entry = AuditEntry.objects.filter(what="plan.changed").first()

    erase_own(subject=subject, by=NURSE, at=at)
    seal_entries(at=at)

    assert found(at) == []
    with pytest.raises(KeyDestroyed):
        details_of(entry, subject)


@pytest.mark.asvs("V2.3.3")
@pytest.mark.django_db
def test_act_that_fails_leaves_no_entry(at):
    @transaction.atomic
    def act():
        open_subject(by=NURSE, at=at)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db
def test_view_is_written_once_for_each_person_record_and_hour(at):
    subject = open_subject(by=NURSE, at=at)
    doctor = Actor(ActorKind.STAFF, "doctor", "clinic", "clinician")
    looks = [(NURSE, "stay:1", at), (NURSE, "stay:1", at), (NURSE, "stay:2", at), (doctor, "stay:1", at)]

    for by, about, when in [*looks, (NURSE, "stay:1", at + HOUR)]:
        record_view("stay.viewed", by=by, at=when, subject=subject, about=about, purpose="treatment")

    assert AuditEntry.objects.filter(what="stay.viewed").count() == 4


@pytest.mark.django_db
def test_command_tells_and_ends_with_an_error_where_something_was_changed(at, past_the_guards):
    some_acts(at)
    seal_entries(at=at)
    out = StringIO()
    call_command("verify_log", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"entries": 6, "links": 1, "is_anchored": False, "faults": []}

    past_the_guards("UPDATE privacy_auditentry SET role = 'doctor' WHERE what = 'subject.opened'")

    with pytest.raises(CommandError, match="2 faults"):
        call_command("verify_log", stdout=StringIO())


@pytest.mark.django_db
def test_acts_of_one_kind_are_found_by_an_index():
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, AuditEntry._meta.db_table)

    assert kept["privacy_audit_by_act"]["columns"] == ["what", "at"]


def test_tree_tells_a_node_from_an_entry_and_any_order_from_another():
    leaves = [bytes([number]) * 32 for number in range(5)]

    roots = {
        merkle_root(leaves),
        merkle_root(leaves[::-1]),
        merkle_root(leaves[:4]),
        merkle_root([*leaves, leaves[-1]]),
    }

    assert len(roots) == 4
    assert merkle_root(leaves[:1]) == leaves[0]


@pytest.mark.django_db
def test_entries_of_the_same_words_have_leaves_of_their_own(at):
    entries = [record("a", by=PRODUCT, at=at) for _ in range(2)]

    assert leaf_hash(entries[0]) != leaf_hash(entries[1])
