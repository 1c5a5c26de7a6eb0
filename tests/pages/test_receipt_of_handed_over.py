"""The receipt of somebody whom a hospital handed over: where they stand, how it went, the next two, and back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Consent
from handrail.referrals.coming_back.actions import give_number
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, FollowUp, Referral
from handrail.web.limiting.limits import forget_permits
from pages.reading import all_with, title, words
from pages.test_receipt import POINT, do, send, token_on
from referrals.on_call import keep_coordinators
from referrals.samples import make_program, make_referral, make_sender, moved
from referrals.self_referring.asking import make_answering_program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    settings.DEMONSTRATION = True
    forget_permits()
    yield
    forget_permits()


@pytest.fixture
def given():
    """A number, and the person who stands with a program that does not answer here."""
    keep_coordinators()
    earlier = timezone.now() - timedelta(hours=1)
    _, facility = make_program(**POINT)
    referral = moved(make_referral(sender=make_sender()[0], at=earlier), Stage.SENT, facility=facility, at=earlier)
    return give_number(referral=referral, pin="", by=PRODUCT, at=earlier).number, referral


def test_first_look_is_neutral_and_the_next_press_names_the_program(given):
    number, referral = given

    first = send(number=number)
    second = send(token=token_on(first), do="show")

    name = referral.facility.name
    assert (title(first), name in words(first), name in words(second)) == ("Handrail", False, True)
    assert [word in words(first) for word in ("Rosa", "treatment", "withdrawal")] == [False, False, False]


def test_person_says_by_number_how_it_went(given):
    number, referral = given
    earlier = timezone.now() - timedelta(minutes=50)
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=5))

    page = do(number, "how-it-went", account="turned_away")

    assert "You say: I was there, and they could not take me." in words(page)
    assert FollowUp.objects.get().person_said == "turned_away"


def test_next_two_are_offered_and_one_is_chosen_in_words_that_name_who_tells(given):
    number, referral = given
    program, place = make_answering_program(**POINT)

    asked = do(number, "ask", place=place.public_id)
    fields = {field["name"]: field["value"] for field in all_with(asked, "input", type="hidden")}
    page = send(token=fields["token"], do="choose", **{name: fields[name] for name in ("place", "program", "read")})

    assert f"{referral.sender.name} may tell, through this site." in words(asked)
    assert "Your request is with the next one now. The one before sees it no more." in words(page)
    assert Referral.objects.get().facility == place
    assert AskedConsent.objects.get().consent.recipients == [program.public_id]


def test_words_of_another_version_are_refused_and_the_former_program_keeps_them(given):
    number, referral = given
    program, place = make_answering_program(**POINT)

    page = do(number, "choose", place=place.public_id, program=program.public_id, read="of yesterday")

    assert (page.status_code, Referral.objects.get().facility) == (422, referral.facility)


def test_taking_back_by_number_ends_it(given):
    number, _ = given

    page = do(number, "take-back")

    assert "It was taken back." in words(page)
    assert (Referral.objects.get().stage, Consent.objects.get().revoked_at is not None) == ("canceled", True)


def test_before_anybody_was_chosen_no_place_is_said_to_be_missing():
    keep_coordinators()
    referral = make_referral(sender=make_sender()[0], at=timezone.now())
    number = give_number(referral=referral, pin="", by=PRODUCT, at=timezone.now()).number

    closed, page = send(number=number), do(number, "show")

    assert "It is written down, and nobody has it yet." in words(page)
    assert "We know of no other place" not in words(page)
    assert "The next press shows what you can do." in words(closed)
    assert "Ask whoever wrote it down with you how it goes on." in words(page)
    assert "If they do not answer in time" not in words(page)


def soon_over(referral, *, days=5):
    Consent.objects.filter(pk=referral.consent_id).update(expires_at=timezone.now() + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "said"),
    [(5, "What you agreed to ends on"), (-1, "They see nothing more until you say yes again.")],
)
def test_person_is_asked_by_number_whether_it_is_still_yes(given, days, said):
    number, referral = given
    Consent.objects.update(signed_at=timezone.now() - timedelta(days=9))
    soon_over(referral, days=days)

    asked = do(number, "show")
    fields = {field["name"]: field["value"] for field in all_with(asked, "input", type="hidden")}
    page = send(token=fields["token"], do="renew", read=fields["read"], program=fields["program"])

    assert (said in words(asked), "It goes on as before." in words(page)) == (True, True)
    assert Referral.objects.get().consent == AskedConsent.objects.get().consent
    assert "Still yes?" not in words(page)


def test_nobody_is_asked_again_while_the_yes_lasts(given):
    number, _ = given

    page, refused = do(number, "show"), do(number, "renew", read="x", program="y")

    assert ("Still yes?" in words(page), refused.status_code, Consent.objects.count()) == (False, 422, 1)


def test_no_more_ends_it(given):
    number, referral = given
    soon_over(referral)

    do(number, "take-back")

    assert Referral.objects.get().stage == Stage.CANCELED
