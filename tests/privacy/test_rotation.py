"""Rotation while people read and write: the old state opens, and so does the new one (S30)."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from handrail.privacy.actions import make_findable, open_subject, write_identity
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.master_keys import KeysRefused, Purpose, add_key, current_key, ring_as_of
from handrail.privacy.models import BlindIndex, Identity, LocatorTries, Receipt, SubjectKey
from handrail.privacy.queries import subjects_found
from handrail.privacy.receipts.actions import ReceiptRefused, give_receipt, open_receipt
from handrail.privacy.rotation import actions as rotation
from handrail.privacy.sealed_values import opened
from handrail.privacy.sealing import key_id_of
from privacy.keys_of_a_test import ON, without_older_keys

PHONE = "312 555 0142"


def people(count, at):
    subjects = [open_subject(by=PRODUCT, at=at) for _ in range(count)]
    for number, subject in enumerate(subjects):
        write_identity(subject=subject, person={"name": f"Person {number}", "phone": PHONE}, by=PRODUCT, at=at)
    return subjects


def names():
    return [opened(row, "person")["person"]["name"] for row in Identity.objects.order_by("pk")]


@pytest.mark.asvs("V11.2.2", "V13.3.1")
@pytest.mark.django_db
def test_after_rotation_the_older_keys_may_go(key_file, at):
    subjects = people(3, at)
    make_findable(subject=subjects[0], organization="clinic", kind="phone", value=PHONE)
    add_key(key_file, Purpose.SUBJECTS, on=ON)
    add_key(key_file, Purpose.BLIND, on=ON)

    call_command("rotate_keys")
    without_older_keys(key_file)

    assert names() == ["Person 0", "Person 1", "Person 2"]
    assert {row.master_id for row in SubjectKey.objects.all()} == {current_key(Purpose.SUBJECTS).key_id}
    assert subjects_found(organization="clinic", kind="phone", value="(312) 555-0142") == [subjects[0]]


@pytest.mark.django_db
def test_between_adding_a_key_and_rotating_both_open(key_file, at):
    first, _ = people(2, at)
    make_findable(subject=first, organization="clinic", kind="phone", value=PHONE)
    add_key(key_file, Purpose.SUBJECTS, on=ON)
    add_key(key_file, Purpose.BLIND, on=ON)
    people(1, at)

    assert names() == ["Person 0", "Person 1", "Person 0"]
    assert len({row.master_id for row in SubjectKey.objects.all()}) == 2
    assert subjects_found(organization="clinic", kind="phone", value=PHONE) == [first]


@pytest.mark.django_db
def test_rotation_killed_half_way_is_run_again(key_file, at, monkeypatch):
    people(5, at)
    add_key(key_file, Purpose.SUBJECTS, on=ON)
    monkeypatch.setattr(rotation, "AT_ONCE", 2)

    steps = rotation.rewrap_keys()
    next(steps)
    steps.close()

    assert names() == [f"Person {number}" for number in range(5)]
    assert sum(rotation.rewrap_keys()) == 3
    assert names() == [f"Person {number}" for number in range(5)]


@pytest.mark.asvs("V11.2.2")
@pytest.mark.django_db
def test_new_data_keys_seal_everything_anew(key_file, at):
    people(2, at)
    before = {bytes(row.person) for row in Identity.objects.all()}
    old = {key_id_of(content) for content in before}

    call_command("rotate_keys", "--data-keys")

    rows = list(Identity.objects.all())
    assert names() == ["Person 0", "Person 1"]
    assert not old & {key_id_of(bytes(row.person)) for row in rows}
    assert SubjectKey.objects.filter(is_current=True).count() == 2


@pytest.mark.django_db
def test_erased_person_is_left_out(key_file, at):
    first, _ = people(2, at)
    erase_own(subject=first, by=PRODUCT, at=at)

    call_command("rotate_keys", "--data-keys")

    assert names() == ["Person 1"]
    assert SubjectKey.objects.filter(subject=first).count() == 0


@pytest.mark.django_db
def test_number_that_was_made_findable_anew_under_the_new_key_is_moved_once(key_file, at):
    (subject,) = people(1, at)
    write_identity(subject=subject, person={"name": "Person 0", "phone": PHONE}, by=PRODUCT, at=at)
    make_findable(subject=subject, organization="clinic", kind="phone", value=PHONE)
    add_key(key_file, Purpose.BLIND, on=ON)
    make_findable(subject=subject, organization="clinic", kind="phone", value=PHONE)

    call_command("rotate_keys")

    assert BlindIndex.objects.get().master_id == current_key(Purpose.BLIND).key_id
    assert subjects_found(organization="clinic", kind="phone", value=PHONE) == [subject]


@pytest.mark.django_db
def test_index_of_a_number_the_person_no_longer_has_keeps_its_key_and_is_told(key_file, at):
    (subject,) = people(1, at)
    make_findable(subject=subject, organization="clinic", kind="phone", value="312 555 0199")
    add_key(key_file, Purpose.BLIND, on=ON)

    with pytest.raises(CommandError, match="1 indexes have no number"):
        call_command("rotate_keys")

    assert BlindIndex.objects.get().master_id != current_key(Purpose.BLIND).key_id


@pytest.mark.django_db
def test_older_copy_of_the_key_file_is_noticed_and_nothing_is_lost(key_file, at, tmp_path):
    people(1, at)
    shutil.copy(key_file, tmp_path / "older.toml")
    add_key(key_file, Purpose.SUBJECTS, on=ON)
    call_command("rotate_keys")
    kept = key_file.read_bytes()
    shutil.copy(tmp_path / "older.toml", key_file)
    ring_as_of.cache_clear()

    with pytest.raises(KeysRefused, match="older copy"):
        names()

    key_file.write_bytes(kept)
    assert names() == ["Person 0"]


def receipts(count, at):
    """Their numbers, each of another person."""
    return [
        give_receipt(subject=subject, about=f"referral:{each}", lasts=timedelta(days=30), pin="7305", at=at).number
        for each, subject in enumerate(people(count, at))
    ]


def opened_receipts(numbers, at):
    return [open_receipt(number=number, pin="7305", at=at).about for number in numbers]


@pytest.mark.asvs("V11.2.2")
@pytest.mark.django_db
def test_receipts_open_before_and_after_their_pepper_rotates_and_the_older_one_may_go(key_file, at, capsys):
    numbers = receipts(3, at)
    add_key(key_file, Purpose.RECEIPTS, on=ON)
    between = opened_receipts([*numbers, *receipts(1, at)], at)

    call_command("rotate_keys")
    without_older_keys(key_file)

    assert between == ["referral:0", "referral:1", "referral:2", "referral:0"]
    assert opened_receipts(numbers, at) == ["referral:0", "referral:1", "referral:2"]
    assert {row.master_id for row in Receipt.objects.all()} == {current_key(Purpose.RECEIPTS).key_id}
    assert "3 receipts sealed anew" in capsys.readouterr().out


@pytest.mark.django_db
def test_rotation_of_receipts_killed_half_way_is_run_again(key_file, at, monkeypatch):
    numbers = receipts(5, at)
    add_key(key_file, Purpose.RECEIPTS, on=ON)
    monkeypatch.setattr(rotation, "AT_ONCE", 2)

    steps = rotation.move_receipts()
    next(steps)
    steps.close()

    assert opened_receipts(numbers, at) == [f"referral:{each}" for each in range(5)]
    assert list(rotation.move_receipts()) == [(2, 0), (1, 0)]
    assert opened_receipts(numbers, at) == [f"referral:{each}" for each in range(5)]


@pytest.mark.django_db
def test_receipt_that_was_changed_from_outside_is_told_and_holds_up_no_other(key_file, at, capsys):
    numbers = receipts(2, at)
    Receipt.objects.filter(about="referral:0").update(about="referral:9")
    add_key(key_file, Purpose.RECEIPTS, on=ON)

    call_command("rotate_keys")

    assert "1 receipts were changed from outside" in capsys.readouterr().out
    assert opened_receipts(numbers[1:], at) == ["referral:1"]
    with pytest.raises(ReceiptRefused):
        open_receipt(number=numbers[0], pin="7305", at=at)


@pytest.mark.django_db
def test_receipt_that_went_during_a_rotation_holds_it_up_nowhere(key_file, at):
    assert rotation.move_receipt(10**9) is None


@pytest.mark.django_db
def test_wrong_tries_are_counted_from_nothing_under_a_new_pepper(key_file, at):
    (number,) = receipts(1, at)
    with pytest.raises(ReceiptRefused):
        open_receipt(number=number, pin="0000", at=at)
    add_key(key_file, Purpose.RECEIPTS, on=ON)

    with pytest.raises(ReceiptRefused):
        open_receipt(number=number, pin="0000", at=at)

    assert list(LocatorTries.objects.values_list("wrong", flat=True)) == [1, 1]
