"""Deletion: hidden at once, taken back within a day, done, held up by law, and done again after a restore (S33)."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import make_consent, make_person_request
from handrail.privacy.actions import make_findable, open_subject, write_identity
from handrail.privacy.consenting.queries import words_of
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import Emergency
from handrail.privacy.domain.requests import Outcome
from handrail.privacy.domain.retention import SIX_YEARS
from handrail.privacy.emergencies.actions import open_in_emergency
from handrail.privacy.erasing import actions
from handrail.privacy.erasing.actions import (
    ErasureRefused,
    ErasuresFailed,
    ask_erasure,
    carry_out_erasures,
    destroy_program_records,
    erase_own,
    take_back_erasure,
)
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.holds.actions import lift_hold, place_hold
from handrail.privacy.models import (
    AuditEntry,
    Consent,
    EmergencyOpening,
    Erasure,
    Identity,
    PersonRequest,
    Subject,
    SubjectKey,
)
from handrail.privacy.queries import identity_of, subjects_found
from handrail.privacy.requests.actions import answer_request
from handrail.privacy.retaining.actions import forget_past_records
from handrail.privacy.sealed_values import opened

ROSA = Actor(ActorKind.PERSON, "rosa")
OFFICER = Actor(ActorKind.STAFF, "officer", "clinic", "privacy_officer")
DOCTOR = Actor(ActorKind.STAFF, "doctor", "clinic", "clinician")
PERSON = {"name": "Rosa Castillo", "phone": "312 555 0142"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def rosa(at):
    subject = open_subject(by=ROSA, at=at)
    write_identity(subject=subject, person=PERSON, by=ROSA, at=at)
    make_findable(subject=subject, organization="clinic", kind="phone", value=PERSON["phone"])
    return subject


def seen(subject, at):
    found = subjects_found(organization="clinic", kind="phone", value=PERSON["phone"])
    return identity_of(subject=subject, by=DOCTOR, purpose="treatment", at=at), found


@pytest.mark.django_db
def test_asked_for_it_is_hidden_at_once_and_nothing_is_gone_yet(rosa, at):
    ask_erasure(subject=rosa, by=ROSA, at=at)

    assert seen(rosa, at) == (None, [])
    assert opened(Identity.objects.get(), "person")["person"] == PERSON


@pytest.mark.django_db
def test_a_clock_that_was_set_back_since_they_signed_holds_no_erasure_up(rosa, at):
    consent = make_consent(subject=rosa, at=at)

    erase_own(subject=rosa, by=ROSA, at=at - 26 * HOUR)

    consent.refresh_from_db()
    assert (consent.revoked_at, consent.ended_at) == (at, at)


@pytest.mark.django_db
def test_taken_back_within_the_day_everything_is_there_again(rosa, at):
    ask_erasure(subject=rosa, by=ROSA, at=at)

    take_back_erasure(subject=rosa, by=ROSA, at=at + 23 * HOUR)
    done = carry_out_erasures(at=at + 2 * DAY)

    assert done == 0
    assert seen(rosa, at) == (PERSON, [rosa])


@pytest.mark.django_db
def test_after_a_day_it_is_done_and_cannot_be_taken_back(rosa, at):
    ask_erasure(subject=rosa, by=ROSA, at=at)
    with pytest.raises(ErasureRefused):
        take_back_erasure(subject=rosa, by=ROSA, at=at + DAY)

    done = [carry_out_erasures(at=at + moment) for moment in (23 * HOUR, DAY, DAY)]

    rosa.refresh_from_db()
    assert done == [0, 1, 0]
    assert (rosa.erased_at, SubjectKey.objects.count(), Identity.objects.count()) == (at + DAY, 0, 0)


@pytest.mark.django_db
def test_asking_twice_is_asking_once(rosa, at):
    first = ask_erasure(subject=rosa, by=ROSA, at=at)

    again = ask_erasure(subject=rosa, by=ROSA, at=at + HOUR)

    assert again == first
    assert AuditEntry.objects.filter(what="erasure.asked").count() == 1


@pytest.mark.django_db
def test_legal_hold_stops_deletion_until_it_is_lifted(rosa, at):
    hold = place_hold(subject=rosa, reason="Order 42 of the district court", by=OFFICER, at=at)
    ask_erasure(subject=rosa, by=ROSA, at=at)

    held = carry_out_erasures(at=at + 2 * DAY)
    with pytest.raises(ErasureRefused, match="law demands"):
        erase_own(subject=rosa, by=ROSA, at=at + 2 * DAY)
    lift_hold(hold=hold, by=OFFICER, at=at + 3 * DAY)
    lifted = carry_out_erasures(at=at + 3 * DAY)

    assert (held, lifted) == (0, 1)
    assert seen(rosa, at) == (None, [])


@pytest.mark.django_db
def test_what_a_program_must_keep_outlives_the_persons_own(rosa, at):
    emergency = Emergency("Dr. Chen", "County Hospital", "Dr. Chen", "found unresponsive at home", at)
    open_in_emergency(subject=rosa, emergency=emergency, information=frozenset({Information.MEDICINES}), by=DOCTOR)
    make_consent(subject=rosa, at=at, by=ROSA)

    erase_own(subject=rosa, by=ROSA, at=at)

    assert opened(EmergencyOpening.objects.get(), "facts")["facts"]["nature"] == "found unresponsive at home"
    assert words_of(Consent.objects.get()) == "I let ..."


@pytest.mark.django_db
def test_keys_of_programs_stay_as_long_as_a_paper_under_them_has_not_passed_its_time(rosa, at):
    make_consent(subject=rosa, at=at, by=ROSA)
    make_person_request(subject=rosa, at=at)
    erase_own(subject=rosa, by=ROSA, at=at)
    answer_request(request=PersonRequest.objects.get(), outcome=Outcome.HEARD, answer="Sorry.", by=OFFICER, at=at)

    with pytest.raises(ErasureRefused, match="within the time"):
        destroy_program_records(subject=rosa, by=OFFICER, at=at)
    kept = rosa.keys.count()
    forget_past_records(at=at + SIX_YEARS + DAY)
    destroy_program_records(subject=rosa, by=OFFICER, at=at + SIX_YEARS + DAY)

    assert (kept, rosa.keys.count(), PersonRequest.objects.count(), Consent.objects.count()) == (1, 0, 0, 0)


@pytest.mark.django_db
def test_erasure_that_fails_holds_up_no_other_and_is_told_by_its_id(rosa, at, monkeypatch, caplog):
    sam = open_subject(by=ROSA, at=at)
    for subject in (rosa, sam):
        ask_erasure(subject=subject, by=ROSA, at=at)
    whole = actions.erase

    def fails_for_rosa(*, subject, at):
        if subject == rosa:
            raise ValueError("Rosa Reyes")
        whole(subject=subject, at=at)

    monkeypatch.setattr(actions, "erase", fails_for_rosa)
    with pytest.raises(ErasuresFailed, match="1 of 2 erasures failed"):
        carry_out_erasures(at=at + DAY)

    assert [one.erased_at for one in Subject.objects.order_by("pk")] == [None, at + DAY]
    assert [record.ids for record in caplog.records if record.name == "handrail.erasing"] == [
        {"subject": rosa.public_id}
    ]
    monkeypatch.undo()
    assert carry_out_erasures(at=at + DAY) == 1


@pytest.mark.django_db
def test_export_holds_everything_of_the_person_and_is_plain_json(rosa, at):
    make_consent(subject=rosa, at=at, by=ROSA)
    stranger = open_subject(by=ROSA, at=at)
    write_identity(subject=stranger, person={"name": "Sam Stone"}, by=ROSA, at=at)

    text = json.dumps(export_for(rosa))

    told = json.loads(text)["privacy"]
    assert told["who_you_are"] == PERSON
    assert [(consent["to"], consent["words"]["text"]) for consent in told["consents"]] == [(["clinic"], "I let ...")]
    assert {act["what"] for act in told["who_looked_and_did_what"]} == {
        "subject.opened",
        "identity.written",
        "consent.given",
    }
    assert "Sam" not in text
    assert stranger.public_id not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"done_at": "early"},
        {"done_at": "late", "undone_at": "late"},
    ],
)
def test_database_refuses_an_erasure_that_cannot_be(rosa, at, change):
    ask_erasure(subject=rosa, by=ROSA, at=at)
    moments = {"early": at, "late": at + 2 * DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.update(**{name: moments[moment] for name, moment in change.items()})


@pytest.mark.django_db
def test_database_refuses_a_second_open_erasure(rosa, at):
    ask_erasure(subject=rosa, by=ROSA, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.create(subject=rosa, asked_at=at, due_at=at)
