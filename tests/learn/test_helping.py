"""Did this help? One press, no identifier, and nothing that another site could send."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from handrail.learn.actions import forget_feedback
from handrail.learn.helping import form_token
from handrail.learn.models import Feedback
from handrail.web.limiting.limits import forget_permits

pytestmark = pytest.mark.django_db
ADDRESS = "/heroin/did-this-help/"
HERE = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def nothing_spent():
    forget_permits()


def token(client) -> str:
    page = client.get("/heroin/first/").content.decode()
    return re.search(r'name="token" value="([\w-]+)"', page)[1]


def kept() -> list[tuple]:
    return list(Feedback.objects.values_list("slug", "language", "helped", "words"))


def test_yes_is_kept_at_once(client, content):
    answer = client.post(ADDRESS, {"token": token(client), "answer": "yes"}, headers=HERE)

    assert (answer.status_code, kept()) == (200, [("first", "en", True, "")])
    assert "Thank you." in answer.content.decode()


def sealed(answer) -> str:
    return re.search(r'name="token" value="([\w-]+)"', answer.content.decode())[1]


def test_no_counts_at_once_and_what_is_missing_is_added_to_it_once(client, content):
    asked = client.post(ADDRESS, {"token": token(client), "answer": "no"}, headers=HERE)
    before = kept()

    for words in ("  a   map ", "something else"):
        client.post(ADDRESS, {"token": sealed(asked), "answer": "missing", "words": words}, headers=HERE)

    assert ("What is missing?" in asked.content.decode(), before) == (True, [("first", "en", False, "")])
    assert kept() == [("first", "en", False, "a map")]


@pytest.mark.parametrize("sent", [{"answer": "yes"}, {"answer": "yes", "token": "made-up"}, {"answer": "perhaps"}])
def test_form_that_is_not_of_our_page_is_not_kept(client, content, sent):
    answer = client.post(ADDRESS, sent, headers=HERE)

    assert (answer.status_code, kept()) == (422, [])


def test_form_of_two_days_ago_is_too_old(client, content):
    old = form_token(slug="first", language="en", at=timezone.now() - timedelta(days=2))

    answer = client.post(ADDRESS, {"token": old, "answer": "yes"}, headers=HERE)

    assert (answer.status_code, kept()) == (422, [])


def test_another_site_cannot_answer_for_its_visitors(client, content):
    sent = {"token": token(client), "answer": "yes"}

    answer = client.post(ADDRESS, sent, headers={"origin": "http://evil.example"})

    assert (answer.status_code, kept()) == (403, [])


def test_one_network_answers_forty_times_a_day(client, content):
    sent = {"token": token(client), "answer": "yes"}

    answers = [client.post(ADDRESS, sent, headers=HERE).status_code for _ in range(41)]

    assert (answers, Feedback.objects.count()) == ([200] * 40 + [429], 40)


def test_feedback_is_forgotten_after_half_a_year(db):
    at = datetime(2026, 11, 23, tzinfo=UTC)
    for days in (179, 181):
        Feedback.objects.create(slug="first", language="en", day=(at - timedelta(days=days)).date(), helped=True)

    forgotten = forget_feedback(at=at)

    assert (forgotten, Feedback.objects.get().day) == (1, (at - timedelta(days=179)).date())
