"""Who was handed over by somebody comes back by themselves: with a number, and where they said yes to notes."""

from datetime import timedelta

import pytest

from handrail.directory.models import ListingContact
from handrail.messaging.actions import give_agreement
from handrail.messaging.contacts.actions import confirm_contact
from handrail.messaging.models import AskedContact, ContactAgreement, Message, RosterPage
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.receipts import PinRefused
from handrail.privacy.models import AuditEntry, Consent, Receipt
from handrail.privacy.receipts.actions import ReceiptRefused, open_receipt
from handrail.privacy.sealed_values import opened
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.closing.actions import ask_whether_they_got_in, say_by_link
from handrail.referrals.coming_back.actions import ask_for_a_way, choose_next, give_number, say_yes, take_back
from handrail.referrals.coming_back.queries import Writing, open_numbers, writing_to
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing
from handrail.referrals.domain.closing import Account, Whom
from handrail.referrals.domain.coming_back import ComingBackRefused
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.needs import Age, Level, Medicine, Need, PayerClass
from handrail.referrals.domain.self_referring import AskingRefused
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Opening, Referral
from handrail.referrals.moving.consent import decision_for
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, make_program, make_referral, make_sender, moved
from referrals.self_referring.asking import make_answering_program

EXPECTED = NOON + timedelta(hours=3)
A_DAY_LATER = EXPECTED + timedelta(days=1)
HOLDER = Actor(ActorKind.LINK, "receipt")
SAFE = {"alias": "Rosa", "reach": "text", "address": "447-555-0199"}


@pytest.fixture(autouse=True)
def messages_can_be_written(settings, db):
    settings.DEMONSTRATION = True


def handed_over(*stages: Stage, kind: str = "hospital", words=SAFE, **facts) -> Referral:
    sender, _ = make_sender(kind=kind, role="officer" if kind == "police" else "nurse")
    _, facility = make_program()
    return moved(make_referral(sender=sender, words=words, **facts), *stages, facility=facility)


def number_of(referral: Referral, *, pin: str = "", at=NOON):
    return give_number(referral=referral, pin=pin, by=PRODUCT, at=at)


def link_in_last_message() -> str:
    return opened(Message.objects.latest("pk"), "letter")["letter"]["link"].rstrip("/").rpartition("/")[2]


def link_of_program(place) -> str:
    contact = ListingContact.objects.get(claim__facility=place)
    message = Message.objects.get(kind="chosen", subject=contact.subject)
    return opened(message, "letter")["letter"]["link"]


def read_of(referral: Referral, place) -> str:
    return consent_words(referral=referral, facility=place, language="en", way=Signing.BY_RECEIPT).hash


def choose(referral: Referral, place, program, *, read="", at=NOON):
    values = {"program": program.public_id, "read": read or read_of(referral, place), "language": "en"}
    return choose_next(referral=referral, facility=place, by=HOLDER, at=at, **values)


def test_number_opens_what_was_written_for_the_person_and_says_who_gave_it():
    referral = handed_over(Stage.SENT)

    made = number_of(referral, pin="4711")

    assert open_receipt(number=made.number, pin="4711", at=NOON).about == f"referral:{referral.public_id}"
    assert AuditEntry.objects.filter(what="referral.number_given").count() == 1


def test_number_outlasts_the_consent_by_two_weeks():
    referral = handed_over(Stage.SENT)

    number_of(referral)

    assert Receipt.objects.get().ends_at == NOON + timedelta(days=44)


def test_fourth_number_ends_the_oldest_and_no_other():
    referral = handed_over(Stage.SENT)
    first, second = number_of(referral), number_of(referral, at=NOON + timedelta(minutes=1))
    number_of(referral, at=NOON + timedelta(minutes=2))

    number_of(referral, at=NOON + timedelta(minutes=3))

    with pytest.raises(ReceiptRefused):
        open_receipt(number=first.number, pin="", at=NOON + timedelta(minutes=4))
    assert open_receipt(number=second.number, pin="", at=NOON + timedelta(minutes=4)).public_id == second.public_id
    assert len(open_numbers(referral=referral, at=NOON + timedelta(minutes=4))) == 3


def test_no_number_is_given_once_it_has_ended_and_none_with_a_bad_pin():
    ended, open_one = handed_over(Stage.CANCELED), handed_over(Stage.SENT)

    with pytest.raises(ComingBackRefused):
        number_of(ended)
    with pytest.raises(PinRefused):
        number_of(open_one, pin="12")

    assert Receipt.objects.count() == 0


def test_person_is_written_to_only_after_they_said_yes_there():
    referral = handed_over(Stage.SENT)

    ask_for_a_way(referral=referral, by=PRODUCT, at=NOON)

    assert (Message.objects.get().kind, writing_to(referral, SAFE)) == ("confirm_contact", Writing.ASKED)
    confirm_contact(token=link_in_last_message(), browser="phone", at=NOON)
    assert (AskedContact.objects.count(), writing_to(referral, SAFE)) == (0, Writing.AGREED)


@pytest.mark.parametrize("words", [{"alias": "Rosa"}, {"alias": "Rosa", "reach": "receipt"}])
def test_who_named_no_way_is_not_asked_for_one(words):
    referral = handed_over(Stage.SENT, words=words)

    with pytest.raises(ComingBackRefused):
        ask_for_a_way(referral=referral, by=PRODUCT, at=NOON)

    assert (Message.objects.count(), writing_to(referral, words)) == (0, Writing.NONE)


def test_nobody_is_asked_for_a_way_by_which_this_site_sends_nothing(settings):
    settings.DEMONSTRATION = False
    referral = handed_over(Stage.SENT)

    with pytest.raises(ComingBackRefused):
        ask_for_a_way(referral=referral, by=PRODUCT, at=NOON)

    assert writing_to(referral, SAFE) == Writing.NONE


def test_handed_over_person_is_asked_whether_they_got_in_and_both_accounts_count():
    keep_coordinators()
    referral = handed_over(Stage.SENT, Stage.EXPECTED)
    ask_for_a_way(referral=referral, by=PRODUCT, at=NOON)
    confirm_contact(token=link_in_last_message(), browser="phone", at=NOON)

    ask_whether_they_got_in(at=A_DAY_LATER)
    asked = Message.objects.get(kind="reply_wanted")
    token = opened(asked, "letter")["letter"]["link"].rstrip("/").rpartition("/")[2]
    moved(referral, Stage.ARRIVED, at=A_DAY_LATER)
    ask_whether_they_got_in(at=A_DAY_LATER)
    said = say_by_link(whom=Whom.PERSON, token=token, browser="x", account=Account.DID_NOT_COME, at=A_DAY_LATER)

    assert (asked.subject, said.accounts) == (referral.subject, (Account.GOT_IN, Account.DID_NOT_COME))
    assert RosterPage.objects.get().about == f"referral:{referral.public_id}"


def test_person_chooses_the_next_program_which_hears_at_its_desk_and_the_former_loses_them():
    keep_coordinators()
    program, place = make_answering_program()
    referral = handed_over(Stage.SENT, Stage.EXPECTED)
    former = referral.facility

    referral = choose(referral, place, program)

    assert (referral.stage, referral.facility) == (Stage.SENT, place)
    assert decision_for(referral, place, at=NOON).is_allowed
    assert not decision_for(referral, former, at=NOON).is_allowed
    assert AskedConsent.objects.get().way == Signing.BY_RECEIPT
    assert (Opening.objects.filter(facility=place).count(), link_of_program(place)) == (0, "/referrals/inbox/")


def test_words_that_changed_since_they_were_read_are_not_signed_and_nothing_moves():
    keep_coordinators()
    program, place = make_answering_program()
    referral = handed_over(Stage.SENT)

    with pytest.raises(AgreeingRefused):
        choose(referral, place, program, read="other")

    assert (Referral.objects.get(pk=referral.pk).stage, AskedConsent.objects.count()) == (Stage.SENT, 0)


def test_program_that_changed_hands_since_the_words_were_shown_is_not_chosen():
    keep_coordinators()
    _, place = make_answering_program()
    another, _ = make_program()

    with pytest.raises(AskingRefused):
        choose(handed_over(Stage.SENT), place, another)

    assert AskedConsent.objects.count() == 0


def test_minor_signs_for_nobody_alone():
    keep_coordinators()
    program, place = make_answering_program()
    need = Need(Age.MINOR, Level.WITHDRAWAL, Medicine.BUPRENORPHINE, PayerClass.MEDICAID, is_tonight=True)
    sender, _ = make_sender()

    with pytest.raises(AgreeingRefused):
        choose(make_referral(sender=sender, need=need), place, program)

    assert Consent.objects.count() == 0


def test_yes_by_number_lengthens_the_number_with_it():
    referral = handed_over(Stage.SENT)
    number_of(referral)
    later = NOON + timedelta(days=25)

    say_yes(
        referral=referral,
        facility=referral.facility,
        read=read_of(referral, referral.facility),
        language="en",
        by=HOLDER,
        at=later,
    )

    assert Receipt.objects.get().ends_at == later + timedelta(days=44)
    assert Referral.objects.get(pk=referral.pk).consent == AskedConsent.objects.get().consent


@pytest.mark.parametrize("stages", [(), (Stage.SENT,), (Stage.SENT, Stage.EXPECTED)])
def test_taking_back_ends_it_at_every_step_and_twice_is_once(stages):
    referral = handed_over(*stages)

    first = take_back(referral=referral, by=HOLDER, at=NOON)
    second = take_back(referral=referral, by=HOLDER, at=NOON)

    assert (first.stage, second.stage) == (Stage.CANCELED, Stage.CANCELED)
    assert Consent.objects.filter(revoked_at=None, ended_at=None).count() == 0


def test_police_are_told_nothing_where_the_person_chooses_again():
    keep_coordinators()
    program, place = make_answering_program()
    sender, officer = make_sender(kind="police", role="officer")
    give_agreement(
        subject=officer.subject,
        channel="email",
        address="desk@police.example",
        language="en",
        zone="America/Chicago",
        text_version="1",
        by=PRODUCT,
        at=NOON,
    )
    referral = make_referral(sender=sender)

    choose(referral, place, program)

    assert ContactAgreement.objects.filter(subject=officer.subject).count() == 1
    assert Message.objects.filter(subject=officer.subject).count() == 0


def test_ended_way_is_not_taken_up_again():
    keep_coordinators()
    program, place = make_answering_program()

    with pytest.raises((ComingBackRefused, MoveRefused)):
        choose(handed_over(Stage.CANCELED), place, program)

    assert AskedConsent.objects.count() == 0
