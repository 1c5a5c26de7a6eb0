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
from handrail.learn.domain.waiting_claims import Waits
from handrail.learn.editing.actions import note_changed_claim, take_claim_back, take_confirmation_away
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Article, Claim, Feedback, Publication
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


def test_page_that_was_taken_away_is_no_new_page(content):
    first().unpublish()
    new = Article(title="A new one?", slug="new", topic="detox", answer="Yes.", checked_on=TODAY, live=False)
    first().get_parent().add_child(instance=new)
    new.save_revision()
    client = Client()
    sign_in(client, get_user_model().objects.create_superuser("superuser", "x"))

    drafts = review_desk(today=TODAY).drafts
    page = client.get("/desk/content/").content.decode()

    told = [(one.question, one.is_new, one.is_taken_away) for one in drafts]
    assert told == [("What is the first thing?", False, True), ("A new one?", True, False)]
    assert (page.count("page that was taken away"), page.count("new page")) == (1, 1)


def test_link_to_a_page_that_readers_never_had_says_so(content):
    Publication.objects.filter(article__slug="second").delete()
    Article.objects.get(slug="second").unpublish()

    told = {one.problem for one in review_desk(today=TODAY).broken}

    assert "Part 1 leads to the page “What is the second thing?”, which readers do not have yet." in told


def test_link_to_a_page_that_was_taken_back_is_told(content):
    before = review_desk(today=TODAY).broken
    second = Article.objects.get(slug="second")
    second.unpublish()

    broken = review_desk(today=TODAY).broken

    assert before == []
    assert {(one.language, one.problem) for one in broken} == {
        ("en", "Part 1 leads to the page “What is the second thing?”, which was taken away."),
        ("en", "A next step or related page leads to the page “What is the second thing?”, which was taken away."),
        ("es", "Part 1 leads to the page “What is the second thing?”, which was taken away."),
        ("es", "A next step or related page leads to the page “What is the second thing?”, which was taken away."),
    }


def claim() -> Claim:
    return Claim.objects.get(key="water-is-wet")


def test_claims_wait_by_what_was_done_to_them(content):
    editor = get_user_model().objects.create_user("editor")
    note_changed_claim(claim=Claim.objects.get(key="stones-are-hard"), by=editor)
    new = Claim.objects.create(key="new", text_en="New.", text_es="Nuevo.", strength="expert", checked_on=TODAY)
    note_changed_claim(claim=new, by=editor)
    before = review_desk(today=TODAY).claims

    take_confirmation_away(claim=claim())

    assert [(one.key, one.why) for one in before] == [("new", Waits.NEW), ("stones-are-hard", Waits.CHANGED)]
    assert [(one.key, one.why, one.text["es"]) for one in review_desk(today=TODAY).claims][2:] == [
        ("water-is-wet", Waits.DOUBTED, "El agua moja.")
    ]


def test_claim_taken_back_waits_when_somebody_wrote_it_anew(content):
    editor = get_user_model().objects.create_user("editor")
    take_claim_back(claim=claim(), by=editor)
    before = review_desk(today=TODAY).claims

    note_changed_claim(claim=claim(), by=editor)

    assert (before, [one.why for one in review_desk(today=TODAY).claims]) == ([], [Waits.TAKEN_BACK])


def test_page_that_rests_on_a_claim_taken_back_is_told(content):
    take_claim_back(claim=claim(), by=get_user_model().objects.create_user("editor"))

    told = {(one.language, one.problem) for one in review_desk(today=TODAY).broken}

    assert ("en", "Part 1 rests on the claim water-is-wet, which was taken back.") in told
    assert {problem.partition(" rests on ")[2] for _, problem in told} == {
        "the claim water-is-wet, which was taken back."
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
    assert desk.titles["first", "es"] == Article.objects.get(slug="first", locale__language_code="es").title


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
    account = client.get("/account/").content.decode()

    assert (page.status_code, bool(re.search(r'href="/cms/pages/\d+/edit/"', page.content.decode()))) == (status, links)
    assert ('href="/desk/content/" aria-current="page"' in page.content.decode()) is links
    assert ('href="/desk/content/"' in account, 'href="/cms/"' in account) == (links, links)


def doubted(editor) -> None:
    take_confirmation_away(claim=claim())


def changed(editor) -> None:
    note_changed_claim(claim=claim(), by=editor)


def never_read(editor) -> None:
    Claim.objects.filter(key="water-is-wet").update(shown=None)
    note_changed_claim(claim=claim(), by=editor)


def taken_back_and_changed(editor) -> None:
    take_claim_back(claim=claim(), by=editor)
    note_changed_claim(claim=claim(), by=editor)


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (doubted, "Somebody doubts it. Readers have it, marked as not yet confirmed."),
        (changed, "Readers have it as it was before."),
        (never_read, "Readers do not have it yet."),
        (taken_back_and_changed, "It was taken back. Readers do not have it."),
    ],
)
def test_desk_says_what_readers_have_of_a_claim(content, act, line):
    editor, client = get_user_model().objects.create_superuser("superuser", "x"), Client()
    act(editor)
    sign_in(client, editor)

    page = client.get("/desk/content/").content.decode()

    assert (page.count(line), page.count('href="/cms/claims/edit/')) == (1, 1)


@pytest.mark.parametrize("kind", [Kind.CLINIC, Kind.PROGRAM])
def test_role_of_that_name_elsewhere_leads_nowhere(content, kind):
    user, client = get_user_model().objects.create_user("editor"), Client()
    elsewhere = Organization.objects.create(name="Example", kind=kind, made_at=NOON)
    Membership.objects.create(organization=elsewhere, user=user, role=Role.REVIEWER, began_at=NOON)
    sign_in(client, user)

    account = client.get("/account/").content.decode()

    assert ('href="/desk/content/"' in account, 'href="/cms/"' in account) == (False, False)
