"""Persons in the record: sealed, found, looked at, erased."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from django.db.models import ProtectedError

from handrail.privacy.actions import make_findable, open_subject, write_identity
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.master_keys import KeysRefused
from handrail.privacy.models import AuditEntry, BlindIndex, Identity, Subject, SubjectKey
from handrail.privacy.queries import identity_of, subjects_found
from handrail.privacy.sealed_values import keys_of, opened, seal
from handrail.privacy.sealing import SealBroken

NURSE = Actor(ActorKind.STAFF, "nurse", "clinic", "nurse")
ROSA = {"name": "Rosa Castillo", "phone": "+1 312 555 0142", "email": "Rosa@Example.org"}


@pytest.fixture
def rosa(at):
    subject = open_subject(by=NURSE, at=at)
    write_identity(subject=subject, person=ROSA, by=NURSE, at=at)
    return subject


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("what", flat=True))


@pytest.mark.asvs("V16.2.1")
@pytest.mark.django_db
def test_identity_comes_back_and_the_look_is_recorded(rosa, at):
    person = identity_of(subject=rosa, by=NURSE, purpose="treatment", at=at)

    assert person == ROSA
    assert acts() == ["subject.opened", "identity.written", "identity.viewed"]
    assert AuditEntry.objects.values_list("by_id", "organization_id", "role", "purpose").last() == (
        "nurse",
        "clinic",
        "nurse",
        "treatment",
    )


@pytest.mark.asvs("V16.5.3")
@pytest.mark.django_db
def test_nothing_opens_where_the_look_cannot_be_recorded(rosa, at, monkeypatch):
    def full(*args, **options):
        raise IntegrityError("disk full")

    monkeypatch.setattr("handrail.privacy.queries.record_view", full)

    with pytest.raises(IntegrityError):
        identity_of(subject=rosa, by=NURSE, purpose="treatment", at=at)


@pytest.mark.django_db
def test_looking_twice_within_the_hour_is_one_look(rosa, at):
    for _ in range(3):
        identity_of(subject=rosa, by=NURSE, purpose="treatment", at=at)
    identity_of(subject=rosa, by=NURSE, purpose="payment", at=at)
    identity_of(subject=rosa, by=NURSE, purpose="treatment", at=at.replace(hour=at.hour + 1))

    assert acts().count("identity.viewed") == 3


@pytest.mark.django_db
def test_database_holds_nothing_of_a_person(rosa, at):
    make_findable(subject=rosa, organization="clinic", kind="phone", value=ROSA["phone"])
    out = StringIO()

    call_command("dumpdata", "privacy", stdout=out)

    rows = [bytes(row.person) for row in Identity.objects.all()]
    for known in ("Rosa", "Castillo", "312", "0142", "example"):
        assert known not in out.getvalue()
        assert all(known.encode() not in row for row in rows)


@pytest.mark.django_db
def test_row_copied_to_another_person_does_not_open(rosa, at):
    other = open_subject(by=NURSE, at=at)
    mine = write_identity(subject=other, person={"name": "Sam"}, by=NURSE, at=at)
    Identity.objects.filter(pk=mine.pk).update(person=Identity.objects.get(subject=rosa).person)

    with pytest.raises((KeyDestroyed, SealBroken)):
        identity_of(subject=other, by=NURSE, purpose="treatment", at=at)


@pytest.mark.django_db
def test_wrapped_key_copied_to_another_person_does_not_open(rosa, at):
    other = open_subject(by=NURSE, at=at)
    write_identity(subject=other, person={"name": "Sam"}, by=NURSE, at=at)
    stolen = SubjectKey.objects.get(subject=rosa)
    SubjectKey.objects.filter(subject=other).update(wrapped=stolen.wrapped)

    with pytest.raises(SealBroken):
        opened(Identity.objects.get(subject=other), "person")


@pytest.mark.django_db
def test_many_rows_open_with_one_query_of_keys(at, django_assert_num_queries):
    for number in range(3):
        write_identity(subject=open_subject(by=NURSE, at=at), person={"name": f"Person {number}"}, by=NURSE, at=at)
    rows = list(Identity.objects.order_by("pk"))

    with django_assert_num_queries(1):
        keys = keys_of(rows)
        names = [opened(row, "person", keys=keys)["person"]["name"] for row in rows]

    assert names == ["Person 0", "Person 1", "Person 2"]


@pytest.mark.django_db
def test_erasure_takes_the_key_and_leaves_the_record_of_acts(rosa, at):
    make_findable(subject=rosa, organization="clinic", kind="phone", value=ROSA["phone"])
    held = Identity.objects.get(subject=rosa)

    erase_own(subject=rosa, by=NURSE, at=at)
    erase_own(subject=rosa, by=NURSE, at=at)

    assert (SubjectKey.objects.count(), Identity.objects.count(), BlindIndex.objects.count()) == (0, 0, 0)
    assert acts() == ["subject.opened", "identity.written", "subject.erased"]
    with pytest.raises(KeyDestroyed):
        opened(held, "person")


@pytest.mark.django_db
def test_erased_person_gets_no_new_key(rosa, at):
    erase_own(subject=rosa, by=NURSE, at=at)

    with pytest.raises(KeyDestroyed):
        seal(Identity(subject=rosa), at=at, person=ROSA)

    assert SubjectKey.objects.count() == 0


@pytest.mark.django_db
def test_number_abroad_is_not_that_of_somebody_here(rosa):
    make_findable(subject=rosa, organization="clinic", kind="phone", value="+1 659 555 0142")

    assert subjects_found(organization="clinic", kind="phone", value="+65 9555 0142") == []
    assert subjects_found(organization="clinic", kind="phone", value="659-555-0142") == [rosa]


@pytest.mark.django_db
def test_program_finds_a_number_however_it_is_written_and_another_program_does_not(rosa):
    make_findable(subject=rosa, organization="clinic", kind="phone", value="(312) 555-0142")
    make_findable(subject=rosa, organization="clinic", kind="email", value="Rosa@Example.org")

    assert subjects_found(organization="clinic", kind="phone", value="+1 312.555.0142") == [rosa]
    assert subjects_found(organization="clinic", kind="email", value=" rosa@example.ORG ") == [rosa]
    assert subjects_found(organization="other", kind="phone", value="312 555 0142") == []
    assert subjects_found(organization="clinic", kind="email", value="312 555 0142") == []


@pytest.mark.django_db
def test_same_number_looks_different_in_each_organization(rosa):
    for organization in ("clinic", "other"):
        make_findable(subject=rosa, organization=organization, kind="phone", value="312 555 0142")

    assert len({bytes(row.value) for row in BlindIndex.objects.all()}) == 2


@pytest.mark.django_db(transaction=True)
def test_two_first_values_at_once_share_one_key(at):
    subject = open_subject(by=PRODUCT, at=at)

    def write(name):
        try:
            write_identity(subject=subject, person={"name": name}, by=PRODUCT, at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, ["Rosa", "Rosa C.", "Rosa Castillo"]))

    assert SubjectKey.objects.filter(is_current=True).count() == 1
    assert opened(Identity.objects.get(), "person")["person"]["name"].startswith("Rosa")


@pytest.mark.asvs("V16.5.3")
@pytest.mark.django_db
def test_missing_key_file_opens_nothing_and_says_so(rosa, at, settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "lost.toml"

    with pytest.raises(KeysRefused, match="cannot be read"):
        opened(Identity.objects.get(subject=rosa), "person")


@pytest.mark.django_db
def test_second_current_key_is_refused_by_the_database(rosa, at):
    row = SubjectKey.objects.get(subject=rosa)
    row.pk, row.key_id = None, b"87654321"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
def test_subject_with_keys_cannot_be_deleted_past_erasure(rosa):
    with pytest.raises(ProtectedError):
        rosa.delete()

    assert Subject.objects.filter(pk=rosa.pk).exists()
