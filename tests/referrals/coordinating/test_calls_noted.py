"""Who may be known is known by a live consent alone, each look is kept, and a note is sealed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from handrail.messaging.models import RosterPage
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.operator_roles import AgreementKind
from handrail.privacy.models import AuditEntry, Consent, Disclosure
from handrail.referrals.actions import erase
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import CoordinatorNote
from handrail.referrals.queries import export_for
from handrail.referrals.ringing.actions import call_for_untold_people
from privacy.papers import stand_with
from referrals.coordinating.people_on_the_board import (
    lines_of,
    named,
    of_police_and_agreed,
    on_call,
    page_of,
    sent_by_police,
    words,
)
from referrals.samples import make_program, make_referral, make_sender
from referrals.sending.desks import agreed
from signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_coordinator_opens_who_it_is_where_the_consent_names_us_and_each_look_is_in_their_record(desk, now):
    referral = of_police_and_agreed(now)

    offered = desk.get(page_of(referral))
    opened_now = desk.post(page_of(referral), {"task": "open", "why": "ring"})
    again = desk.get(page_of(referral))

    assert (lines_of(offered), lines_of(opened_now), lines_of(again)) == ([], ["Rosa", "Castillo", "312-555-0142"], [])
    entry = AuditEntry.objects.get(what="referral.opened_by_us")
    assert (entry.subject_id, entry.rule) == (referral.subject.public_id, "ring")
    assert Disclosure.objects.get(recipient="operator").subject_id == referral.subject.public_id


def test_nobody_opens_who_it_is_without_a_reason(desk, now):
    referral = of_police_and_agreed(now)

    answers = [desk.post(page_of(referral), {"task": "open"} | why) for why in ({}, {"why": "curious"})]

    assert [(answer.status_code, lines_of(answer)) for answer in answers] == [(422, []), (422, [])]
    assert Disclosure.objects.count() == 0


def test_a_consent_that_does_not_name_us_opens_nothing_and_the_refusal_is_kept(desk, now):
    sender, nurse = make_sender()
    facility = make_program(at=now)[1]
    referral = named(at=now, sender=sender, legs=[facility])
    agreed(referral, facility, nurse, sender)

    offered, refused = desk.get(page_of(referral)), desk.post(page_of(referral), {"task": "open", "why": "ring"})

    assert "The person has not agreed that we learn who they are." in words(offered)
    assert (refused.status_code, lines_of(refused)) == (422, [])
    assert AuditEntry.objects.filter(what="disclosure.refused").count() == 1


@pytest.mark.parametrize("ends", [{"revoked_at": True}, {"ended_at": True}, {"expires_at": True}])
def test_a_consent_that_was_taken_back_or_ended_opens_nothing(desk, now, ends):
    referral = of_police_and_agreed(now)
    Consent.objects.update(signed_at=now - timedelta(days=2), **dict.fromkeys(ends, now - timedelta(days=1)))

    refused = desk.post(page_of(referral), {"task": "open", "why": "ring"})

    assert (refused.status_code, lines_of(refused)) == (422, [])


def test_who_works_for_the_programs_is_named_by_no_consent_and_opens_nothing(desk, now, settings):
    settings.OPERATOR_ROLE = "ba_qso"
    referral = of_police_and_agreed(now)

    refused = desk.post(page_of(referral), {"task": "open", "why": "ring"})

    assert (refused.status_code, "operator" in Consent.objects.get().recipients) == (422, False)


def test_an_intermediary_opens_by_a_consent_that_names_it(desk, now, settings):
    settings.OPERATOR_ROLE = "intermediary"
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility])
    stand_with(police.public_id, kind=AgreementKind.INTERMEDIARY)
    agreed(referral, facility, officer, police)

    answer = desk.post(page_of(referral), {"task": "open", "why": "reply"})

    assert (answer.status_code, lines_of(answer)) == (200, ["Rosa", "Castillo", "312-555-0142"])


@pytest.mark.parametrize("phone", ["", "312-555-0142"])
def test_who_left_no_number_is_said_to_have_left_none(desk, operator, now, phone):
    on_call(operator, at=now)
    subject = open_subject(by=PRODUCT, at=now)
    police, officer = make_sender(kind="police", role="officer")
    facility = make_program(at=now)[1]
    facts = {"subject": subject, "sender": police, "legs": [facility], "words": {"alias": "Rosa", "phone": phone}}
    referral = make_referral(at=now, **facts)
    agreed(referral, facility, officer, police)

    shown = words(desk.post(page_of(referral), {"task": "open", "why": "ring"}))

    assert ("Rosa" in shown, "They left no number. Nobody can call them: they have to call us" in shown) == (
        True,
        not phone,
    )


def test_a_note_is_sealed_read_by_coordinators_alone_and_goes_with_the_person(desk, now):
    sender, nurse = make_sender()
    referral = named(at=now, sender=sender)

    desk.post(page_of(referral), {"task": "note", "kind": "not_reached", "note": "Try after six."})

    note = CoordinatorNote.objects.get()
    client = Client()
    sign_in(client, nurse)
    theirs = client.get(f"/referrals/{referral.public_id}/")
    assert "Try after six." in words(desk.get(page_of(referral)))
    assert ("Try after six." in words(theirs), b"after six" in bytes(note.words)) == (False, False)
    assert export_for(subject=referral.subject)["noted_by_coordinators"][0]["words"] == "Try after six."
    erase(subject=referral.subject, at=now)
    note.refresh_from_db()
    assert (note.words, note.kind) == (None, "not_reached")


@pytest.mark.parametrize("typed", [{"note": "x"}, {"kind": "gossip"}, {"kind": "other", "note": "x" * 401}])
def test_a_note_without_a_kind_or_too_long_is_refused(desk, now, typed):
    referral = named(at=now)

    answer = desk.post(page_of(referral), {"task": "note"} | typed)

    assert (answer.status_code, CoordinatorNote.objects.count()) == (422, 0)


def test_database_knows_each_kind_of_note(now):
    referral = named(at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        CoordinatorNote.objects.create(subject=referral.subject, referral=referral, kind="gossip", at=now)


def test_a_coordinator_is_called_once_to_ring_whom_the_police_sent_as_soon_as_one_is_there(operator, now):
    of_police_and_agreed(now, Stage.SENT, Stage.EXPECTED)
    nobody = call_for_untold_people(at=now)
    on_call(operator, at=now)

    done = [call_for_untold_people(at=now), call_for_untold_people(at=now + timedelta(minutes=1))]

    assert (nobody, done, RosterPage.objects.count()) == (0, [1, 0], 1)
