"""The person's yes, no and no longer: what is kept of each, and what follows."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import make_claim, make_facility
from handrail.directory.claims.queries import keeping_claim
from handrail.directory.domain.claims import State
from handrail.directory.models import Facility
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.operator_roles import THE_OPERATOR
from handrail.privacy.models import AuditEntry, Consent
from handrail.privacy.sealed_values import opened
from handrail.referrals.agreeing.actions import ask_to_agree, decline, sign, withdraw
from handrail.referrals.agreeing.queries import agreed_places, asked_consents
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.domain.agreeing import AgreeingRefused, Reply, Signing
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.needs import Age, Need
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.moving.consent import decision_for, hand_over_to
from referrals.samples import NEED, NOON, actor_of, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def asked_for(*, way=Signing.OWN_PHONE, kind="hospital", role="nurse", number="", language="en", **facts):
    """A referral of a hospital, and the question whether a program may learn who it is about."""
    sender, nurse = make_sender(kind=kind, role=role)
    _, facility = make_program()
    referral = make_referral(sender=sender, **facts)
    by = actor_of(nurse, sender)
    return ask_to_agree(
        referral=referral, facility=facility, way=way, language=language, user=nurse, by=by, at=NOON, number=number
    )


def signed(asked, *, at=NOON, **evidence):
    words = consent_words(
        referral=asked.referral, facility=asked.facility, language=asked.language, way=Signing(asked.way)
    )
    return sign(asked=asked, read=words.hash, by=PRODUCT, at=at, **evidence)


def test_what_was_signed_is_kept_word_for_word():
    asked, _ = asked_for()

    consent = signed(asked)

    kept = opened(consent, "evidence")["evidence"]
    assert hashlib.sha256(kept["text"].encode()).hexdigest() == consent.text_hash
    assert (consent.text_version, consent.language, kept["way"]) == ("sent-4", "en", "own_phone")
    assert (consent.expires_at, consent.expires_on) == (NOON + timedelta(days=30), "the end of this hand-over")
    assert f"Only {asked.facility.name}" in kept["text"]


def test_words_are_in_the_language_of_the_person():
    asked, _ = asked_for(language="es")

    consent = signed(asked)

    text = opened(consent, "evidence")["evidence"]["text"]
    assert consent.language == "es"
    assert "This is about me" not in text


def test_a_yes_lets_that_program_learn_it_and_no_other():
    asked, _ = asked_for()
    _, other = make_program()

    signed(asked)

    allowed = [decision_for(asked.referral, place, at=LATER).is_allowed for place in (asked.facility, other)]
    assert allowed == [True, False]
    assert agreed_places(referral=asked.referral, at=LATER) == [asked.facility]


def test_words_that_changed_since_they_were_read_are_not_signed():
    asked, _ = asked_for()
    read = consent_words(referral=asked.referral, facility=asked.facility, language="en").hash
    asked.facility.name = "Another Name"
    asked.facility.save()

    with pytest.raises(AgreeingRefused, match="have changed"):
        sign(asked=asked, read=read, by=PRODUCT, at=NOON)

    assert Consent.objects.count() == 0


def test_a_no_is_an_answer_and_the_referral_goes_on():
    asked, _ = asked_for()

    decline(asked=asked, by=PRODUCT, at=LATER)

    asked.refresh_from_db()
    assert (asked.reply, asked.consent, Referral.objects.get().stage) == (Reply.DECLINED, None, Stage.DRAFT)
    assert AuditEntry.objects.filter(what="consent.declined").count() == 1


def test_a_second_answer_is_told_that_there_is_one():
    asked, _ = asked_for()
    decline(asked=asked, by=PRODUCT, at=NOON)

    with pytest.raises(AgreeingRefused, match="answered already"):
        signed(asked)

    assert Consent.objects.count() == 0


def test_asking_anew_stops_the_older_question():
    asked, _ = asked_for()

    newer, _ = ask_to_agree(
        referral=asked.referral,
        facility=asked.facility,
        way=Signing.ON_SCREEN,
        language="en",
        user=asked.asked_by,
        by=PRODUCT,
        at=LATER,
    )

    with pytest.raises(AgreeingRefused, match="answered already"):
        signed(asked)
    assert asked_consents(referral=asked.referral) == [newer]


def test_on_paper_it_says_where_the_paper_lies():
    asked, link = asked_for(way=Signing.ON_PAPER)

    consent = signed(asked, kept_at="Folder 7, ward B")

    kept = opened(consent, "evidence")["evidence"]
    assert (link, kept["how"], kept["kept_at"]) == (None, "on paper", "Folder 7, ward B")


def test_on_the_senders_screen_it_says_who_was_there():
    asked, _ = asked_for(way=Signing.ON_SCREEN)

    consent = signed(asked, present="Nurse Ana Ruiz")

    assert opened(consent, "evidence")["evidence"]["present"] == ["Nurse Ana Ruiz"]


def test_device_of_custody_captures_no_yes():
    with pytest.raises(AgreeingRefused, match="own screen"):
        asked_for(way=Signing.ON_SCREEN, kind="custody", role="officer")

    assert AskedConsent.objects.count() == 0


def test_nobody_under_eighteen_signs_alone():
    minor = Need(Age.MINOR, NEED.level, NEED.medicine, NEED.payer, NEED.is_tonight)

    with pytest.raises(AgreeingRefused, match="human has to call"):
        asked_for(need=minor)

    assert AskedConsent.objects.count() == 0


def test_an_intermediary_is_named_as_a_recipient(settings):
    settings.OPERATOR_ROLE = "intermediary"
    asked, _ = asked_for()

    consent = signed(asked)

    assert THE_OPERATOR in consent.recipients
    assert "Who runs this site passes it on" in opened(consent, "evidence")["evidence"]["text"]


def test_link_by_text_is_neutral_and_has_a_code():
    asked, link = asked_for(number="(217) 555-0143")

    message = Message.objects.get()

    letter = opened(message, "letter")["letter"]
    assert (message.kind, letter["link"], len(link.code)) == ("to_read", f"/agree/{link.token}/", 6)
    assert message.subject_id == asked.referral.subject_id
    assert message.expires_at - NOON == timedelta(days=1)


def test_taking_it_back_before_anybody_was_told_leaves_the_referral_with_its_sender():
    asked, _ = asked_for()
    signed(asked)

    referral = withdraw(referral=asked.referral, by=PRODUCT, at=LATER)

    asked.refresh_from_db()
    assert (referral.stage, asked.reply, asked.consent.revoked_at) == (Stage.DRAFT, Reply.TAKEN_BACK, LATER)
    assert decision_for(referral, asked.facility, at=LATER).is_allowed is False


def test_taking_it_back_from_a_program_ends_its_access_in_the_same_transaction():
    asked, _ = asked_for()
    signed(asked)
    referral = move(
        referral=asked.referral, to=Stage.SENT, side=Side.SENDER, by=PRODUCT, at=NOON, facility=asked.facility
    )

    referral = withdraw(referral=referral, by=PRODUCT, at=LATER)

    assert (referral.stage, referral.outcome) == (Stage.CANCELED, Outcome.CONSENT_ENDED)
    assert decision_for(referral, asked.facility, at=LATER).is_allowed is False


def test_consent_ends_when_the_hand_over_ends():
    asked, _ = asked_for()
    consent = signed(asked)

    moved(asked.referral, Stage.CANCELED, at=LATER)

    consent.refresh_from_db()
    assert consent.ended_at == LATER


def test_ended_hand_over_asks_nobody():
    sender, nurse = make_sender()
    _, facility = make_program()
    referral = moved(make_referral(sender=sender), Stage.CANCELED)

    with pytest.raises(AgreeingRefused, match="has ended"):
        ask_to_agree(
            referral=referral, facility=facility, way=Signing.OWN_PHONE, language="en", user=nurse, by=PRODUCT, at=NOON
        )

    assert AskedConsent.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"reply": "signed"},
        {"reply": "declined"},
        {"reply": "perhaps"},
        {"link_id": ""},
        {"way": "on_screen"},
        {"reply": "declined", "replied_at": NOON - timedelta(hours=1)},
    ],
)
def test_database_keeps_no_half_an_answer(wrong):
    asked, _ = asked_for()

    with pytest.raises(IntegrityError), transaction.atomic():
        AskedConsent.objects.filter(pk=asked.pk).update(**wrong)

    assert AskedConsent.objects.get().reply == ""


def test_release_is_sent_only_once_the_first_day_is_answered():
    asked, _ = asked_for(release_on=NOON.date() + timedelta(days=20))
    signed(asked)

    with pytest.raises(MoveRefused) as refused:
        move(referral=asked.referral, to=Stage.SENT, side=Side.SENDER, by=PRODUCT, at=NOON, facility=asked.facility)

    assert refused.value.code == "needs_first_day"
    assert Referral.objects.get().stage == Stage.DRAFT


def test_yes_to_one_place_opens_no_other_place_of_the_same_organization():
    asked, _ = asked_for()
    claim = keeping_claim(facility=asked.facility)
    other = make_facility()
    kept_like(claim, other)
    signed(asked)

    allowed = [decision_for(asked.referral, place, at=LATER).is_allowed for place in (asked.facility, other)]
    opened_there = hand_over_to(asked.referral, other, by=PRODUCT, at=LATER)

    assert (allowed, opened_there.is_allowed) == ([True, False], False)


def test_place_that_was_merged_since_is_still_the_place_that_was_named():
    asked, _ = asked_for()
    signed(asked)
    claim = keeping_claim(facility=asked.facility)
    kept = make_facility()
    kept_like(claim, kept)
    Facility.objects.filter(pk=asked.facility.pk).update(merged_into=kept)

    assert decision_for(asked.referral, kept, at=LATER).is_allowed


def kept_like(claim, facility):
    """The same organization keeps the page of this place too."""
    names = ("asked_by", "called_by", "called_at", "confirmed_by", "confirmed_at", "verified_by", "verified_at")
    values = {name: getattr(claim, name) for name in names}
    more = {"called_number": facility.phone, "evidence": "License 4712", "state": State.VERIFIED}
    return make_claim(organization=claim.organization, facility=facility, **values, **more)


@pytest.mark.parametrize(
    ("way", "kind", "role", "said"),
    [
        (Signing.OWN_PHONE, "hospital", "nurse", "by the link with which I signed, or through Example Sender"),
        (Signing.ON_SCREEN, "hospital", "nurse", "at any time, through Example Sender"),
        (Signing.ON_PAPER, "hospital", "nurse", "at any time, through Example Sender"),
        (Signing.OWN_PHONE, "police", "officer", "by the link with which I signed, or through a coordinator"),
        (Signing.ON_PAPER, "custody", "officer", "at any time, through a coordinator of this site"),
    ],
)
def test_words_promise_no_way_back_that_is_not_there(way, kind, role, said):
    asked, _ = asked_for(way=way, kind=kind, role=role)

    words = consent_words(referral=asked.referral, facility=asked.facility, language="en", way=way)

    assert (said in words.text, "page where I signed" in words.text) == (True, False)


def test_yes_of_somebody_who_is_released_in_eight_weeks_lasts_until_they_can_come():
    day = NOON.date() + timedelta(days=56)
    asked, _ = asked_for(release_on=day, first_day_medicine="supply", first_day_naloxone="handed_over")

    consent = signed(asked)

    text = opened(consent, "evidence")["evidence"]["text"]
    assert consent.expires_at.date() > day + timedelta(days=14)
    assert "or on February 1, 2027 if that is later" in text
