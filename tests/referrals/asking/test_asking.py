"""Programs are asked without a name: three in all, nobody twice, by the way each of them has."""

from datetime import timedelta

import pytest

from factories import make_facility, make_twin
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.moves import MoveRefused
from handrail.referrals.domain.needs import Trait, Urgency
from handrail.referrals.domain.questions import ASKED_ALREADY, THREE_AT_MOST, AskRefused, Way
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question, Referral
from referrals.samples import NOON, make_program, make_receiver, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db


def asked(referral, *facilities, side=Side.SENDER, at=NOON, **facts):
    return ask(referral=referral, facilities=facilities, side=side, by=PRODUCT, at=at, **facts)


def test_a_question_goes_to_the_contact_by_a_neutral_message_with_a_link_of_a_day():
    _, facility = make_program(address="intake@program.example")
    referral = make_referral(sender=make_sender()[0])

    [question] = asked(referral, facility)

    message, link = Message.objects.get(), OneTimeLink.objects.get()
    letter = opened(message, "letter")["letter"]
    assert (question.way, question.number, question.link_id) == (Way.LINK, 1, link.public_id)
    assert (message.key, message.kind, message.is_urgent) == (f"question:{question.public_id}", "question", False)
    assert letter["address"] == "intake@program.example"
    assert letter["link"].startswith("/answer/")
    assert (link.about, link.ends_at) == (f"question:{question.public_id}", NOON + timedelta(hours=24))
    referral.refresh_from_db()
    assert (referral.stage, referral.turn) == (Stage.ASKING, Side.RECEIVER)


def test_who_has_no_contact_is_asked_at_the_desk_and_who_keeps_no_page_by_telephone():
    organization, with_desk = make_program(has_contact=False)
    make_receiver(organization)
    _, empty = make_program(has_contact=False)
    referral = make_referral(sender=make_sender()[0])

    questions = asked(referral, with_desk, empty, make_facility())

    assert [each.way for each in questions] == [Way.DESK, Way.TELEPHONE, Way.TELEPHONE]
    assert Message.objects.count() == 0


def test_no_message_is_written_where_its_channel_is_closed(settings):
    settings.DEMONSTRATION = False
    _, facility = make_program()

    [question] = asked(make_referral(sender=make_sender()[0]), facility)

    assert (question.way, Message.objects.count()) == (Way.TELEPHONE, 0)


def test_at_night_a_message_comes_only_where_somebody_waits_now():
    _, facility = make_program()

    asked(make_referral(sender=make_sender()[0], urgency=Urgency.NOW), facility)

    assert Message.objects.get().is_urgent is True


def test_a_message_waits_for_day_where_the_program_is_and_nowhere_else():
    _, facility = make_program(state="NV")

    asked(make_referral(sender=make_sender()[0]), facility)

    assert Message.objects.get().zone == "America/Los_Angeles"


def test_a_question_holds_codes_of_the_need_and_nothing_that_names():
    referral = make_referral(
        sender=make_sender()[0],
        language="es",
        words={"alias": "Rosa", "address": "447-555-0199", "note": "has a dog"},
        is_pregnant=True,
    )
    _, facility = make_program()

    [question] = asked(referral, facility)

    told = {field.attname: getattr(question, field.attname) for field in Question._meta.concrete_fields}
    kept = ("age", "level", "medicine", "payer", "is_tonight", "trait", "language")
    assert [told[name] for name in kept] == ["adult", "withdrawal", "buprenorphine", "medicaid", True, "", "en"]
    assert [word for word in ("Rosa", "447-555-0199", "dog", referral.sender.name) if word in str(told)] == []


def test_a_trait_is_asked_only_where_it_was_given():
    (_, one), (_, other) = make_program(), make_program()
    referral = make_referral(sender=make_sender()[0])

    [first] = asked(referral, one, trait=Trait.WHEELCHAIR)
    [second] = asked(referral, other)

    assert (first.trait, second.trait) == ("wheelchair", "")


def test_three_are_asked_in_all_whoever_asks():
    places = [make_program()[1] for _ in range(4)]
    referral = make_referral(sender=make_sender()[0])
    asked(referral, *places[:2])

    with pytest.raises(AskRefused, match=THREE_AT_MOST):
        asked(referral, *places[2:], side=Side.CLOCK)
    [third] = asked(referral, places[2], side=Side.CLOCK)

    assert (third.number, Question.objects.count()) == (3, 3)


def test_nobody_is_asked_twice_not_even_by_the_other_row_of_the_place():
    _, facility = make_program()
    twin = make_twin(facility, merged_into=facility)
    referral = make_referral(sender=make_sender()[0])

    with pytest.raises(AskRefused, match=ASKED_ALREADY):
        asked(referral, facility, twin)
    [question] = asked(referral, twin)
    with pytest.raises(AskRefused, match=ASKED_ALREADY):
        asked(referral, facility)

    assert (question.facility, Question.objects.count()) == (facility, 1)


def test_who_was_merged_since_is_not_asked_by_the_kept_row():
    facility, kept = make_facility(), make_facility()
    referral = make_referral(sender=make_sender()[0])
    asked(referral, facility)
    facility.merged_into = kept
    facility.save()

    with pytest.raises(AskRefused, match=ASKED_ALREADY):
        asked(referral, kept)

    assert Question.objects.count() == 1


@pytest.mark.parametrize("side", [Side.ONE_WAY, Side.RECEIVER])
def test_the_wrong_side_asks_nobody(side):
    referral = make_referral(sender=make_sender()[0])

    with pytest.raises(MoveRefused) as refused:
        asked(referral, make_facility(), side=side)

    assert (refused.value.code, Question.objects.count()) == ("not_yours", 0)
    assert Referral.objects.get().stage == Stage.DRAFT


def test_while_programs_are_asked_the_wrong_side_asks_nobody_else():
    referral = make_referral(sender=make_sender()[0])
    asked(referral, make_facility())

    with pytest.raises(MoveRefused) as refused:
        asked(referral, make_facility(), side=Side.RECEIVER)

    assert (refused.value.code, Question.objects.count()) == ("not_yours", 1)


def test_who_is_expected_somewhere_is_not_offered_round():
    _, facility = make_program()
    referral = moved(make_referral(sender=make_sender()[0]), Stage.SENT, Stage.EXPECTED, facility=facility)

    with pytest.raises(MoveRefused) as refused:
        asked(referral, make_facility())

    assert (refused.value.code, Question.objects.count()) == ("no_such_move", 0)


def test_who_waits_on_a_list_keeps_the_place_while_others_are_asked():
    _, facility = make_program()
    referral = moved(make_referral(sender=make_sender()[0]), Stage.SENT, Stage.WAITLISTED, facility=facility)

    asked(referral, make_facility())

    referral.refresh_from_db()
    assert (referral.stage, referral.facility, Question.objects.count()) == (Stage.WAITLISTED, facility, 1)


def test_silence_sends_the_question_alone_and_takes_the_person_away_from_the_former_program():
    _, facility = make_program()
    referral = moved(make_referral(sender=make_sender()[0]), Stage.SENT, facility=facility)

    asked(referral, make_facility(), side=Side.CLOCK)

    referral.refresh_from_db()
    assert (referral.stage, referral.facility, referral.consent) == (Stage.ASKING, None, None)


@pytest.mark.parametrize(("more", "is_asked"), [(2, True), (3, False)])
def test_who_had_the_person_is_one_of_the_three(more, is_asked):
    referral = moved(make_referral(sender=make_sender()[0]), Stage.SENT, facility=make_program()[1])
    others = [make_program()[1] for _ in range(more)]

    try:
        ask(referral=referral, facilities=others, side=Side.SENDER, by=PRODUCT, at=NOON)
        was_asked = True
    except AskRefused:
        was_asked = False

    assert (was_asked, Question.objects.count()) == (is_asked, 2 if is_asked else 0)
