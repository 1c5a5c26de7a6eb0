"""The page behind the link in a question: no account, one press to see it, one to answer, nothing by looking."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.claims.queries import contact_for_messages
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import withdraw_link
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.losing.actions import lose_unpicked_questions
from handrail.referrals.models import Question, Referral
from handrail.referrals.picking.actions import pick
from handrail.referrals.sending.actions import add_place
from handrail.referrals.telling.actions import remind_contact
from handrail.web.formats import format_date
from handrail.web.limiting.limits import forget_permits
from lost_answers import press_and_lose_the_answer
from referrals.samples import NEED, agree_to, make_program, make_referral, make_sender, moved
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def no_presses_counted():
    forget_permits()
    yield
    forget_permits()


def make_link_and_question(**facts):
    at = timezone.now()
    _, facility = make_program(at=at)
    referral = make_referral(sender=make_sender(at=at)[0], at=at, **facts)
    [question] = ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=at)
    return opened(Message.objects.get(), "letter")["letter"]["link"], question


def press(browser, address, **fields):
    return browser.post(address, fields, headers=OURS)


def body(response):
    return response.content.decode()


def test_a_program_answers_without_an_account_by_two_presses():
    address, question = make_link_and_question()
    browser = Client()

    shown = press(browser, address)
    thanked = press(browser, address, answer="yes", seen="")

    question.refresh_from_db()
    assert "Withdrawal care" in body(shown)
    assert "Medicaid" in body(shown)
    assert "We told whoever asks" in body(thanked)
    assert (question.answer, question.answered_way, question.handed_at is not None) == ("yes", "link", True)


def test_looking_changes_nothing_uses_nothing_up_and_is_the_same_for_every_address():
    address, _ = make_link_and_question()
    before = everything_stored()

    looked = [Client().get(address), Client().get("/answer/guessed/"), Client().get(address)]
    headed = Client().head(address)

    assert [response.status_code for response in [*looked, headed]] == [200] * 4
    assert len({response.content.replace(b"guessed", address.split("/")[2].encode()) for response in looked}) == 1
    assert everything_stored() == before
    assert "Withdrawal" not in body(looked[0])
    assert {each["path"] for each in looked[0].cookies.values()} == {address, f"/es{address}"}


def test_a_link_whose_first_answer_was_lost_opens_again_in_that_browser_alone():
    address, question = make_link_and_question()
    browser, other = Client(), Client()
    browser.get(address)
    other.get(address)
    press_and_lose_the_answer(browser, address)

    refused = [press(other, address, answer="no", reason="no_place", seen="").status_code, press(Client(), address)]
    shown = press(browser, address)
    press(browser, address, answer="yes", seen="")

    question.refresh_from_db()
    assert (refused[0], refused[1].status_code, "Withdrawal care" in body(shown)) == (404, 404, True)
    assert question.answer == "yes"


def test_a_link_that_a_scanner_opened_still_answers():
    address, question = make_link_and_question()
    for _ in range(3):
        Client().get(address)
        Client().head(address)
    browser = Client()

    press(browser, address)
    press(browser, address, answer="yes", seen="")

    question.refresh_from_db()
    assert question.answer == "yes"


def test_another_browser_is_refused_also_when_it_replays_the_answer():
    address, question = make_link_and_question()
    press(Client(), address)

    replayed = press(Client(), address, answer="yes", seen="")

    question.refresh_from_db()
    assert (replayed.status_code, question.answer) == (404, "")


def refused_pages(address, question):
    """As each of them looks to a browser of its own."""
    yield press(Client(), "/answer/guessed/")
    press(Client(), address)
    yield press(Client(), address)  # somebody else has claimed it
    OneTimeLink.objects.update(
        browser_digest=None, ends_at=timezone.now() - timedelta(seconds=1), made_at=timezone.now() - timedelta(days=2)
    )
    yield press(Client(), address)
    OneTimeLink.objects.update(ends_at=timezone.now() + timedelta(days=1))
    withdraw_link(public_id=question.link_id, at=timezone.now())
    yield press(Client(), address)


@pytest.mark.asvs("V16.5.1")
def test_unknown_claimed_expired_and_withdrawn_look_the_same():
    address, question = make_link_and_question()

    pages = [body(response).replace("/answer/guessed/", address) for response in refused_pages(address, question)]

    assert (len(pages), len(set(pages))) == (4, 1)
    assert "This did not open" in pages[0]


def test_the_page_names_nobody_though_much_is_known():
    address, question = make_link_and_question(
        words={"alias": "Rosalinda", "address": "447-555-0199", "note": "sleeps at her aunt's"}, is_injecting=True
    )
    browser = Client()

    shown = body(press(browser, address)) + body(press(browser, address, answer="no", reason="no_place", seen=""))

    leaks = ("Rosalinda", "447-555-0199", "aunt", question.referral.sender.name, question.referral.public_id, "inject")
    assert [word for word in leaks if word in shown] == []


def test_a_waiting_list_is_offered_with_a_position_and_a_no_with_a_reason():
    address, question = make_link_and_question()
    browser = Client()
    press(browser, address)

    refused = press(browser, address, answer="waiting_list", position="soon", seen="")
    press(browser, address, answer="waiting_list", position="4", interim="yes", seen="")

    question.refresh_from_db()
    assert (refused.status_code, '<a href="#position">Say where on the list' in body(refused)) == (422, True)
    assert 'aria-invalid="true" aria-describedby="hint-position error-position"' in body(refused)
    assert (question.answer, question.position, question.offers_interim) == ("waiting_list", 4, True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": "perhaps"}, "Choose one of the answers."),
        ({"answer": "no", "reason": "too_far"}, "Say why not."),
        (
            {"answer": "yes", "until-day": "soon", "until-time": "noon", "until-zone": "America/Chicago"},
            "read this time",
        ),
        (
            {"answer": "yes", "until-day": "2026-01-01", "until-time": "10:00", "until-zone": "Mars/Base"},
            "read this time",
        ),
        ({"answer": "yes", "until-day": "0001-01-01", "until-time": "00:00", "until-zone": "Asia/Tokyo"}, "time"),
    ],
)
def test_bad_input_is_said_and_kept_from_the_question(fields, words):
    address, question = make_link_and_question()
    browser = Client()
    press(browser, address)

    response = press(browser, address, seen="", **fields)

    question.refresh_from_db()
    assert (response.status_code, words in body(response), question.answer) == (422, True, "")


def test_who_was_not_the_first_is_told_and_may_then_change_the_answer():
    address, question = make_link_and_question()
    browser = Client()
    press(browser, address)
    press(browser, address, answer="yes", seen="")
    question.refresh_from_db()

    told = press(browser, address, answer="no", reason="no_place", seen="")
    press(browser, address, answer="no", reason="no_place", seen=question.answered_at.isoformat())

    question.refresh_from_db()
    assert (told.status_code, "Somebody answered a moment ago" in body(told)) == (422, True)
    assert question.answer == "no"


def test_link_of_a_question_opens_nothing_when_all_has_ended():
    address, question = make_link_and_question()
    moved(question.referral, Stage.CANCELED, at=timezone.now())
    browser = Client()

    response = press(browser, address, answer="yes", seen="")

    question.refresh_from_db()
    assert (response.status_code, question.answer) == (404, "")
    assert Referral.objects.get().stage == Stage.CANCELED


def test_a_form_from_another_site_answers_nothing():
    address, question = make_link_and_question()

    response = Client().post(address, {"answer": "yes", "seen": ""}, headers={"Origin": "https://elsewhere.example"})

    question.refresh_from_db()
    assert (response.status_code, question.answer) == (403, "")


def test_guessing_is_paused():
    statuses = [press(Client(), f"/answer/guess-{number}/").status_code for number in range(41)]

    assert (statuses[0], statuses[-1]) == (404, 429)


def test_the_cookie_is_of_this_address_alone_and_ends_with_the_browser():
    address, _ = make_link_and_question()

    response = press(Client(), address)

    cookies = {cookie["path"]: (cookie["httponly"], cookie["max-age"]) for cookie in response.cookies.values()}
    assert cookies == {address: (True, ""), f"/es{address}": (True, "")}
    assert response.headers["Cache-Control"] == "no-store"


def test_the_page_speaks_spanish():
    address, _ = make_link_and_question()

    response = press(Client(), f"/es{address}")

    assert "¿Tienen" in body(response)
    assert Question.objects.get().handed_at is not None


def test_what_has_ended_shows_nothing_of_the_need_and_takes_no_answer():
    address, question = make_link_and_question()
    browser = Client()
    press(browser, address)
    moved(question.referral, Stage.CANCELED, at=timezone.now())

    again = press(browser, address)
    answered = press(browser, address, answer="yes", seen="")

    assert (again.status_code, "Medicaid" in body(again)) == (404, False)
    assert (answered.status_code, "Medicaid" in body(answered)) == (404, False)


@pytest.mark.parametrize("by_the_clock", [True, False])
def test_the_link_of_a_reminder_goes_with_the_question(by_the_clock):
    _, question = make_link_and_question()
    at = timezone.now()
    contact = contact_for_messages(facility=question.facility)
    remind_contact(contact, question.referral, question, at=at)
    other = make_program(at=at)[1]

    if by_the_clock:
        lose_unpicked_questions(at=question.asked_at + timedelta(days=1))
    else:
        add_place(referral=question.referral, facility=other, by=PRODUCT, at=at)
        agree_to(question.referral, other, at=at)
        pick(referral=question.referral, facility=other, side=Side.SENDER, by=PRODUCT, at=at)

    links = OneTimeLink.objects.filter(about=f"question:{question.public_id}")
    assert [link.withdrawn_at is None for link in links] == [False, False]


def test_who_leaves_custody_in_three_weeks_is_asked_for_by_a_span_and_never_by_the_day():
    day = timezone.now().date() + timedelta(days=21)
    address, _ = make_link_and_question(release_on=day)

    page = body(press(Client(), address))

    assert ("In two weeks to a month" in page, "We counted until they can have come" in page) == (True, True)
    told = (day.isoformat(), format_date(day, "en"), "elease", "In the next days")
    assert [word for word in told if word in page] == []


def test_who_said_no_is_not_told_to_wait_for_a_person():
    address, _ = make_link_and_question()
    browser = Client()
    press(browser, address)

    thanked = body(press(browser, address, answer="no", reason="no_place", seen=""))

    assert ("you need do nothing more" in thanked, "if the person chooses you" in thanked) == (True, False)


def test_a_link_that_did_not_open_has_no_button_that_would_not_either():
    pages = [body(press(Client(), f"/{name}/guessed/")) for name in ("answer", "open-referral", "agree")]

    buttons = ("Show the question", "Go on", "Open it")
    assert [button in page for button, page in zip(buttons, pages, strict=True)] == [False] * 3
    assert ["did not open" in page for page in pages] == [True] * 3


def shown_to_the_program(urgency):
    address, _ = make_link_and_question(urgency=urgency, need=replace(NEED, is_tonight=False))
    return body(press(Client(), address))


def test_who_needs_an_answer_today_is_not_said_to_have_days():
    page = shown_to_the_program(Urgency.TODAY)

    told = ("As soon as there is a place", "Within 4 hours", "In the next days")
    assert [words in page for words in told] == [True, True, False]


def test_who_can_wait_for_a_working_day_is_said_to_have_days():
    page = shown_to_the_program(Urgency.NEXT_DAY)

    assert ["In the next days" in page, "By the next working day" in page] == [True, True]
