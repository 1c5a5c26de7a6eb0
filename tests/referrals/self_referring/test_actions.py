"""A person without an account asks a program to expect them, and may take it back (S16, S20)."""

from datetime import timedelta

import pytest
from django.test import override_settings

from handrail.accounts.models import Membership
from handrail.directory.domain.open_places import Level
from handrail.directory.models import Claim
from handrail.messaging.actions import give_agreement
from handrail.messaging.models import AskedContact, ContactAgreement, Message, RosterMember, RosterPage
from handrail.messaging.queries import standing_agreement
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.actions import ask_erasure, carry_out_erasures
from handrail.privacy.holds.actions import place_hold
from handrail.privacy.models import Consent, Receipt, Subject
from handrail.privacy.receipts.actions import open_receipt
from handrail.privacy.receipts.queries import holder_of
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.actions import climb_referrals
from handrail.referrals.coming_back.actions import take_back
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.self_referring import (
    LASTS,
    NOT_HERE,
    RECEIPT_LASTS,
    THREE_AT_MOST,
    TOO_MANY,
    AskingRefused,
)
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Opening, Question, Referral, ReferralLeg
from handrail.referrals.moving.consent import decision_for, hand_over_to
from handrail.referrals.opening.actions import open_person
from handrail.referrals.receiving.actions import answer_referral
from handrail.referrals.self_referring.actions import (
    choose_another,
    confirm_reach,
    forget_past_requests,
    reply,
)
from handrail.referrals.self_referring.queries import programs_that_answer, referral_of
from handrail.referrals.switch import SwitchedOff
from locks_taken import locks_taken
from privacy.papers import stand_with
from referrals.on_call import keep_coordinators
from referrals.samples import NOON, given_for, make_program, moved
from referrals.self_referring.asking import (
    answering,
    ask_them,
    asked,
    by_text,
    make_answering_program,
    signed,
)

pytestmark = pytest.mark.django_db
HOLDER = Actor(ActorKind.LINK, "receipt")


def link_in(message: Message) -> str:
    return opened(message, "letter")["letter"]["link"].rstrip("/").rpartition("/")[2]


def test_what_somebody_asks_is_with_the_program_at_once_and_their_receipt_opens_it():
    program, facility = answering()

    made, referral = ask_them(program, facility)

    receipt = open_receipt(number=made.number, pin="", at=NOON)
    assert (referral.stage, referral.facility, referral.sender, referral.turn) == ("sent", facility, None, "receiver")
    assert (referral_of(receipt), receipt.ends_at) == (referral, NOON + RECEIPT_LASTS)
    assert Message.objects.get().kind == "chosen"


def test_consent_names_the_program_alone_says_its_words_and_ends_by_itself():
    program, facility = answering()

    _, referral = ask_them(program, facility)

    consent = Consent.objects.get()
    assert consent.recipients == [program.public_id]
    assert consent.disclosers == [referral.subject.public_id]
    assert (consent.kind, consent.text_version, consent.tells_how_to_revoke) == ("named", "self-2", True)
    assert consent.expires_at == NOON + timedelta(days=30)
    evidence = opened(consent, "evidence")["evidence"]
    assert (evidence["text"], evidence["name"]) == ("I tell this myself.", "Rosa")


@pytest.mark.parametrize("after", [timedelta(days=29), timedelta(days=30)])
def test_program_learns_who_it_is_until_the_consent_ends(after):
    program, facility = answering()
    _, referral = ask_them(program, facility)

    decision = hand_over_to(referral, facility, by=PRODUCT, at=NOON + after)

    assert decision.is_allowed == (after < timedelta(days=30))


@override_settings(OPERATOR_ROLE="")
def test_nobody_is_asked_where_the_operator_has_no_role():
    program, facility = answering()

    with pytest.raises(AskingRefused, match=NOT_HERE):
        ask_them(program, facility)

    assert (Referral.objects.count(), Subject.objects.filter(pk__in=Consent.objects.values("subject")).count()) == (
        0,
        0,
    )


@override_settings(OPERATOR_ROLE="intermediary")
def test_intermediary_is_named_in_the_consent_and_needs_its_paper_with_the_program():
    program, facility = answering()
    without_paper = programs_that_answer(at=NOON)
    stand_with(program.public_id, kind="intermediary")

    ask_them(program, facility)

    assert (without_paper, programs_that_answer(at=NOON)) == (frozenset(), {facility.pk})
    assert Consent.objects.get().recipients == sorted(["operator", program.public_id])


def test_same_key_twice_is_one_request_with_two_numbers_that_open_it():
    program, facility = answering()

    first, _ = ask_them(program, facility, key="self:one")
    second, referral = ask_them(program, facility, key="self:one")

    opens = [referral_of(open_receipt(number=made.number, pin="", at=NOON)) for made in (first, second)]
    assert (opens, Message.objects.count(), Consent.objects.count()) == ([referral, referral], 1, 1)


def test_same_key_is_not_taken_for_ever():
    program, facility = answering()
    for _ in range(3):
        ask_them(program, facility, key="self:one")

    with pytest.raises(AskingRefused):
        ask_them(program, facility, key="self:one")

    assert Receipt.objects.count() == 3


def test_program_that_gave_up_its_page_since_the_form_was_shown_gets_nothing():
    program, facility = answering()
    Claim.objects.update(state="withdrawn", ended_at=NOON, ended_by=Claim.objects.get().asked_by)

    with pytest.raises(AskingRefused, match=NOT_HERE):
        ask_them(program, facility)

    assert (Referral.objects.count(), Consent.objects.count(), Receipt.objects.count()) == (0, 0, 0)


def test_agreement_that_was_shown_for_another_program_sends_nothing():
    _, facility = answering()
    other, _ = make_answering_program()

    with pytest.raises(AskingRefused, match=NOT_HERE):
        ask_them(other, facility)

    assert (Referral.objects.count(), Consent.objects.count()) == (0, 0)


def test_nobody_is_asked_where_no_roster_stands_behind_it():
    program, facility = answering()
    RosterMember.objects.filter(is_deputy=True).delete()

    with pytest.raises(SwitchedOff):
        ask_them(program, facility)

    assert (Referral.objects.count(), programs_that_answer(at=NOON)) == (0, frozenset())


def test_program_with_a_page_and_nobody_to_read_or_no_contact_is_called():
    keep_coordinators()
    _, nobody_reads = make_program()
    _, no_contact = make_answering_program(has_contact=False)
    _, answers = make_answering_program()

    found = programs_that_answer(at=NOON)

    assert found == {answers.pk}
    assert {nobody_reads.pk, no_contact.pk} & found == set()


def test_flood_stops_where_a_program_has_enough_that_wait(monkeypatch):
    monkeypatch.setattr("handrail.referrals.domain.self_referring.MOST_WAITING", 2)
    program, facility = answering()
    for _ in range(2):
        ask_them(program, facility)

    with pytest.raises(AskingRefused, match=TOO_MANY):
        ask_them(program, facility)

    assert Referral.objects.count() == 2


def test_answered_requests_leave_room_for_the_next(monkeypatch):
    monkeypatch.setattr("handrail.referrals.domain.self_referring.MOST_WAITING", 1)
    program, facility = answering()
    _, first = ask_them(program, facility)
    moved(first, Stage.EXPECTED)

    ask_them(program, facility)

    assert Referral.objects.count() == 2


def test_number_is_asked_whether_it_is_theirs_and_is_unknown_to_the_program_until_then():
    program, facility = answering()
    _, referral = ask_them(program, facility, asked=by_text())

    person = open_person(referral=referral, by=PRODUCT, at=NOON)

    assert sorted(Message.objects.values_list("kind", flat=True)) == ["chosen", "confirm_contact"]
    assert person.words == {"alias": "Rosa", "reach": "text", "when": "any", "no_voicemail": True}
    assert AskedContact.objects.get().subject == referral.subject


def test_number_that_said_yes_may_be_used_by_the_program():
    program, facility = answering()
    _, referral = ask_them(program, facility, asked=by_text())

    token = link_in(Message.objects.get(kind="confirm_contact"))
    confirm_reach(token=token, browser="phone", at=NOON)

    referral.refresh_from_db()
    assert opened(referral, "words")["words"]["address"] == "+14475550199"
    assert standing_agreement(subject=referral.subject, channel="sms") is not None


def test_number_of_a_request_that_was_taken_back_is_kept_nowhere_else():
    program, facility = answering()
    _, referral = ask_them(program, facility, asked=by_text())
    take_back(referral=referral, by=HOLDER, at=NOON)

    confirm_reach(token=link_in(Message.objects.get(kind="confirm_contact")), browser="phone", at=NOON)

    referral.refresh_from_db()
    assert "address" not in opened(referral, "words")["words"]


def test_what_was_taken_back_is_closed_to_the_program_and_stays_so():
    program, facility = answering()
    _, referral = ask_them(program, facility)

    take_back(referral=referral, by=HOLDER, at=NOON)
    take_back(referral=referral, by=HOLDER, at=NOON + timedelta(hours=1))

    referral = Referral.objects.get()
    assert (referral.stage, referral.outcome) == ("canceled", "person_took_it_back")
    assert open_person(referral=referral, by=PRODUCT, at=NOON) is None
    assert not decision_for(referral, facility, at=NOON).is_allowed
    assert Consent.objects.get().revoked_at == NOON


def test_question_asked_back_is_answered_by_the_person_and_by_nobody_else():
    program, facility = answering()
    _, referral = ask_them(program, facility)
    referral = moved(referral, Stage.ACKNOWLEDGED, Stage.ASKED_BACK)

    referral = reply(referral=referral, words="No wheelchair.", by=HOLDER, at=NOON)

    step = referral.history.last()
    assert (referral.stage, step.side, opened(step.words, "words")["words"]) == (
        "acknowledged",
        Side.PERSON,
        "No wheelchair.",
    )
    with pytest.raises(MoveRefused):
        reply(referral=referral, words="Twice.", by=HOLDER, at=NOON)


@pytest.mark.parametrize("way", [(), (Stage.ACKNOWLEDGED,), (Stage.EXPECTED,), (Stage.WAITLISTED,), (Stage.DECLINED,)])
def test_next_program_has_it_by_an_agreement_of_its_own_and_the_former_one_sees_it_no_more(way):
    program, facility = answering()
    other, next_place = make_answering_program()
    _, referral = ask_them(program, facility)
    referral = moved(referral, *way)

    referral = choose_another(referral=referral, facility=next_place, signed=signed(other), by=HOLDER, at=NOON)

    assert (referral.stage, referral.facility) == ("sent", next_place)
    assert not decision_for(referral, facility, at=NOON).is_allowed
    assert decision_for(referral, next_place, at=NOON).is_allowed
    assert [leg.facility for leg in referral.legs.all()] == [facility, next_place]


def test_fourth_program_is_not_asked_with_one_number():
    program, facility = answering()
    _, referral = ask_them(program, facility)
    for _ in range(2):
        other, place = make_answering_program()
        referral = choose_another(referral=referral, facility=place, signed=signed(other), by=HOLDER, at=NOON)
    other, place = make_answering_program()

    with pytest.raises(AskingRefused):
        choose_another(referral=referral, facility=place, signed=signed(other), by=HOLDER, at=NOON)

    referral = Referral.objects.get()
    assert (referral.legs.count(), referral.stage) == (3, "sent")
    assert decision_for(referral, referral.facility, at=NOON).is_allowed


def test_refused_step_to_another_leaves_the_former_agreement_standing():
    program, facility = answering()
    _, referral = ask_them(program, facility)
    other, place = make_program()

    with pytest.raises(AskingRefused, match=NOT_HERE):
        choose_another(referral=referral, facility=place, signed=signed(other), by=HOLDER, at=NOON)

    assert decision_for(Referral.objects.get(), facility, at=NOON).is_allowed


def test_erased_person_leaves_no_words_no_contact_and_no_open_request():
    program, facility = answering()
    made, referral = ask_them(program, facility, asked=by_text())
    receipt = open_receipt(number=made.number, pin="", at=NOON)
    confirm_reach(token=link_in(Message.objects.get(kind="confirm_contact")), browser="phone", at=NOON)

    ask_erasure(subject=referral.subject, by=holder_of(receipt=receipt), at=NOON)
    carry_out_erasures(at=NOON + timedelta(days=3))

    referral.refresh_from_db()
    assert (referral.stage, referral.outcome, referral.words) == ("canceled", "erased", None)
    assert ContactAgreement.objects.filter(subject=referral.subject).count() == 0


def test_consent_of_somebody_else_sends_nobody():
    program, facility = answering()
    _, first = ask_them(program, facility)
    _, second = ask_them(program, facility)

    take_back(referral=first, by=HOLDER, at=NOON)

    assert decision_for(second, facility, at=NOON).is_allowed
    assert not decision_for(first, facility, at=NOON).is_allowed


def test_pin_is_part_of_the_number():
    program, facility = answering()

    made, referral = ask_them(program, facility, pin="4711")

    assert referral_of(open_receipt(number=made.number, pin="4711", at=NOON)) == referral


def test_anonymous_request_asks_for_no_bed_tonight():
    assert asked(level=Level.WITHDRAWAL).need.is_tonight is False


def past(days: int):
    return NOON + timedelta(days=days)


def test_request_that_is_long_over_is_forgotten_with_all_that_was_written():
    program, facility = answering()
    _, referral = ask_them(program, facility, asked=by_text())
    confirm_reach(token=link_in(Message.objects.get(kind="confirm_contact")), browser="phone", at=NOON)
    take_back(referral=referral, by=HOLDER, at=NOON)

    forgotten = [forget_past_requests(at=past(days)) for days in (29, 30, 31)]

    referral.refresh_from_db()
    assert (forgotten, referral.words, referral.stage) == ([0, 1, 0], None, "canceled")
    assert (ContactAgreement.objects.filter(subject=referral.subject).count(), Receipt.objects.count()) == (0, 0)


def test_request_that_is_open_or_whose_receipt_opens_is_not_forgotten():
    program, facility = answering()
    _, still_open = ask_them(program, facility)
    _, just_asked = ask_them(program, facility, at=past(20))
    take_back(referral=just_asked, by=HOLDER, at=NOON)

    forgotten = forget_past_requests(at=past(40))

    assert (forgotten, Referral.objects.exclude(words=None).count()) == (0, 2)
    assert [each.stage for each in (still_open, Referral.objects.get(pk=just_asked.pk))] == ["sent", "canceled"]


def test_record_that_the_law_holds_is_not_forgotten():
    program, facility = answering()
    _, referral = ask_them(program, facility)
    take_back(referral=referral, by=HOLDER, at=NOON)
    place_hold(subject=referral.subject, reason="Order 42", by=PRODUCT, at=NOON)

    assert forget_past_requests(at=past(31)) == 0


def test_next_person_at_a_shared_computer_who_writes_over_the_form_has_a_request_of_their_own():
    program, facility = answering()
    first, of_rosa = ask_them(program, facility, key="self:one")

    second, of_luis = ask_them(program, facility, key="self:one", asked=asked(alias="Luis"))

    opens = [referral_of(open_receipt(number=made.number, pin="", at=NOON)) for made in (first, second)]
    assert opens == [of_rosa, of_luis]
    assert opened(of_luis, "words")["words"]["alias"] == "Luis"


def test_program_is_led_to_its_desk_since_nobody_could_tell_it_a_code():
    program, facility = answering()

    ask_them(program, facility)

    assert opened(Message.objects.get(), "letter")["letter"]["link"] == "/referrals/inbox/"
    assert Opening.objects.count() == 0


def test_nobody_is_offered_round_by_the_clock_who_asked_one_program_and_a_human_is_called():
    program, facility = answering()
    _, near = make_answering_program()
    _, referral = ask_them(program, facility)
    ReferralLeg.objects.create(referral=referral, order=2, facility=near)

    for hours in (4, 5, 6):
        climb_referrals(at=NOON + timedelta(hours=hours))

    referral.refresh_from_db()
    assert (referral.stage, referral.facility, Question.objects.count()) == ("sent", facility, 0)
    assert RosterPage.objects.get().about == f"referral:{referral.public_id}"


def test_number_opens_for_as_long_as_the_new_agreement_stands():
    program, facility = answering()
    other, next_place = make_answering_program()
    made, referral = ask_them(program, facility)
    later = NOON + timedelta(days=20)

    choose_another(referral=referral, facility=next_place, signed=signed(other), by=HOLDER, at=later)

    newest = Consent.objects.order_by("pk").last()
    assert (Receipt.objects.get().ends_at, newest.expires_at) == (later + RECEIPT_LASTS, later + LASTS)
    receipt = open_receipt(number=made.number, pin="", at=NOON + LASTS + timedelta(days=1))
    assert referral_of(receipt) == referral


def test_people_of_the_program_are_told_that_something_was_taken_back():
    program, facility = answering()
    reads = Membership.objects.get(organization=program).user
    values = {"channel": "email", "address": "intake@program.example", "language": "en", "zone": "America/Chicago"}
    give_agreement(subject=reads.subject, text_version="1", by=PRODUCT, at=NOON, **values)
    _, referral = ask_them(program, facility)

    take_back(referral=referral, by=HOLDER, at=NOON)

    assert Message.objects.exclude(kind="chosen").get().subject == reads.subject


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.ASKED_BACK, "reply_wanted"),
        (Stage.DECLINED, "reply_wanted"),
        (Stage.EXPECTED, "news"),
        (Stage.WAITLISTED, "news"),
    ],
)
def test_person_learns_at_what_they_proved_to_be_theirs_that_the_program_answered(stage, kind):
    program, facility = answering()
    _, referral = ask_them(program, facility, asked=by_text())
    confirm_reach(token=link_in(Message.objects.get(kind="confirm_contact")), browser="phone", at=NOON)

    answer_referral(
        referral=referral, to=stage, seen=referral.moves, given=given_for(stage, at=NOON), by=PRODUCT, at=NOON
    )

    message = Message.objects.get(kind=kind)
    assert message.subject == referral.subject
    assert opened(message, "letter")["letter"] == {"address": "+14475550199", "link": "/receipt/"}


def test_person_who_did_not_prove_a_number_is_written_to_nowhere():
    program, facility = answering()
    _, referral = ask_them(program, facility, asked=by_text())

    answer_referral(
        referral=referral,
        to=Stage.DECLINED,
        seen=referral.moves,
        given=given_for(Stage.DECLINED, at=NOON),
        by=PRODUCT,
        at=NOON,
    )

    assert set(Message.objects.values_list("kind", flat=True)) == {"chosen", "confirm_contact"}


def test_next_program_is_chosen_under_the_lock_of_the_referral_before_place_and_person():
    program, facility = answering()
    other, second = make_answering_program()
    _, referral = ask_them(program, facility)

    with locks_taken() as taken:
        choose_another(referral=referral, facility=second, signed=signed(other), by=HOLDER, at=NOON)

    assert taken[:3] == ["Referral", "Facility", "Subject"]


def test_number_is_proven_under_the_lock_of_the_referral_before_the_person():
    program, facility = answering()
    ask_them(program, facility, asked=by_text())
    token = link_in(Message.objects.get(kind="confirm_contact"))

    with locks_taken() as taken:
        confirm_reach(token=token, browser="phone", at=NOON)

    assert taken[:2] == ["Referral", "Subject"]


def test_programs_that_the_clock_asked_are_among_the_three():
    program, facility = answering()
    other, second = make_answering_program()
    _, referral = ask_them(program, facility)
    ask(
        referral=referral,
        facilities=[make_answering_program()[1] for _ in range(2)],
        side=Side.CLOCK,
        by=PRODUCT,
        at=NOON,
    )

    with pytest.raises(AskingRefused, match=THREE_AT_MOST):
        choose_another(referral=referral, facility=second, signed=signed(other), by=HOLDER, at=NOON)

    assert Referral.objects.get().stage == Stage.ASKING
