"""Consent as it is given, withdrawn and used: each act written down, what was signed kept sealed (S19, S42)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from handrail.privacy.actions import open_subject
from handrail.privacy.audit.entries import details_of
from handrail.privacy.consenting.actions import (
    ConsentRefused,
    Evidence,
    Terms,
    end_consent,
    give_consent,
    hand_over,
    withdraw_consent,
)
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import ConsentKind, HandOver, Information, Purpose, RecipientRole
from handrail.privacy.erasing.actions import ask_erasure, erase_own, take_back_erasure
from handrail.privacy.models import AuditEntry, Consent, Disclosure
from handrail.privacy.sealed_values import opened
from privacy.papers import stand_with

ROSA = Actor(ActorKind.PERSON, "rosa")
NURSE = Actor(ActorKind.STAFF, "nurse", "hospital", "nurse")
WORDS = "I let the hospital tell Hope Clinic that I am coming. I can take this back at any time."
EVIDENCE = Evidence(text=WORDS, text_version="2026-11", language="en", tells_how_to_revoke=True, present=("nurse",))
DAY = timedelta(days=1)


def terms(at, **change):
    return Terms(
        **{
            "kind": ConsentKind.NAMED,
            "disclosers": frozenset({"hospital"}),
            "information": frozenset({Information.IDENTITY}),
            "recipients": frozenset({"clinic"}),
            "purposes": frozenset({Purpose.TREATMENT}),
            "expires_at": at + 30 * DAY,
            **change,
        }
    )


def to_clinic(subject, at):
    return HandOver(
        subject=subject.public_id,
        discloser="hospital",
        recipient="clinic",
        role=RecipientRole.TREATMENT,
        information=frozenset({Information.IDENTITY}),
        purpose=Purpose.TREATMENT,
        at=at,
    )


@pytest.fixture
def rosa(at):
    stand_with("hospital")
    return open_subject(by=ROSA, at=at)


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("what", "rule"))


@pytest.mark.django_db
def test_what_was_signed_is_kept_with_its_words_and_its_witness(rosa, at):
    consent = give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)

    kept = Consent.objects.get(pk=consent.pk)
    assert opened(kept, "evidence")["evidence"] == {
        "text": WORDS,
        "present": ["nurse"],
        "how": "pressed",
        "copy_to": "account",
    }
    assert kept.text_hash == hashlib.sha256(WORDS.encode()).hexdigest()
    assert b"Hope" not in bytes(kept.evidence)


@pytest.mark.django_db
def test_hand_over_by_consent_is_written_into_the_account(rosa, at):
    consent = give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)

    decision = hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE)

    assert (decision.is_allowed, decision.consent) == (True, consent.public_id)
    line = Disclosure.objects.get()
    assert (line.subject_id, line.recipient, line.information, line.consent_id, line.by_id) == (
        rosa.public_id,
        "clinic",
        ["identity"],
        consent.public_id,
        "nurse",
    )
    assert acts()[-1] == ("disclosure.made", "all_elements 2.31")
    assert details_of(AuditEntry.objects.last(), rosa) == {"recipient": "clinic", "information": ["identity"]}


@pytest.mark.django_db
def test_without_consent_nothing_goes_and_the_rule_that_refused_is_written(rosa, at):
    decision = hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE)

    assert decision.is_allowed is False
    assert Disclosure.objects.count() == 0
    assert acts()[-1] == ("disclosure.refused", "no_consent 2.31")


@pytest.mark.django_db
def test_withdrawn_a_moment_ago_it_allows_nothing(rosa, at):
    consent = give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)
    withdraw_consent(consent=consent, by=ROSA, at=at)
    withdraw_consent(consent=consent, by=ROSA, at=at + DAY)

    decision = hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE)

    assert (decision.is_allowed, decision.rule) == (False, "revoked")
    assert Consent.objects.get().revoked_at == at
    assert [what for what, _ in acts()].count("consent.withdrawn") == 1


@pytest.mark.django_db
def test_event_it_names_ends_it(rosa, at):
    until = terms(at, expires_at=None, expires_on="end of treatment")
    consent = give_consent(subject=rosa, terms=until, evidence=EVIDENCE, by=ROSA, at=at)
    assert hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE).is_allowed

    end_consent(consent=consent, by=NURSE, at=at)

    assert hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE).rule == "ended"


@pytest.mark.django_db
def test_consent_of_another_person_allows_nothing(rosa, at):
    sam = open_subject(by=ROSA, at=at)
    give_consent(subject=sam, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)

    assert hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE).rule == "no_consent"
    assert hand_over(subject=rosa, asked=to_clinic(sam, at), by=NURSE).rule == "no_consent"
    assert Disclosure.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"disclosers": frozenset()},
        {"information": frozenset()},
        {"recipients": frozenset()},
        {"purposes": frozenset()},
        {"expires_at": None},
    ],
)
def test_consent_that_could_allow_nothing_is_not_taken(rosa, at, change):
    with pytest.raises(ConsentRefused):
        give_consent(subject=rosa, terms=terms(at, **change), evidence=EVIDENCE, by=ROSA, at=at)

    assert Consent.objects.count() == 0


@pytest.mark.asvs("V2.2.3")
@pytest.mark.django_db
def test_consent_that_ends_before_it_begins_is_not_taken(rosa, at):
    with pytest.raises(ConsentRefused, match="end before it begins"):
        give_consent(subject=rosa, terms=terms(at, expires_at=at), evidence=EVIDENCE, by=ROSA, at=at)


@pytest.mark.django_db
def test_account_outlives_erasure_and_consents_allow_nothing_more(rosa, at):
    give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)
    hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE)

    erase_own(subject=rosa, by=ROSA, at=at)

    assert Disclosure.objects.filter(subject_id=rosa.public_id).count() == 1
    assert Consent.objects.live(at=at).count() == 0
    assert hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE).rule == "revoked"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE privacy_disclosure SET recipient = 'x'", "DELETE FROM privacy_disclosure"]
)
def test_account_never_changes(rosa, at, statement):
    give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)
    hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Disclosure.objects.get().recipient == "clinic"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"kind": "other"},
        {"expires_at": None, "expires_on": ""},
        {"revoked_at": "before"},
        {"irrevocable_until": "after"},
    ],
)
def test_database_refuses_a_consent_that_cannot_be(rosa, at, change):
    consent = give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)
    moments = {"before": at - DAY, "after": at + DAY}
    change = {name: moments.get(value, value) for name, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**change)


@pytest.mark.django_db(transaction=True)
def test_withdrawal_and_hand_over_at_once_are_one_after_the_other(at):
    """Either it went before the withdrawal, or it did not go: never went by a consent withdrawn before."""
    stand_with("hospital", "clinic")
    rosa = open_subject(by=ROSA, at=at)
    consent = give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)
    together = Barrier(2)

    def act(step):
        try:
            together.wait()
            return step()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        steps = (
            lambda: hand_over(subject=rosa, asked=to_clinic(rosa, at), by=NURSE),
            lambda: withdraw_consent(consent=consent, by=ROSA, at=at),
        )
        decision, _ = pool.map(act, steps)

    order = [what for what, _ in acts() if what in ("disclosure.made", "disclosure.refused", "consent.withdrawn")]
    went = ["disclosure.made", "consent.withdrawn"]
    assert order == (went if decision.is_allowed else ["consent.withdrawn", "disclosure.refused"])


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"signed_by": "guardian"}, {"signed_by": ""}])
def test_nobody_signs_for_another(change, at):
    rosa = open_subject(by=ROSA, at=at)

    with pytest.raises(ConsentRefused, match="Only the person"):
        give_consent(subject=rosa, terms=terms(at), evidence=replace(EVIDENCE, **change), by=NURSE, at=at)

    assert Consent.objects.count() == 0


@pytest.mark.django_db
def test_consent_for_a_court_names_the_day_on_which_it_ends(at):
    rosa = open_subject(by=ROSA, at=at)
    endless = terms(at, kind=ConsentKind.JUSTICE, expires_at=None, expires_on="final disposition")

    with pytest.raises(ConsentRefused, match="when it ends"):
        give_consent(subject=rosa, terms=endless, evidence=EVIDENCE, by=ROSA, at=at)


@pytest.mark.django_db
def test_nothing_goes_from_the_moment_a_person_asks_to_be_forgotten_until_they_come_back(at):
    stand_with("hospital", "clinic")
    rosa = open_subject(by=ROSA, at=at)
    give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)

    ask_erasure(subject=rosa, by=ROSA, at=at)
    hidden = hand_over(subject=rosa, asked=to_clinic(rosa, at + DAY / 2), by=NURSE)
    take_back_erasure(subject=rosa, by=ROSA, at=at + DAY / 2)
    back = hand_over(subject=rosa, asked=to_clinic(rosa, at + DAY / 2), by=NURSE)

    assert (hidden.is_allowed, hidden.rule) == (False, "asked_to_be_forgotten")
    assert back.is_allowed


@pytest.mark.django_db
def test_withdrawn_consent_counts_also_for_a_clock_that_lags(at):
    stand_with("hospital", "clinic")
    rosa = open_subject(by=ROSA, at=at)
    consent = give_consent(subject=rosa, terms=terms(at), evidence=EVIDENCE, by=ROSA, at=at)

    withdraw_consent(consent=consent, by=ROSA, at=at + DAY)

    assert hand_over(subject=rosa, asked=to_clinic(rosa, at + DAY / 2), by=NURSE).rule == "revoked"
