"""Passkeys: true answers open, once; wrong, replayed, copied, late and foreign ones open nothing."""

import json
from datetime import timedelta

import pytest
from django.test import RequestFactory

from accounts.people import NOON, make_person
from accounts.second_factors.soft_passkey import PRESENT, VERIFIED, SoftPasskey
from handrail.accounts.models import Passkey, SpentChallenge, User
from handrail.accounts.persons.actions import hide_account, open_account_with_passkey
from handrail.accounts.second_factors.actions.passkeys import (
    credentials_of,
    keep_passkey,
    made_passkey,
    owner_of_answer,
    remove_passkey,
)
from handrail.accounts.second_factors.passkey_questions import (
    PasskeyRefused,
    can_have_passkeys,
    question_for_known,
    question_for_new,
)
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import AuditEntry

pytestmark = pytest.mark.django_db
ORIGIN, HOST = "https://testserver", "testserver"


@pytest.fixture
def request_here():
    return RequestFactory().get("/account/sign-in/", secure=True)


@pytest.fixture
def person():
    return make_person()[0]


@pytest.fixture
def device():
    return SoftPasskey(origin=ORIGIN, host=HOST)


def enrolled(request, person, device, *, at=NOON) -> Passkey:
    asked = question_for_new(
        request, public_id=person.public_id, handle=person.get_username(), known=credentials_of(person), at=at
    )
    made = made_passkey(request, state=asked.state, answer=device.made(json.loads(asked.options)), at=at)
    return keep_passkey(user=person, made=made, at=at)


def owner(request, device, *, asked=None, at=NOON, **answer):
    asked = asked or question_for_known(request, at=at)
    given = device.used(json.loads(asked.options), **answer)
    try:
        return owner_of_answer(request, state=asked.state, answer=given, at=at)
    except PasskeyRefused:
        return None


def test_passkey_asks_for_a_device_that_keeps_it_and_knows_its_owner(request_here, person):
    asked = question_for_new(request_here, public_id=person.public_id, handle="river-2222", known=[], at=NOON)

    options = json.loads(asked.options)
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert (options["rp"], options["user"]["name"]) == ({"name": "Sign-in", "id": HOST}, "river-2222")


def test_enrolled_passkey_opens_and_says_whose_it_is(request_here, person, device):
    enrolled(request_here, person, device)

    assert owner(request_here, device) == person
    assert "passkey.enrolled" in AuditEntry.objects.values_list("what", flat=True)


@pytest.mark.asvs("V6.6.2")
def test_same_answer_opens_once(request_here, person, device):
    enrolled(request_here, person, device)
    asked = question_for_known(request_here, at=NOON)

    opened = [owner(request_here, device, asked=asked), owner(request_here, device, asked=asked)]

    assert opened == [person, None]


def test_question_of_too_long_ago_opens_nothing(request_here, person, device):
    enrolled(request_here, person, device)
    asked = question_for_known(request_here, at=NOON)

    assert owner(request_here, device, asked=asked, at=NOON + timedelta(minutes=11)) is None


def test_spent_questions_are_forgotten_after_their_time(request_here, person, device):
    enrolled(request_here, person, device)
    owner(request_here, device)

    owner(request_here, device, at=NOON + timedelta(hours=1))

    assert SpentChallenge.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"flags": PRESENT}, {"flags": VERIFIED}, {"flags": 0}, {"kind": "webauthn.create"}],
    ids=["not verified", "not present", "neither", "another ceremony"],
)
def test_answer_without_its_owner_opens_nothing(request_here, person, device, wrong):
    enrolled(request_here, person, device)

    assert owner(request_here, device, **wrong) is None


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "https://testserver:8443", "http://testserver", "https://a.testserver"]
)
def test_answer_given_to_another_site_opens_nothing(request_here, person, device, origin):
    enrolled(request_here, person, device)
    device.origin = origin

    assert owner(request_here, device) is None


def test_answer_of_another_key_with_this_name_opens_nothing(request_here, person, device):
    enrolled(request_here, person, device)
    forged = SoftPasskey(origin=ORIGIN, host=HOST)
    forged.id = device.id

    assert owner(request_here, forged) is None


def test_copy_of_a_key_that_counts_its_uses_is_found_out(request_here, person):
    device = SoftPasskey(origin=ORIGIN, host=HOST, counts=True)
    enrolled(request_here, person, device)
    copied_at = device.uses
    first = owner(request_here, device)

    device.uses = copied_at
    again = owner(request_here, device)

    assert (first, again) == (person, None)


@pytest.mark.asvs("V6.6.2")
def test_passkey_made_for_one_person_is_kept_for_no_other(request_here, person, device):
    other, _ = make_person("harbor")
    asked = question_for_new(request_here, public_id=other.public_id, handle="x", known=[], at=NOON)
    made = made_passkey(request_here, state=asked.state, answer=device.made(json.loads(asked.options)), at=NOON)

    with pytest.raises(PasskeyRefused):
        keep_passkey(user=person, made=made, at=NOON)

    assert Passkey.objects.count() == 0


def test_same_passkey_is_kept_once(request_here, person, device):
    enrolled(request_here, person, device)

    with pytest.raises(PasskeyRefused):
        enrolled(request_here, person, device)


def test_removed_hidden_or_erased_passkey_opens_nothing(request_here, person, device):
    kept = enrolled(request_here, person, device)
    remove_passkey(user=person, public_id=kept.public_id, at=NOON)
    removed = owner(request_here, device)

    hidden_device = SoftPasskey(origin=ORIGIN, host=HOST)
    enrolled(request_here, person, hidden_device)
    hide_account(user=person, at=NOON - timedelta(days=2))
    hidden = owner(request_here, hidden_device)

    assert (removed, hidden) == (None, None)


def test_erasure_of_the_person_takes_the_passkey(request_here, person, device):
    enrolled(request_here, person, device)

    erase_own(subject=person.subject, by=PRODUCT, at=NOON)

    assert Passkey.objects.count() == 0


@pytest.mark.parametrize(
    "answer",
    ["", "[]", "null", "{}", '{"id": 7}', '{"id": "%%"}', "[" * 20_000, '{"id":"AAAA","response":{}}', "x" * 20_000],
)
def test_made_up_answers_are_refused_and_break_nothing(request_here, answer):
    for purpose in (made_passkey, owner_of_answer):
        known, new = (
            question_for_known(request_here, at=NOON),
            question_for_new(request_here, public_id="x", handle="x", known=[], at=NOON),
        )
        state = new.state if purpose is made_passkey else known.state
        with pytest.raises(PasskeyRefused):
            purpose(request_here, state=state, answer=answer, at=NOON)


def test_account_is_opened_by_a_passkey_alone(request_here, device):
    asked = question_for_new(request_here, public_id="abc234", handle="name-2222", known=[], at=NOON)
    made = made_passkey(request_here, state=asked.state, answer=device.made(json.loads(asked.options)), at=NOON)

    user, codes = open_account_with_passkey(word="river", number="2222", made=made, language="en", at=NOON)

    assert (user.get_username(), user.public_id, user.has_usable_password(), len(codes)) == (
        "river-2222",
        "abc234",
        False,
        10,
    )
    assert owner(request_here, device) == user
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("host", "can"),
    [("handrail.example", True), ("localhost:8000", True), ("127.0.0.1:8000", False), ("[::1]:8000", False)],
)
def test_passkeys_are_offered_where_the_server_has_a_name(settings, host, can):
    settings.ALLOWED_HOSTS = ["*"]

    assert can_have_passkeys(RequestFactory(SERVER_NAME="x").get("/", headers={"host": host})) is can
