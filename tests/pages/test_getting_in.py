"""The links of "did they get in?": nothing by looking, one press to answer, replays and guesses alike (S15)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.messaging.actions import give_agreement
from handrail.messaging.models import Message
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.closing.actions import ask_whether_they_got_in
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import FollowUp, Referral
from handrail.web.limiting.limits import forget_permits
from lost_answers import press_and_lose_the_answer
from pages.reading import all_with, title, words
from referrals.samples import make_program, make_referral, moved

pytestmark = pytest.mark.django_db
FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def fresh_limits():
    forget_permits()
    yield
    forget_permits()


@pytest.fixture
def referral():
    """Expected two days ago, and both sides were asked a moment ago."""
    then = timezone.now() - timedelta(days=2)
    _, facility = make_program(at=then, name="Sentinel Clinic")
    expected = then + timedelta(hours=3)
    made = moved(make_referral(at=then), Stage.SENT, Stage.EXPECTED, facility=facility, at=then, expected_at=expected)
    values = {"channel": "sms", "address": "447-555-0199", "language": "en", "zone": "America/Chicago"}
    give_agreement(subject=made.subject, text_version="1", by=PRODUCT, at=then, **values)
    ask_whether_they_got_in(at=timezone.now())
    return made


def link(kind: str) -> str:
    return opened(Message.objects.get(kind=kind), "letter")["letter"]["link"]


def browser() -> Client:
    return Client(headers=FROM_OUR_PAGE)


@pytest.mark.parametrize("kind", ["reply_wanted", "question"])
def test_scanner_that_looks_changes_and_consumes_nothing(referral, kind):
    path = link(kind)

    looked = [getattr(browser(), way)(path) for way in ("get", "head", "get")]

    assert [page.status_code for page in looked] == [200] * 3
    assert OneTimeLink.objects.filter(browser_digest=None, used_at=None).count() == 2
    assert FollowUp.objects.get().person_said == ""


@pytest.mark.parametrize(("kind", "guessed"), [("reply_wanted", "/got-in/guessed/"), ("question", "/came/guessed/")])
def test_true_link_looks_like_a_guessed_one_until_somebody_presses(referral, kind, guessed):
    path = link(kind)

    true, false = browser().get(path).content.decode(), browser().get(guessed).content.decode()

    token = path.rstrip("/").rpartition("/")[2]
    assert true.replace(token, "guessed") == false


def test_persons_page_names_neither_place_nor_care(referral):
    pages = [browser().get(link("reply_wanted")), browser().post(link("reply_wanted"), {"account": "got_in"})]

    for page in pages:
        assert "Sentinel" not in words(page)
        assert not re.search(r"clinic|treatment|medicine|care|program", words(page), re.I)
        assert title(page) == "Please confirm"


@pytest.mark.parametrize(
    ("account", "stage"), [("got_in", "arrived"), ("turned_away", "expected"), ("did_not_come", "expected")]
)
def test_person_answers_by_one_press(referral, account, stage):
    page = browser().post(link("reply_wanted"), {"account": account})

    assert (page.status_code, FollowUp.objects.get().person_said) == (200, account)
    assert Referral.objects.get().stage == stage
    assert "Thank you. Your answer is kept." in words(page)


@pytest.mark.parametrize(("account", "leads"), [("got_in", 0), ("turned_away", 1), ("did_not_come", 1)])
def test_who_did_not_get_in_is_led_to_the_page_with_their_number(referral, account, leads):
    page = browser().post(link("reply_wanted"), {"account": account})

    assert len(all_with(page, "a", href="/receipt/")) == leads


def test_replay_is_refused_and_changes_nothing(referral):
    path = link("reply_wanted")
    browser().post(path, {"account": "did_not_come"})

    page = browser().post(path, {"account": "got_in"})

    assert (page.status_code, FollowUp.objects.get().person_said) == (404, "did_not_come")
    assert all_with(page, "button", name="account") == []


@pytest.mark.parametrize("account", ["", "perhaps"])
def test_press_without_an_answer_uses_nothing_up(referral, account):
    path = link("reply_wanted")

    pages = [browser().post(path, {"account": account}), browser().post(path, {"account": "got_in"})]

    assert [page.status_code for page in pages] == [200, 200]
    assert FollowUp.objects.get().person_said == "got_in"


def test_program_sees_whom_it_is_asked_about_and_answers_in_the_same_browser(referral):
    desk, path = browser(), link("question")

    shown = desk.post(path)
    answered = desk.post(path, {"account": "got_in"})

    assert "You expected somebody on" in words(shown)
    number = referral.public_id
    assert f"Number {number[:4]} {number[4:8]} {number[8:]}" in words(shown)
    assert "Rosa" not in words(shown)
    assert (answered.status_code, FollowUp.objects.get().program_said) == (200, "got_in")
    assert Referral.objects.get().stage == "arrived"


def test_link_that_one_browser_claimed_opens_in_no_other(referral):
    path = link("question")
    browser().post(path)

    pages = [browser().post(path), browser().post(path, {"account": "got_in"})]

    assert [page.status_code for page in pages] == [404, 404]
    assert ["Open the question" in words(page) for page in pages] == [False, False]
    assert FollowUp.objects.get().program_said == ""


def test_program_that_could_not_take_them_is_led_to_where_it_says_why(referral):
    desk, path = browser(), link("question")
    desk.post(path)

    page = desk.post(path, {"account": "turned_away"})

    assert [each["href"] for each in all_with(page, "a", href="/referrals/inbox/")] == ["/referrals/inbox/"]


@pytest.mark.parametrize("path", ["/came/guessed/", "/got-in/guessed/"])
def test_guessed_used_and_withdrawn_are_one_refusal(referral, path):
    kind = "question" if "came" in path else "reply_wanted"
    true = link(kind)
    OneTimeLink.objects.update(withdrawn_at=timezone.now())

    pages = [browser().post(each, {"account": "got_in"}) for each in (path, true)]

    assert [page.status_code for page in pages] == [404, 404]
    token = true.rstrip("/").rpartition("/")[2]
    assert pages[1].content.decode().replace(token, "guessed") == pages[0].content.decode()


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {}])
def test_other_sites_answer_for_nobody(referral, headers):
    page = Client(headers=headers).post(link("reply_wanted"), {"account": "got_in"})

    assert (page.status_code, FollowUp.objects.get().person_said) == (403, "")


def test_programs_link_whose_first_answer_was_lost_opens_again_in_that_browser_alone(referral):
    path, program, other = link("question"), browser(), browser()
    program.get(path)
    other.get(path)
    press_and_lose_the_answer(program, path)

    statuses = [other.post(path, {"account": "did_not_come"}).status_code, program.post(path).status_code]
    program.post(path, {"account": "got_in"})

    assert (statuses, FollowUp.objects.get().program_said) == ([404, 200], "got_in")


def test_persons_page_sets_no_cookie_and_the_programs_is_for_its_own_address(referral):
    path = link("question")

    person = browser().post(link("reply_wanted"), {"account": "got_in"})
    program = browser().post(path)

    assert dict(person.cookies) == {}
    assert {morsel["path"] for morsel in program.cookies.values()} == {path, f"/es{path}"}
    assert all_with(program, "button", name="account", value="got_in")
