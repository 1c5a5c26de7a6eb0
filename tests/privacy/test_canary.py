"""Known values in every personal field, then a search of everything the database keeps: none is found (S31)."""

import base64
import logging

import pytest
from django.apps import apps
from django.db import connection

from databases import bytes_of_sqlite
from factories import make_consent
from handrail.privacy.actions import make_findable, open_subject, write_identity
from handrail.privacy.audit.entries import record
from handrail.privacy.consenting.actions import Evidence, withdraw_consent
from handrail.privacy.counseling_notes.actions import correct_note, write_note
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import Emergency
from handrail.privacy.domain.requests import Outcome, RequestKind
from handrail.privacy.emergencies.actions import open_in_emergency
from handrail.privacy.erasing.actions import ask_erasure
from handrail.privacy.holds.actions import place_hold
from handrail.privacy.models import (
    AuditEntry,
    Consent,
    CounselingNote,
    EmergencyOpening,
    Identity,
    LegalHold,
    PersonRequest,
)
from handrail.privacy.queries import identity_of, subjects_found
from handrail.privacy.requests.actions import answer_request, file_request
from handrail.privacy.sealed_fields import SealedField

DOCTOR = Actor(ActorKind.STAFF, "doctor", "clinic", "clinician")
COUNSELOR = Actor(ActorKind.STAFF, "counselor", "clinic", "counselor")
CANARIES = {
    "name": "Canaria Kestrel",
    "phone": "773 555 0187",
    "email": "kestrel@canary.example",
    "born": "1987-04-21",
    "words": "I let the canary ward know",
    "witness": "Nurse Wagtail",
    "reason": "Order Goldfinch 1187",
    "nature": "found in the aviary",
    "detail": "Siskin Clinic",
    "note": "dreams of a bunting",
    "mistake": "It was a brambling",
    "asked": "Nobody but Linnet may know",
    "answer": "We told Dunnock to stop",
}
PLAIN_DIGITS = "7735550187"


def fill(at):
    """One row in every table with a sealed column, by the actions that write them."""
    subject = open_subject(by=DOCTOR, at=at)
    person = {name: CANARIES[name] for name in ("name", "phone", "email", "born")}
    write_identity(subject=subject, person=person, by=DOCTOR, at=at)
    for kind in ("phone", "email"):
        make_findable(subject=subject, organization="clinic", kind=kind, value=CANARIES[kind])
    evidence = Evidence(CANARIES["words"], "1", "en", tells_how_to_revoke=True, present=(CANARIES["witness"],))
    consent = make_consent(subject=subject, at=at, by=DOCTOR, evidence=evidence)
    withdraw_consent(consent=consent, by=DOCTOR, at=at)
    emergency = Emergency("Dr. Chen", "County Hospital", "Dr. Chen", CANARIES["nature"], at)
    open_in_emergency(subject=subject, emergency=emergency, information=frozenset({Information.MEDICINES}), by=DOCTOR)
    place_hold(subject=subject, reason=CANARIES["reason"], by=DOCTOR, at=at)
    note = write_note(subject=subject, words=CANARIES["note"], by=COUNSELOR, at=at)
    correct_note(public_id=note.public_id, words=CANARIES["note"], reason=CANARIES["mistake"], by=COUNSELOR, at=at)
    facts = {"kind": RequestKind.RESTRICTION, "text": CANARIES["asked"], "about": "", "by": DOCTOR, "at": at}
    request = file_request(subject=subject, public_id="a" * 13, **facts)
    answer_request(request=request, outcome=Outcome.AGREED, answer=CANARIES["answer"], by=COUNSELOR, at=at)
    record("referral.sent", by=DOCTOR, at=at, subject=subject, details={"to": CANARIES["detail"]})
    assert identity_of(subject=subject, by=DOCTOR, purpose="treatment", at=at) == person
    assert subjects_found(organization="clinic", kind="phone", value=CANARIES["phone"]) == [subject]
    ask_erasure(subject=subject, by=DOCTOR, at=at)


def spellings():
    """As it was typed, as bytes may show it, and the number without its spaces."""
    for word in (*CANARIES.values(), *CANARIES["name"].split(), PLAIN_DIGITS):
        plain = word.encode()
        yield from (
            plain,
            plain.hex().encode(),
            plain.hex().upper().encode(),
            base64.b64encode(plain).rstrip(b"=")[:-1],
        )


def found_in(content: bytes) -> set[bytes]:
    return {word for word in spellings() if word in content}


def every_value():
    """All that the database holds, as bytes, whatever it is of."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def files_of_sqlite():
    """Free pages and the log of writes too. The files of a PostgreSQL server are not ours to read."""
    if connection.vendor == "sqlite":
        yield bytes_of_sqlite()


@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_kept_holds_a_known_value(at, caplog):
    with caplog.at_level(logging.DEBUG):
        fill(at)

    kept = b"\n".join([*every_value(), *files_of_sqlite()])
    assert b"subject.opened" in kept
    assert found_in(kept) == set()
    assert found_in(caplog.text.encode()) == set()


@pytest.mark.django_db
def test_search_itself_finds_what_is_there():
    assert found_in(b"x" + CANARIES["reason"].encode().hex().encode()) != set()
    assert found_in(base64.b64encode(CANARIES["words"].encode())) != set()


@pytest.mark.django_db
def test_every_table_with_a_sealed_column_is_filled(at):
    fill(at)

    sealed = {
        model
        for model in apps.get_models()
        if model._meta.app_label == "privacy"
        and any(isinstance(field, SealedField) for field in model._meta.concrete_fields)
    }
    assert sealed == {Identity, Consent, CounselingNote, LegalHold, EmergencyOpening, PersonRequest}
    assert all(model.objects.exists() for model in (*sealed, AuditEntry))
