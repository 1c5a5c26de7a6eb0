"""The door before receipts: each network has its limit, before anything is hashed (S12, S16)."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.receipts import PAUSES
from handrail.privacy.models import LocatorTries
from handrail.privacy.receipts import proofs
from handrail.privacy.receipts.actions import ReceiptPaused, ReceiptRefused, give_receipt
from handrail.privacy.receipts.door import OF_ONE_NETWORK, WITH_ONE_NUMBER, open_at_door
from handrail.web.limiting.limits import TooOften, forget_permits
from handrail.web.models import DoorCount

pytestmark = pytest.mark.django_db
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOME, ELSEWHERE = "203.0.113.77", "198.51.100.9"


@pytest.fixture(autouse=True)
def nothing_held():
    forget_permits()
    yield
    forget_permits()


@pytest.fixture
def number(at):
    subject = open_subject(by=PRODUCT, at=at)
    return give_receipt(subject=subject, about="referral:k3", lasts=30 * DAY, at=at).number


def answer(number, *, at, address=HOME) -> str:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    try:
        return open_at_door(request, number=number, pin="", at=at).about
    except (ReceiptRefused, ReceiptPaused, TooOften) as refusal:
        return type(refusal).__name__


def wrong(number: str) -> str:
    return f"{number[:6]}{(int(number[6:]) + 1) % 10**10:010}"


@pytest.mark.asvs("V6.3.1", "V2.4.1")
def test_network_that_tries_too_often_is_paused_before_any_hash(number, at, monkeypatch):
    numbers = [f"{each:06}{number[6:]}" for each in range(OF_ONE_NETWORK.most)]
    monkeypatch.setattr(proofs, "stretched", lambda *given, **salt: bytes(32))

    told = {answer(each, at=at) for each in numbers}
    monkeypatch.setattr(proofs, "stretched", None)  # whatever calls it now breaks
    paused = answer("0" * 16, at=at)

    assert (told, paused, LocatorTries.objects.count()) == ({"ReceiptRefused"}, "TooOften", OF_ONE_NETWORK.most)


def test_what_is_no_number_is_limited_too(at):
    told = [answer("hello", at=at) for _ in range(OF_ONE_NETWORK.most + 1)]

    assert told == ["ReceiptRefused"] * OF_ONE_NETWORK.most + ["TooOften"]


def test_right_numbers_are_not_counted(number, at):
    told = {answer(number, at=at) for _ in range(OF_ONE_NETWORK.most + 5)}

    assert (told, DoorCount.objects.count()) == ({"referral:k3"}, 0)


def test_one_network_has_half_of_the_tries_of_a_day_at_one_number():
    turns = DAY / PAUSES[-1].lasts

    assert (WITH_ONE_NUMBER.most, WITH_ONE_NUMBER.seconds) == (turns / 2, DAY.total_seconds())


def test_who_types_a_number_wrong_all_day_does_not_keep_its_owner_out(number, at):
    """Each hour, at the very moment the pause ends. Noon to midnight, where the stretch of the limit ends."""
    for minutes in range(12 * 60):
        answer(wrong(number), at=at + minutes * MINUTE)

    told = answer(number, at=at + 12 * HOUR - SECOND, address=ELSEWHERE)

    assert told == "referral:k3"


def test_other_networks_and_other_numbers_keep_their_turn(number, at):
    other = give_receipt(subject=open_subject(by=PRODUCT, at=at), about="referral:z7", lasts=DAY, at=at).number
    for _ in range(WITH_ONE_NUMBER.most + 1):
        answer(wrong(number), at=at)

    told = [answer(number, at=at), answer(other, at=at), answer(number, at=at + HOUR, address=ELSEWHERE)]

    assert told == ["TooOften", "referral:z7", "referral:k3"]


def test_no_address_and_no_locator_is_kept(number, at):
    answer(wrong(number), at=at)

    kept = " ".join(map(str, [*DoorCount.objects.values_list(), *LocatorTries.objects.values_list()]))
    assert [word for word in ("203.0.113", number[:6]) if word in kept] == []
