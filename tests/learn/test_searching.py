"""Health pages that answer what somebody typed: what readers see, and nothing that they do not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from content_files import FIRST, SECOND, write_content
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Article
from handrail.learn.searching.queries import pages_about

pytestmark = pytest.mark.django_db


def found(text, language="en", **options):
    return [(page.slug, page.language) for page in pages_about(text=text, language=language, **options).pages]


@pytest.mark.parametrize("text", ["first thing", "WATER", "about wáter", "drinking", "stones hard", "911"])
def test_page_is_found_by_words_of_its_question_answer_headings_and_parts(content, text):
    assert found(text)[0] == ("first", "en")


@pytest.mark.parametrize("text", ["", "?!", "volcano", "how do I", "water volcano glacier"])
def test_page_about_something_else_is_not_found(content, text):
    assert ("first", "en") not in found(text)


def test_misspelt_word_finds_and_says_what_was_looked_for(content):
    answer = pages_about(text="watre", language="en")

    assert ([page.slug for page in answer.pages], answer.corrected) == (["first"], ("water",))


def test_correction_that_found_nothing_is_not_said(content):
    assert pages_about(text="volcano", language="en").corrected == ()


def test_words_that_named_a_town_are_not_looked_for(content):
    assert found("stones chicago") == []
    assert found("stones chicago", beside=["chicago"]) == [("first", "en")]
    assert found("stones", beside=["stones"]) == []


def test_page_is_found_in_the_readers_language(content):
    assert found("agua", "es") == [("first", "es")]
    assert found("water", "en") == [("first", "en")]


def test_page_without_translation_is_found_in_the_other_language(content):
    answer = pages_about(text="sells", language="es")

    assert [(page.slug, page.language) for page in answer.pages] == [("second", "en")]
    assert answer.is_in_their_words is False


def test_words_of_the_other_language_find_its_pages(content):
    answer = pages_about(text="agua", language="en")

    assert [(page.slug, page.language) for page in answer.pages] == [("first", "es")]
    assert answer.is_in_their_words is True


def test_draft_of_a_live_page_is_not_found_until_it_is_published(content):
    live = Article.objects.get(slug="first", locale__language_code="en")
    live.title = "Is there a volcano?"
    revision = live.save_revision()

    assert found("volcano") == []
    PublishPageRevisionAction(revision, user=None, log_action=False).execute(skip_permission_checks=True)
    assert found("volcano") == [("first", "en")]


def test_page_that_was_never_published_is_not_found(content):
    parent = Article.objects.get(slug="first", locale__language_code="en").get_parent()
    parent.add_child(
        instance=Article(
            title="A secret volcano", slug="secret", answer="Volcano.", topic="understand", checked_on="2026-11-23",
            live=False, locale=parent.locale,
        )
    )  # fmt: skip

    assert found("volcano") == []


def test_page_that_was_taken_back_is_found_no_more(content):
    before = found("sells")
    for article in Article.objects.filter(slug="second"):
        article.unpublish()

    assert (before, found("sells")) == ([("second", "en")], [])


@pytest.mark.parametrize("number", [1, 3])
def test_search_asks_the_database_once_while_no_page_changes(db, tmp_path, number):
    pages = {f"page-{each}": FIRST.replace('slug = "first"', f'slug = "page-{each}"') for each in range(number - 1)}
    load_content(folder=write_content(tmp_path, **pages, second=SECOND))
    pages_about(text="water", language="en")

    with CaptureQueriesContext(connection) as queries:
        slugs = found("water")

    assert (len(queries), len(slugs)) == (1, number)


def test_at_most_five_pages_are_shown(db, tmp_path):
    pages = {f"page-{each}": FIRST.replace('slug = "first"', f'slug = "page-{each}"') for each in range(6)}
    load_content(folder=write_content(tmp_path, **pages))

    assert len(found("water")) == 5
