"""The review desk: what is overdue, what waits for a second person, what readers said, and links that lead nowhere."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content_files import FIRST, write_content
from factories import NOON
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization
from handrail.learn.desk.queries import Told, review_desk
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Article, Feedback
from signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def first() -> Article:
    return Article.objects.get(slug="first", locale__language_code="en")


def test_overdue_pages_stand_there_the_latest_due_last(content):
    Article.objects.filter(slug="second").update(checked_on=date(2025, 1, 1))
    Article.objects.filter(slug="first", locale__language_code="es").update(checked_on=date(2024, 1, 1))

    told = [(one.question, one.language, one.due) for one in review_desk(today=TODAY).overdue]

    assert told == [
        ("¿Qué es lo primero?", "es", date(2024, 7, 1)),
        ("What is the second thing?", "en", date(2026, 1, 1)),
    ]


def test_drafts_wait_until_somebody_publishes_them(content):
    before = review_desk(today=TODAY).drafts
    page = first()
    page.title = "A draft?"
    page.save_revision()

    drafts = review_desk(today=TODAY).drafts

    assert (before, [(one.question, one.language, one.is_new) for one in drafts]) == ([], [("A draft?", "en", False)])


def test_link_to_a_page_that_was_taken_back_is_told(content):
    before = review_desk(today=TODAY).broken
    second = Article.objects.get(slug="second")
    second.unpublish()

    broken = review_desk(today=TODAY).broken

    assert before == []
    assert {(one.language, one.problem) for one in broken} == {
        ("en", f"Part 1 leads to the page #{second.pk}, which there is not."),
        ("en", f"Part 6 leads to the page #{second.pk}, which there is not."),
        ("es", f"Part 1 leads to the page #{second.pk}, which there is not."),
        ("es", f"Part 6 leads to the page #{second.pk}, which there is not."),
    }


def test_page_in_one_language_only_is_told(content):
    assert [(one.slug, one.lacks) for one in review_desk(today=TODAY).untranslated] == [("second", "es")]


def test_what_readers_said_is_counted_by_page(content):
    for helped in (True, True, False):
        Feedback.objects.create(slug="first", language="en", day=TODAY, helped=helped)
    Feedback.objects.create(slug="first", language="es", day=TODAY, helped=False, words="un mapa")

    desk = review_desk(today=TODAY)

    assert desk.told == [Told("first", "en", 2, 1), Told("first", "es", 0, 1)]
    assert [one.words for one in desk.missing] == ["un mapa"]


def test_desk_asks_as_often_for_five_pages_as_for_two(content):
    with CaptureQueriesContext(connection) as few:
        review_desk(today=TODAY)
    more = {f"page-{number}": FIRST.replace('slug = "first"', f'slug = "page-{number}"') for number in range(3)}
    load_content(folder=write_content(content, **more))

    with CaptureQueriesContext(connection) as many:
        review_desk(today=TODAY)

    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("role", "status", "links"), [(Role.WRITER, 200, True), (Role.REVIEWER, 200, True), (Role.DESK, 404, False)]
)
def test_desk_is_of_editors_and_operators(content, role, status, links):
    user, client = get_user_model().objects.create_user("editor"), Client()
    operator = Organization.objects.create(name="Example", kind=Kind.OPERATOR, made_at=NOON)
    Membership.objects.create(organization=operator, user=user, role=role, began_at=NOON)
    Article.objects.filter(slug="second").update(checked_on=date(2020, 1, 1))
    sign_in(client, user)

    page = client.get("/desk/content/")

    assert (page.status_code, bool(re.search(r'href="/cms/pages/\d+/edit/"', page.content.decode()))) == (status, links)
