"""The page behind the link to a person: a code told another way, and a hand-over by consent at each look."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.messaging.models import Message
from handrail.privacy.actions import write_identity
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.actions import ask_erasure
from handrail.privacy.models import AuditEntry, Consent, Disclosure, OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.actions import erase
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Opening, Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.picking.actions import pick
from handrail.web.limiting.limits import forget_permits
from lost_answers import press_and_lose_the_answer
from referrals.samples import agree_to, make_program, make_referral, make_sender, moved
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}
SHORT_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


@pytest.fixture(autouse=True)
def no_presses_counted():
    forget_permits()
    yield
    forget_permits()


def make_link(**facts):
    """The address that went to the program, its code, and the referral."""
    at = timezone.now()
    _, facility = make_program(at=at)
    words = {"alias": "Rosalinda", "reach": "text", "address": "447-555-0142", "when": "evening", "no_voicemail": True}
    referral = make_referral(**{"sender": make_sender(at=at)[0], "at": at, "legs": [facility], "words": words} | facts)
    write_identity(subject=referral.subject, person={"name": "Rosa Castillo"}, by=PRODUCT, at=at)
    agree_to(referral, facility, at=at)
    referral, link = pick(referral=referral, facility=facility, side=Side.SENDER, by=PRODUCT, at=at)
    message = Message.objects.get(key=f"opening:{Opening.objects.get().public_id}")
    return opened(message, "letter")["letter"]["link"], link.code, referral


def press(browser, address, **fields):
    return browser.post(address, fields, headers=OURS)


def browser_at(address):
    browser = Client()
    press(browser, address)
    return browser


def body(response):
    return response.content.decode()


def at_ten(name, day):
    return {"task": name, f"{name}-day": day, f"{name}-time": "10:00", f"{name}-zone": "America/Chicago"}


def seen_in(referral):
    return str(Referral.objects.get(pk=referral.pk).moves)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_code_shows_who_it_is_with_the_notice_and_the_scope_and_is_accounted_for():
    address, code, referral = make_link()
    browser = browser_at(address)

    shown = body(press(browser, address, code=code))

    told = ("Rosalinda", "Rosa Castillo", "447-555-0142", "In the evening", "Do not leave a voicemail", SHORT_NOTICE)
    assert [words for words in told if words not in shown] == []
    assert "for their treatment" in shown
    referral.refresh_from_db()
    link = OneTimeLink.objects.get(purpose="open-referral")
    acts = AuditEntry.objects.filter(by_id=link.public_id).order_by("pk").values_list("what", flat=True)
    assert list(acts) == ["disclosure.made", "referral.opened", "referral.moved", "identity.viewed"]
    assert (referral.stage, Disclosure.objects.count()) == (Stage.ACKNOWLEDGED, 1)
    assert Opening.objects.get().opened_at is not None


def test_looking_and_claiming_show_nothing_and_hand_nothing_over():
    address, _, _ = make_link()
    before = everything_stored()

    looked = body(Client().get(address)) + body(Client().get("/open-referral/guessed/"))
    unchanged = everything_stored() == before
    claimed = body(press(Client(), address))

    assert (unchanged, Disclosure.objects.count()) == (True, 0)
    assert [word for word in ("Rosa", "Withdrawal", "Medicaid", SHORT_NOTICE) if word in looked + claimed] == []


def test_five_wrong_codes_lock_the_link_for_the_right_one_too():
    address, code, _ = make_link()
    browser = browser_at(address)

    refused = [press(browser, address, code=wrong(code)) for _ in range(5)]
    locked = press(browser, address, code=code)

    assert [response.status_code for response in [*refused, locked]] == [404] * 6
    assert body(refused[0]) == body(locked)
    assert (Disclosure.objects.count(), OneTimeLink.objects.get(purpose="open-referral").wrong_codes) == (0, 5)


def test_another_browser_is_refused_even_with_the_right_code():
    address, code, _ = make_link()
    browser_at(address)

    response = press(browser_at(address), address, code=code)

    assert (response.status_code, "Rosa" in body(response), Disclosure.objects.count()) == (404, False, 0)


def test_consent_that_was_withdrawn_opens_nothing_says_so_and_is_on_record():
    address, code, _ = make_link()
    browser = browser_at(address)
    withdraw_consent(consent=Consent.objects.get(), by=PRODUCT, at=timezone.now())

    response = press(browser, address, code=code)

    assert (response.status_code, "This request is over for you." in body(response)) == (404, True)
    assert "Rosa" not in body(response)
    refused = AuditEntry.objects.filter(what="disclosure.refused")
    assert (refused.count(), Disclosure.objects.count(), Opening.objects.get().opened_at) == (1, 0, None)


def test_consent_that_is_withdrawn_while_the_page_is_open_takes_the_answer_away_too():
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)
    withdraw_consent(consent=Consent.objects.get(), by=PRODUCT, at=timezone.now())

    response = press(browser, address, code=code, task="arrived", seen=seen_in(referral))

    referral.refresh_from_db()
    assert (response.status_code, "Rosa" in body(response), referral.stage) == (404, False, Stage.ACKNOWLEDGED)


def test_another_program_that_is_picked_takes_the_link_away():
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)
    moved(referral, Stage.DECLINED, at=timezone.now())

    response = press(browser, address, code=code)

    assert (response.status_code, "Rosa" in body(response), Disclosure.objects.count()) == (404, False, 1)


def test_a_program_expects_somebody_at_a_time_and_later_says_that_they_came():
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)
    day = (timezone.now() + timedelta(days=2)).date().isoformat()

    when = {"expect-day": day, "expect-time": "14:00", "expect-zone": "America/Chicago"}
    expected = press(browser, address, code=code, task="expect", seen=seen_in(referral), **when)
    stage_then = Referral.objects.get().stage
    press(browser, address, code=code, task="arrived", seen=seen_in(referral))

    referral.refresh_from_db()
    assert "They learn that you expect them" in body(expected)
    assert "Rosa" not in body(expected)
    assert (stage_then, referral.stage) == (Stage.EXPECTED, Stage.ARRIVED)


def test_a_press_sent_twice_is_one_and_an_old_page_changes_nothing():
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)
    fields = {"code": code, "task": "list", "position": "3", "seen": seen_in(referral)}

    first, second = press(browser, address, **fields), press(browser, address, **fields)

    referral.refresh_from_db()
    assert (first.status_code, second.status_code) == (200, 422)
    assert (referral.stage, referral.position, referral.moves) == (Stage.WAITLISTED, 3, 3)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"task": "expect", "expect-day": "2026-13-40", "expect-time": "10:00"}, "Say when the person is expected."),
        (at_ten("expect", "2020-01-01"), "This time lies in the past."),
        (at_ten("expect", "2062-01-01"), "more than six months ahead"),
        (at_ten("until", "2020-01-01") | {"task": "hold"}, "This time lies in the past."),
        ({"task": "hold", "until-day": "", "until-time": ""}, "Say until when the place is kept."),
        ({"task": "list", "position": "0"}, "Say where on the list"),
        ({"task": "list", "position": "1" * 30}, "Say where on the list"),
        ({"task": "ask", "words": "  "}, "Write at least one word."),
        ({"task": "decline", "who": "program", "reason": ""}, '<a href="#reason">Choose why.</a>'),
        ({"task": "decline", "who": "program", "reason": "too_far"}, '<a href="#reason">Choose why.</a>'),
        ({"task": "decline", "who": "person", "reason": ""}, '<a href="#reason-person">Choose why.</a>'),
        ({"task": "decline", "reason": "no_place"}, "Say who declined, and why."),
        ({"task": "arrived"}, "This cannot be done now."),
        ({"task": "erase"}, "Choose one of the answers."),
    ],
)
def test_half_an_answer_is_said_and_moves_nothing(fields, words):
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)

    response = press(browser, address, code=code, seen=seen_in(referral), **fields)

    referral.refresh_from_db()
    assert (response.status_code, words in body(response), referral.stage) == (422, True, Stage.ACKNOWLEDGED)


def test_help_in_the_meantime_is_noted_for_the_legal_clock():
    address, code, referral = make_link(is_injecting=True)
    browser = browser_at(address)
    press(browser, address, code=code)

    press(browser, address, code=code, task="list", position="3", interim="yes", seen=seen_in(referral))

    referral.refresh_from_db()
    assert (referral.stage, referral.interim_began_at is not None) == (Stage.WAITLISTED, True)


def test_what_was_asked_back_and_replied_is_shown():
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)
    press(browser, address, code=code, task="ask", words="Does she use a wheelchair?", seen=seen_in(referral))
    move(
        referral=referral,
        to=Stage.ACKNOWLEDGED,
        side=Side.SENDER,
        by=PRODUCT,
        at=timezone.now(),
        given=Given(words="No, she walks."),
    )

    shown = body(press(browser, address, code=code))

    assert [words for words in ("Does she use a wheelchair?", "No, she walks.") if words not in shown] == []


def test_the_page_is_kept_by_no_browser_and_the_code_is_sent_to_no_other_language():
    address, code, _ = make_link()
    browser = browser_at(address)

    response = press(browser, address, code=code)

    assert response.headers["Cache-Control"] == "no-store"
    assert 'id="as-sent"' not in body(response)


def test_the_link_of_a_question_opens_nobody():
    address, code, _ = make_link()
    token = address.split("/")[2]

    response = press(Client(), f"/answer/{token}/")

    assert (response.status_code, "Rosa" in body(response), code != "") == (404, False, True)


def test_a_program_whose_page_is_contested_learns_nobody():
    address, code, referral = make_link()
    browser = browser_at(address)
    claim = referral.facility.claims.get()
    type(claim).objects.filter(pk=claim.pk).update(state="contested", reason="Two keep it")

    response = press(browser, address, code=code)

    assert (response.status_code, "Rosa" in body(response), Disclosure.objects.count()) == (404, False, 0)


def test_who_was_erased_is_shown_to_nobody():
    address, code, referral = make_link()
    browser = browser_at(address)
    press(browser, address, code=code)
    erase(subject=referral.subject, at=timezone.now())

    response = press(browser, address, code=code)

    assert (response.status_code, "Rosa" in body(response)) == (404, False)
    assert Disclosure.objects.count() == 1


def test_who_asked_to_be_forgotten_is_shown_to_nobody_from_that_moment():
    address, code, referral = make_link()
    browser = browser_at(address)
    ask_erasure(subject=referral.subject, by=PRODUCT, at=timezone.now())

    response = press(browser, address, code=code)

    assert (response.status_code, "Rosa" in body(response), Disclosure.objects.count()) == (404, False, 0)


def test_who_was_told_no_code_is_led_to_their_desk():
    address, _, _ = make_link()
    browser = browser_at(address)

    shown = body(press(browser, address))

    assert 'href="/referrals/inbox/"' in shown


def test_a_link_whose_first_answer_was_lost_opens_again_in_that_browser_and_with_the_code_alone():
    address, code, _ = make_link()
    browser, other = Client(), Client()
    browser.get(address)
    other.get(address)
    press_and_lose_the_answer(browser, address)

    shown, refused = press(browser, address, code=code), press(other, address, code=code)
    mistyped = press(browser, address, code=wrong(code))

    assert ("Rosa Castillo" in body(shown), "Rosa Castillo" in body(refused)) == (True, False)
    assert (refused.status_code, mistyped.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("task", "more", "is_still_here"),
    [
        ("ask", {"words": "Do they use a wheelchair?"}, True),
        ("decline", {"who": "program", "reason": "no_place"}, False),
    ],
)
def test_who_is_gone_from_here_is_not_to_be_looked_at_again(task, more, is_still_here):
    address, code, referral = make_link()
    browser = browser_at(address)
    shown = body(press(browser, address, code=code))

    done = body(press(browser, address, code=code, task=task, seen=seen_in(referral), **more))

    lead = "Open it with the code that you were told"
    assert ("Thank you." in done, "Look again" in done, lead in shown, lead in done) == (
        True,
        is_still_here,
        False,
        False,
    )
    assert ('href="/referrals/inbox/"' in done) == (not is_still_here)
