"""Records opened in an emergency: four facts first, medical people only, an hour, and looked at by another (S25)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import Information
from handrail.privacy.domain.emergencies import MEDICAL_ROLES, Emergency, EmergencyRefused
from handrail.privacy.emergencies.actions import open_in_emergency, review_opening
from handrail.privacy.emergencies.queries import may_see
from handrail.privacy.models import AuditEntry, EmergencyOpening

DOCTOR = Actor(ActorKind.STAFF, "doctor", "hospital", "clinician")
OTHER = replace(DOCTOR, public_id="other")
NEEDED = frozenset({Information.MEDICINES})


@pytest.fixture
def rosa(at):
    return open_subject(by=DOCTOR, at=at)


@pytest.fixture
def emergency(at):
    return Emergency("Dr. Chen", "County Hospital", "Dr. Chen", "found unresponsive at home", at)


@pytest.mark.asvs("V8.2.3")
@pytest.mark.django_db
def test_it_opens_what_is_needed_for_an_hour_for_the_one_who_opened_it(rosa, emergency, at):
    open_in_emergency(subject=rosa, emergency=emergency, information=NEEDED, by=DOCTOR)

    def sees(by=DOCTOR, information=Information.MEDICINES, minutes=0):
        return may_see(subject=rosa, information=information, by=by, at=at + timedelta(minutes=minutes))

    assert [sees(minutes=minutes) for minutes in (-1, 0, 59, 60)] == [False, True, True, False]
    assert (sees(by=OTHER), sees(information=Information.TEST_RESULTS)) == (False, False)
    assert sees(by=replace(DOCTOR, organization_id="custody")) is False
    assert sees(by=replace(DOCTOR, role="officer")) is False
    assert AuditEntry.objects.values_list("what", "rule", "by_id").last() == ("emergency.opened", "2.51", "doctor")


@pytest.mark.asvs("V8.2.2")
@pytest.mark.django_db
def test_it_opens_no_other_persons_record(rosa, emergency, at):
    open_in_emergency(subject=rosa, emergency=emergency, information=NEEDED, by=DOCTOR)

    assert may_see(subject=open_subject(by=DOCTOR, at=at), information=Information.MEDICINES, by=DOCTOR, at=at) is False


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["recipient", "recipient_facility", "discloser", "nature"])
def test_each_of_the_four_facts_must_be_there(rosa, emergency, missing):
    with pytest.raises(EmergencyRefused, match="Write down first"):
        open_in_emergency(subject=rosa, emergency=replace(emergency, **{missing: " "}), information=NEEDED, by=DOCTOR)

    assert (EmergencyOpening.objects.count(), AuditEntry.objects.filter(what="emergency.opened").count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["", "counselor", "operator", "police", "custody", "privacy_officer"])
def test_nobody_but_medical_people_opens_it(rosa, emergency, role):
    assert role not in MEDICAL_ROLES
    with pytest.raises(EmergencyRefused, match="Only medical personnel"):
        open_in_emergency(subject=rosa, emergency=emergency, information=NEEDED, by=replace(DOCTOR, role=role))

    assert EmergencyOpening.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("never", [Information.COUNSELING_NOTES, Information.PLAN, Information.CHECK_INS])
def test_counseling_notes_and_the_persons_own_stay_shut(rosa, emergency, never):
    with pytest.raises(EmergencyRefused, match="Not even an emergency"):
        open_in_emergency(subject=rosa, emergency=emergency, information=NEEDED | {never}, by=DOCTOR)

    assert EmergencyOpening.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("nature", "information"), [("emergency", NEEDED), ("found unresponsive", frozenset())])
def test_an_emergency_is_described_and_says_what_it_needs(rosa, emergency, nature, information):
    with pytest.raises(EmergencyRefused, match="Say what"):
        open_in_emergency(subject=rosa, emergency=replace(emergency, nature=nature), information=information, by=DOCTOR)


@pytest.mark.django_db
def test_another_person_looks_at_it_and_the_opener_cannot(rosa, emergency, at):
    opening = open_in_emergency(subject=rosa, emergency=emergency, information=NEEDED, by=DOCTOR)

    with pytest.raises(IntegrityError), transaction.atomic():
        review_opening(opening=opening, by=DOCTOR, at=at)
    review_opening(opening=opening, by=OTHER, at=at)

    opening.refresh_from_db()
    assert (opening.reviewed_by, opening.reviewed_at) == ("other", at)
