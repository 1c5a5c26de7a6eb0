"""What a person takes with them of their referrals: all that is theirs, and nothing of somebody else (S33)."""

import json
from datetime import date, timedelta

import pytest

from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.closing.actions import ask_whether_they_got_in, say_by_receipt
from handrail.referrals.domain.closing import Account
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent
from handrail.referrals.moving.actions import move
from handrail.referrals.queries import export_for
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
FIRST_DAY = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}


def handed_on(**facts):
    sender, user = make_sender(kind="prison_health")
    referral = make_referral(sender=sender, is_pregnant=True, is_injecting=True, **facts)
    _, facility = make_program()
    AskedConsent.objects.create(
        referral=referral,
        facility=facility,
        way="on_screen",
        language="en",
        text_version="1",
        asked_at=NOON,
        asked_by=user,
    )
    ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=NOON)
    referral = moved(referral, Stage.SENT, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, facility=facility)
    given = Given(words="No wheelchair.")
    referral = move(referral=referral, to=Stage.ACKNOWLEDGED, side=Side.SENDER, by=PRODUCT, at=NOON, given=given)
    return moved(referral, Stage.EXPECTED), facility


def test_all_that_is_theirs_is_in_it():
    referral, facility = handed_on(release_on=date(2026, 11, 24), condition="release", **FIRST_DAY)
    later = NOON + timedelta(days=2)
    ask_whether_they_got_in(at=later)
    say_by_receipt(referral=referral, account=Account.GOT_IN, by=PRODUCT, at=later)

    [told] = export_for(subject=referral.subject)["referrals"]

    assert (told["need"]["pregnant"], told["need"]["injecting"], told["need"]["age"]) == (True, True, "adult")
    assert told["release"] == {
        "day": "2026-11-24",
        "condition": "release",
        "medicine_on_the_first_day": "supply",
        "naloxone_on_the_first_day": "handed_over",
    }
    assert [each["place"] for each in told["asked_without_a_name"]] == [facility.name]
    assert [(each["place"], each["way"]) for each in told["asked_whether_you_agree"]] == [(facility.name, "on_screen")]
    assert [each["you_say"] for each in told["did_you_get_in"]] == ["got_in"]
    said = [(each["stage"], each["what_was_said"]) for each in told["steps"] if each["what_was_said"]]
    assert said[0] == ("asked_back", "Does the person use a wheelchair?")
    assert ("acknowledged", "No wheelchair.") in said


def test_nothing_of_somebody_else_is_in_it():
    referral, _ = handed_on(words={"alias": "Luis"})
    other, _ = handed_on(words={"alias": "Rosa"})

    text = json.dumps(export_for(subject=referral.subject))

    assert ("Luis" in text, "Rosa" in text, other.public_id in text) == (True, False, False)


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_is_read_as_often_for_three_as_for_one(how_many, django_assert_num_queries):
    subject = open_subject(by=PRODUCT, at=NOON)
    for _ in range(how_many):
        handed_on(subject=subject)

    with django_assert_num_queries(12):
        export_for(subject=subject)
