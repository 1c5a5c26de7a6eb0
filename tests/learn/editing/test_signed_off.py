"""What readers read is what a second person signed off, to the letter: no stored revision is trusted for it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from editor_form import form
from handrail.learn.domain.publishing import PublishingRefused
from handrail.learn.models import Article, Publication

pytestmark = pytest.mark.django_db
OLD = "What is the first thing?"


def send(client, page: Article, *, publish: bool = False, **changed):
    sent = form(**{"title": "A new question?"} | changed) | ({"action-publish": "1"} if publish else {})
    answer = client.post(f"/cms/pages/{page.pk}/edit/", sent)
    page.refresh_from_db()
    return answer


def review(**changed) -> dict:
    return {"reviewer_name": "Ana Rivera", "reviewer_credential": "MD", "reviewed_on": str(today())} | changed


def today() -> date:
    return timezone.now().date()


def told(client, answer) -> str:
    return client.get(answer.headers["Location"]).content.decode()


@pytest.fixture
def published(browsers, page) -> Article:
    """Written by the writer and published by the second reviewer."""
    send(browsers["writer"], page)
    send(browsers["second"], page, publish=True)
    assert page.title == "A new question?"
    return page


@pytest.mark.parametrize("name", ["reviewer", "superuser"])
def test_published_revision_is_never_written_over(browsers, published, name):
    send(browsers[name], published, publish=True)
    sent = form("My own words?") | {"overwrite_revision_id": str(published.live_revision_id)}

    answer = browsers[name].post(f"/cms/pages/{published.pk}/edit/", sent)
    send(browsers[name], published, publish=True, title="My own words?")

    assert (answer.status_code, published.title) == (404, "A new question?")


@pytest.mark.parametrize("name", ["reviewer", "superuser"])
def test_revision_changed_after_it_was_published_counts_as_writing(browsers, people, published, name):
    send(browsers[name], published, publish=True)
    live = published.live_revision
    live.content = {**live.content, "title": "My own words?"}
    live.save()

    send(browsers[name], published, publish=True, title="My own words?")

    assert published.title == "A new question?"


def test_publication_notes_who_wrote_and_who_signed_off(people, published):
    last = Publication.objects.filter(article=published).last()

    assert [one.username for one in last.writers.all()] == ["writer"]
    assert (last.published_by.username, last.address, last.is_review) == ("second", "/heroin/first/", False)


def test_earlier_version_is_not_published_past_a_later_one(browsers, people, page):
    send(browsers["writer"], page)
    earlier = page.get_latest_revision()
    send(browsers["writer"], page, title="A better question?")

    with pytest.raises(PublishingRefused, match="a later version"):
        earlier.publish(user=people["reviewer"])


@pytest.mark.parametrize("cell", ["10 mg <!-- take 500 mg -->", "10 mg<template>: five times that is safe</template>"])
def test_plain_text_counts_to_the_letter(browsers, page, cell):
    send(browsers["writer"], page, heading="10 mg")
    send(browsers["second"], page, publish=True, heading="10 mg")

    send(browsers["reviewer"], page, publish=True, heading=cell)

    assert page.body.raw_data[0]["value"]["heading"] == "10 mg"


def test_nobody_states_the_review_of_their_own_words(browsers, page):
    send(browsers["reviewer"], page)
    send(browsers["second"], page, publish=True)

    answer = send(browsers["reviewer"], page, publish=True, **review())

    assert page.reviewed_on is None
    assert "Another reviewer must state the clinical review." in told(browsers["reviewer"], answer)


def test_author_does_not_put_their_name_over_the_review_of_another(browsers, page):
    send(browsers["reviewer"], page)
    send(browsers["second"], page, publish=True, **review())

    send(browsers["reviewer"], page, publish=True, **review(reviewer_name="Myself"))

    assert page.reviewer_name == "Ana Rivera"


def test_author_states_no_review_after_another_reviewed_their_words_in_a_later_press(browsers, page):
    send(browsers["reviewer"], page)
    send(browsers["second"], page, publish=True)
    send(browsers["second"], page, publish=True, **review())

    send(browsers["reviewer"], page, publish=True, **review(reviewer_name="Myself"))

    assert page.reviewer_name == "Ana Rivera"


def test_author_does_not_bring_back_what_was_taken_away(browsers, page):
    send(browsers["reviewer"], page)
    send(browsers["second"], page, publish=True)
    page.unpublish()

    send(browsers["reviewer"], page, publish=True)
    before = page.live
    send(browsers["second"], page, publish=True)

    assert (before, page.live) == (False, True)


def test_history_says_what_was_stated_and_what_was_called_opinion(browsers, page):
    opinion = {"body-0-value-opinion": "on"}
    send(browsers["writer"], page, **opinion)
    send(browsers["reviewer"], page, publish=True, **opinion, **review())

    noted = {one.action: one.data for one in PageLogEntry.objects.filter(page=page.pk, action__startswith="learn.")}

    assert noted == {
        "learn.said_as_opinion": {"parts": [1]},
        "learn.review_stated": {"name": "Ana Rivera", "credential": "MD", "on": str(today())},
    }


def test_reviewer_who_wrote_nothing_states_a_review(browsers, published):
    send(browsers["reviewer"], published, publish=True, **review())

    assert (published.reviewer_name, published.reviewed_on) == ("Ana Rivera", today())


def test_review_does_not_stand_over_later_words(browsers, published):
    send(browsers["reviewer"], published, publish=True, **review())
    send(browsers["writer"], published, title="Later words?", **review())

    refused = send(browsers["second"], published, publish=True, title="Later words?", **review())
    before = published.title
    send(browsers["second"], published, publish=True, title="Later words?")

    assert "The words changed after the clinical review." in told(browsers["second"], refused)
    assert (before, published.title, published.reviewed_on) == ("A new question?", "Later words?", None)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"reviewed_on": "2099-01-01"}, "The day of the clinical review has not come yet."),
        ({"reviewed_on": str(today() - timedelta(days=3))}, "after the clinical review."),
        ({"checked_on": "2099-01-01"}, "The day of the last check has not come yet."),
    ],
)
def test_day_that_cannot_be_is_refused(browsers, page, changed, problem):
    answered = review() | changed
    send(browsers["writer"], page, **({"checked_on": changed["checked_on"]} if "checked_on" in changed else {}))

    answer = send(browsers["reviewer"], page, publish=True, **answered)

    assert (page.title, page.reviewed_on) == (OLD, None)
    assert problem in told(browsers["reviewer"], answer)


@pytest.mark.parametrize("slug", ["qué-es-la-heroína", "Upper", "under_score", "a" * 81, "claims", "did-this-help"])
def test_name_that_no_reader_can_reach_is_refused_when_it_is_saved(browsers, page, slug):
    parent = page.get_parent()

    answer = browsers["writer"].post(f"/cms/pages/add/learn/article/{parent.pk}/", form("Mine?", slug=slug))

    assert (answer.status_code, Article.objects.filter(slug=slug).exists()) == (200, False)


def test_one_page_that_cannot_be_reached_takes_no_other_page_down(client, browsers, page):
    Article.objects.filter(slug="second").update(slug="qué-es")

    answers = [client.get(path) for path in ("/heroin/", "/heroin/first/", "/heroin/feed.xml", "/sitemap-pages.xml")]
    editors = browsers["writer"].get(f"/cms/pages/{page.get_parent().pk}/")

    assert [answer.status_code for answer in [*answers, editors]] == [200] * 5


@pytest.mark.parametrize("changed", [{"slug": "another"}, {"topic": "about", "kind": "about"}])
def test_address_that_readers_know_stays(browsers, page, changed):
    answer = send(browsers["writer"], page, **changed)

    assert (answer.status_code, page.has_unpublished_changes) == (200, False)
    assert "Readers know this page as /heroin/first/." in answer.content.decode()


def test_page_stands_under_the_same_topic_in_both_languages(browsers, page, content):
    spanish = Article.objects.get(slug="first", locale__language_code="es").get_parent()

    answer = browsers["writer"].post(f"/cms/pages/add/learn/article/{spanish.pk}/", form("¿Qué?", slug="second"))

    assert "stands under another topic" in answer.content.decode()


@pytest.mark.parametrize("changed", [{"topic": "about"}, {"kind": "about"}])
def test_page_about_us_is_so_by_topic_and_kind(browsers, page, changed):
    parent = page.get_parent()

    answer = browsers["writer"].post(f"/cms/pages/add/learn/article/{parent.pk}/", form("Mine?", slug="mine") | changed)

    assert (answer.status_code, Article.objects.filter(slug="mine").exists()) == (200, False)


def test_link_to_a_page_of_the_other_language_keeps_no_page_back(browsers, page):
    second = Article.objects.get(slug="second")
    spanish = Article.objects.get(slug="first", locale__language_code="es")
    body = f'<p>Lea <a linktype="page" id="{second.pk}">la segunda</a>.</p>'

    send(browsers["writer"], spanish, title="¿Y ahora?", body=body)
    send(browsers["reviewer"], spanish, publish=True, title="¿Y ahora?", body=body)

    assert spanish.title == "¿Y ahora?"


def test_preview_is_asked_for_on_the_host_of_the_editor(settings, browsers, page):
    settings.ALLOWED_HOSTS = [".testserver"]

    assert browsers["writer"].get(f"/cms/pages/{page.pk}/view_draft/").status_code == 200


def test_history_names_people_by_the_name_they_chose(browsers, page):
    send(browsers["writer"], page)

    history = browsers["reviewer"].get(f"/cms/pages/{page.pk}/history/").content.decode()

    assert ("None None" in history, "writer" in history) == (False, True)
