"""Programs lose the question after a day, and a person's referral when the person no longer agrees."""

from datetime import time, timedelta

import pytest

from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message
from handrail.privacy.consenting.actions import end_consent, withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import ask_erasure
from handrail.privacy.models import Consent, OneTimeLink, Receipt
from handrail.privacy.sealed_values import opened
from handrail.referrals.agreeing.actions import ask_to_agree, sign
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.asking.actions import ask
from handrail.referrals.coming_back.actions import give_number
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.self_referring import AskingRefused
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.holding.actions import hold_place
from handrail.referrals.losing.actions import end_without_consent, lose_unpicked_questions
from handrail.referrals.models import PlaceHold, Question, Referral
from handrail.referrals.moving.consent import decision_for
from handrail.referrals.self_referring.actions import agree_again
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, agree_to, make_program, make_receiver, make_referral, make_sender, moved
from referrals.self_referring.asking import ask_them, by_text, make_answering_program, signed

pytestmark = pytest.mark.django_db

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def asked(*facilities):
    sender, _ = make_sender()
    referral = make_referral(sender=sender)
    ask(referral=referral, facilities=facilities, side=Side.SENDER, by=PRODUCT, at=NOON)
    return Referral.objects.get(pk=referral.pk)


def sent(**facts):
    sender, _ = make_sender()
    return moved(make_referral(sender=sender, **facts), Stage.SENT, facility=make_program()[1])


def test_a_program_that_was_not_picked_loses_the_question_after_a_day():
    (_, one), (_, other) = make_program(), make_program()
    referral = asked(one, other)
    moved(referral, Stage.SENT, facility=one)

    done = [lose_unpicked_questions(at=at) for at in (NOON + DAY - SECOND, NOON + DAY, NOON + DAY)]

    assert done == [0, 1, 0]
    assert dict(Question.objects.values_list("facility", "gone_at")) == {one.pk: None, other.pk: NOON + DAY}


def test_its_link_opens_nothing_any_more():
    asked(make_program()[1])

    lose_unpicked_questions(at=NOON + DAY)

    assert OneTimeLink.objects.get(purpose="answer-question").withdrawn_at == NOON + DAY


def test_where_nobody_is_left_who_could_answer_whoever_picks_has_to_act():
    referral = asked(make_program()[1])
    assert referral.turn == Side.RECEIVER

    lose_unpicked_questions(at=NOON + DAY)

    referral.refresh_from_db()
    assert (referral.stage, referral.turn, referral.due_at) == (Stage.ASKING, Side.SENDER, NOON + DAY + DAY / 6)


def test_a_clock_set_back_shows_no_question_for_longer():
    asked(make_program()[1])

    done = lose_unpicked_questions(at=NOON - DAY)

    assert (done, Question.objects.get().gone_at) == (1, NOON)


@pytest.mark.parametrize("ends", [withdraw_consent, end_consent])
def test_who_no_longer_agrees_is_with_no_program(ends):
    referral = sent()
    hold_place(
        referral=referral,
        until=NOON + DAY / 2,
        sexes=frozenset(),
        by=PRODUCT,
        side=Side.RECEIVER,
        at=NOON,
    )

    ends(consent=referral.consent, by=PRODUCT, at=NOON)
    done = [end_without_consent(at=NOON) for _ in range(2)]

    referral.refresh_from_db()
    assert (done, referral.stage, referral.outcome) == ([1, 0], Stage.CANCELED, Outcome.CONSENT_ENDED)
    assert PlaceHold.objects.live().count() == 0
    assert not decision_for(referral, referral.facility, at=NOON).is_allowed


def test_a_yes_that_ran_out_keeps_the_place_and_stands_before_whoever_can_ask_again():
    referral = moved(sent(), Stage.WAITLISTED)

    done = [end_without_consent(at=NOON + 30 * DAY + after) for after in (-SECOND, 0 * DAY, SECOND)]

    referral.refresh_from_db()
    assert (done, referral.stage, referral.position) == ([0, 1, 0], Stage.WAITLISTED, 4)
    assert (referral.turn, referral.due_at) == (Side.SENDER, NOON + 30 * DAY + DAY / 6)
    assert not decision_for(referral, referral.facility, at=NOON + 30 * DAY).is_allowed


@pytest.mark.parametrize("after", [29 * DAY, 31 * DAY])
def test_another_yes_goes_on_from_there(after):
    sender, nurse = make_sender()
    (_, facility), at = make_program(), NOON + after
    referral = moved(make_referral(sender=sender), Stage.SENT, Stage.WAITLISTED, facility=facility)
    end_without_consent(at=at)

    asked, _ = ask_to_agree(
        referral=referral, facility=facility, way=Signing.OWN_PHONE, language="en", user=nurse, by=PRODUCT, at=at
    )
    words = consent_words(referral=referral, facility=facility, language="en")
    consent = sign(asked=asked, read=words.hash, by=PRODUCT, at=at)

    done = end_without_consent(at=NOON + 32 * DAY)
    referral.refresh_from_db()
    assert (done, referral.stage, referral.consent, referral.turn) == (0, Stage.WAITLISTED, consent, Side.RECEIVER)


def test_a_yes_that_ran_out_is_followed_by_one_that_still_stands():
    referral = sent()
    newer = agree_to(referral, referral.facility, at=NOON + 20 * DAY)

    done = end_without_consent(at=NOON + 30 * DAY)

    referral.refresh_from_db()
    assert (done, referral.consent, referral.turn) == (1, newer, Side.RECEIVER)


def test_sender_learns_a_week_before_that_somebody_has_to_be_asked_again():
    sender, nurse = make_sender()
    agree(nurse)
    moved(make_referral(sender=sender), Stage.SENT, Stage.WAITLISTED, facility=make_program()[1])

    for at in (NOON + 22 * DAY, NOON + 23 * DAY, NOON + 23 * DAY + SECOND):
        end_without_consent(at=at)

    assert Message.objects.filter(subject=nurse.subject, kind="reply_wanted").count() == 1


def test_both_sides_learn_that_something_ended_and_not_what():
    (sender, nurse), (organization, facility) = make_sender(), make_program()
    keeper = make_receiver(organization)
    for user in (nurse, keeper):
        agree(user)
    referral = moved(make_referral(sender=sender), Stage.SENT, facility=facility)
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=NOON)

    end_without_consent(at=NOON)

    told = Message.objects.filter(kind="news").values_list("subject", flat=True)
    assert set(told) == {nurse.subject_id, keeper.subject_id}


def agree(user):
    give_agreement(
        subject=user.subject,
        channel=Channel.EMAIL,
        address=f"{user.username}@work.example",
        language="en",
        zone="America/Chicago",
        text_version="1",
        quiet_from=time(0),
        quiet_to=time(0),
        by=PRODUCT,
        at=NOON,
    )


def test_police_are_told_nothing():
    sender, officer = make_sender(kind="police", role="officer")
    agree(officer)
    referral = make_referral(sender=sender)
    _, facility = make_program()
    agree_to(referral, facility)
    from handrail.referrals.moving.actions import move

    move(referral=referral, to=Stage.SENT, side=Side.ONE_WAY, by=PRODUCT, at=NOON, facility=facility)
    withdraw_consent(consent=Referral.objects.get().consent, by=PRODUCT, at=NOON)

    done = end_without_consent(at=NOON)

    assert (done, Message.objects.filter(subject=officer.subject).count()) == (1, 0)


def test_who_asked_to_be_forgotten_is_looked_for_no_more():
    asked_only = asked(make_program()[1])
    ask_erasure(subject=asked_only.subject, by=PRODUCT, at=NOON)

    done = end_without_consent(at=NOON)

    asked_only.refresh_from_db()
    assert (done, asked_only.stage) == (1, Stage.CANCELED)


def test_a_live_consent_keeps_a_referral():
    referral = sent()

    done = end_without_consent(at=NOON)

    referral.refresh_from_db()
    assert (done, referral.stage) == (0, Stage.SENT)


def self_referred_with_number():
    """By text, and the person said yes there: with a program until they are expected."""
    keep_coordinators()
    program, facility = make_answering_program()
    made, referral = ask_them(program, facility, asked=by_text())
    agree_to_messages(referral)
    return made, moved(referral, Stage.EXPECTED, expected_at=NOON + 60 * DAY), program


def agree_to_messages(referral):
    values = {"channel": Channel.SMS, "address": "447-555-0199", "language": "en", "zone": "America/Chicago"}
    give_agreement(subject=referral.subject, text_version="1", by=PRODUCT, at=NOON, **values)


def test_person_who_asked_for_themselves_is_asked_before_their_yes_ends_and_when_it_did():
    _, referral, _ = self_referred_with_number()

    for at in (NOON + 23 * DAY, NOON + 23 * DAY, NOON + 30 * DAY):
        end_without_consent(at=at)

    mine = Message.objects.filter(subject=referral.subject, kind="reply_wanted")
    assert [each.key.partition(":")[0] for each in mine.order_by("pk")] == ["consent-ends-soon", "consent-ran-out"]
    assert {opened(each, "letter")["letter"]["link"] for each in mine} == {"/receipt/"}


def test_handed_over_person_is_asked_where_they_have_a_number_to_answer_with():
    with_number, without = sent(), sent()
    for referral in (with_number, without):
        agree_to_messages(referral)
    give_number(referral=with_number, pin="", by=PRODUCT, at=NOON)

    end_without_consent(at=NOON + 23 * DAY)

    asked_again = Message.objects.filter(kind="reply_wanted").values_list("subject", flat=True)
    assert list(asked_again) == [with_number.subject_id]


def test_another_yes_of_who_asked_for_themselves_goes_on_and_lengthens_their_number():
    made, referral, program = self_referred_with_number()
    later = NOON + 31 * DAY
    end_without_consent(at=later)
    ran_out = decision_for(referral, referral.facility, at=later).is_allowed

    renewed = agree_again(referral=referral, signed=signed(program), by=PRODUCT, at=later)

    assert (ran_out, decision_for(renewed, renewed.facility, at=later).is_allowed) == (False, True)
    assert (renewed.stage, renewed.turn) == (Stage.EXPECTED, Side.RECEIVER)
    assert Receipt.objects.get(public_id=made.public_id).ends_at == later + 44 * DAY


def test_yes_that_does_not_end_is_not_asked_again():
    _, referral, program = self_referred_with_number()

    with pytest.raises(AskingRefused):
        agree_again(referral=referral, signed=signed(program), by=PRODUCT, at=NOON + DAY)

    assert Consent.objects.count() == 1


def test_yes_is_said_again_to_no_other_program_that_keeps_the_page_by_now():
    _, referral, _ = self_referred_with_number()

    with pytest.raises(AskingRefused):
        agree_again(referral=referral, signed=signed(make_program()[0]), by=PRODUCT, at=NOON + 25 * DAY)

    assert Consent.objects.count() == 1


def test_yes_that_was_taken_back_is_not_renewed():
    _, referral, program = self_referred_with_number()
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=NOON)

    with pytest.raises(AskingRefused):
        agree_again(referral=referral, signed=signed(program), by=PRODUCT, at=NOON + 25 * DAY)

    assert Consent.objects.count() == 1
