"""Nobody publishes their own words: writers, reviewers and superusers post straight to the editor's own view."""

import json

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from editor_form import form
from handrail.learn.domain.publishing import PublishingRefused
from handrail.learn.models import Article, Claim

pytestmark = pytest.mark.django_db


def edit(client, page: Article, *, publish: bool = False, **changed):
    sent = form(**{"title": "A new question?"} | changed)
    answer = client.post(f"/cms/pages/{page.pk}/edit/", sent | ({"action-publish": "1"} if publish else {}))
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer
    page.refresh_from_db()
    return answer


def test_writers_words_wait_for_a_reviewer(browsers, page):
    edit(browsers["writer"], page, publish=True)

    assert (page.title, page.draft_title) == ("What is the first thing?", "A new question?")
    assert page.has_unpublished_changes is True


def test_reviewer_publishes_what_a_writer_wrote(browsers, page):
    edit(browsers["writer"], page)

    edit(browsers["reviewer"], page, publish=True)

    assert (page.title, page.has_unpublished_changes) == ("A new question?", False)


@pytest.mark.parametrize("name", ["reviewer", "superuser"])
def test_reviewer_never_publishes_their_own_words(browsers, page, name):
    edit(browsers[name], page)

    edit(browsers[name], page, publish=True)

    assert (page.title, page.has_unpublished_changes) == ("What is the first thing?", True)


@pytest.mark.parametrize("name", ["reviewer", "superuser"])
def test_words_changed_in_the_same_press_are_kept_and_not_published(browsers, page, name):
    edit(browsers["writer"], page)

    answer = edit(browsers[name], page, publish=True, title="My own words?")

    assert answer.headers["Location"] == f"/cms/pages/{page.pk}/edit/"
    assert (page.title, page.draft_title) == ("What is the first thing?", "My own words?")


def test_reviewer_who_wrote_between_does_not_publish_and_another_does(browsers, page):
    edit(browsers["reviewer"], page)
    edit(browsers["writer"], page, title="Another question?")

    edit(browsers["reviewer"], page, publish=True, title="Another question?")
    before = page.title
    edit(browsers["second"], page, publish=True, title="Another question?")

    assert (before, page.title) == ("What is the first thing?", "Another question?")


def test_filling_in_a_review_is_not_writing(browsers, page):
    edit(browsers["writer"], page)

    today = f"{timezone.now():%Y-%m-%d}"
    review = {"reviewer_name": "Ana Rivera", "reviewer_credential": "MD", "reviewed_on": today}
    edit(browsers["reviewer"], page, publish=True, **review)

    assert (page.title, page.reviewer_name) == ("A new question?", "Ana Rivera")


@pytest.mark.parametrize("name", ["reviewer", "superuser"])
def test_new_page_is_never_published_by_who_made_it(browsers, page, name):
    parent = page.get_parent()

    browsers[name].post(
        f"/cms/pages/add/learn/article/{parent.pk}/", form("Mine?", slug="mine") | {"action-publish": "1"}
    )
    made = Article.objects.get(slug="mine")
    was_live = made.live
    edit(browsers[name], made, publish=True, title="Mine?", slug="mine")

    assert (was_live, made.live, made.owner.username) == (False, False, name)
    assert browsers[name].get("/heroin/mine/").status_code == 404


@pytest.mark.parametrize("name", ["writer", "superuser"])
def test_no_other_way_of_publishing_goes_round_the_rule(browsers, people, page, name):
    edit(browsers[name], page)
    revision = page.get_latest_revision()

    for options in ({"user": people[name]}, {"user": people[name], "skip_permission_checks": True}, {"user": None}):
        with pytest.raises(PublishingRefused):
            revision.publish(**options)

    page.refresh_from_db()
    assert page.title == "What is the first thing?"


def test_page_without_a_claim_is_not_published(browsers, page):
    edit(browsers["writer"], page, claims=())

    answer = edit(browsers["reviewer"], page, publish=True, claims=())

    assert (page.title, answer.status_code) == ("What is the first thing?", 302)
    told = browsers["reviewer"].get(answer.headers["Location"]).content.decode()
    assert "Part 1 states health facts and names no claim." in told


def without_parts(sent: dict) -> dict:
    return {name: value for name, value in sent.items() if not name.startswith("body-")} | {"body-count": "0"}


@pytest.mark.parametrize("kind", [{}, {"kind": "about", "topic": "about"}])
def test_page_without_a_part_is_not_published(browsers, page, kind):
    sent = without_parts(form("An empty page?", slug="empty", **kind))
    browsers["writer"].post(f"/cms/pages/add/learn/article/{page.get_parent().pk}/", sent)
    made = Article.objects.get(slug="empty")

    path = f"/cms/pages/{made.pk}/edit/"
    told = browsers["reviewer"].post(path, sent | {"action-publish": "1"}, follow=True).content.decode()

    made.refresh_from_db()
    assert (made.live, "The page has no part yet" in told) == (False, True)


def test_page_on_health_without_any_claim_is_not_published(browsers, page):
    opinion = {"claims": (), "body-0-value-opinion": "on"}
    edit(browsers["writer"], page, **opinion)

    answer = edit(browsers["reviewer"], page, publish=True, **opinion)

    told = browsers["reviewer"].get(answer.headers["Location"]).content.decode()
    assert page.title == "What is the first thing?"
    assert "A page on health needs at least one part that rests on a claim." in told


def test_page_that_leads_to_one_taken_away_is_refused_by_its_question(browsers, page):
    second = Article.objects.get(slug="second")
    leading = {"body": f'<p>Read <a linktype="page" id="{second.pk}">more</a>.</p>'}
    edit(browsers["writer"], page, **leading)
    second.unpublish()

    answer = edit(browsers["reviewer"], page, publish=True, **leading)

    told = browsers["reviewer"].get(answer.headers["Location"]).content.decode()
    assert "Part 1 leads to the page “What is the second thing?”, which was taken away." in told


def test_claim_without_a_source_is_not_published(browsers, page):
    claim = Claim.objects.get(key="water-is-wet")
    Claim.objects.filter(pk=claim.pk).update(shown={**claim.shown, "sources": []})
    edit(browsers["writer"], page)

    edit(browsers["reviewer"], page, publish=True)

    assert page.title == "What is the first thing?"


def test_word_of_the_avoid_list_needs_an_override_that_is_logged(browsers, people, page):
    wounding = {"body": "<p>Ask an addict.</p>"}
    edit(browsers["writer"], page, **wounding)
    edit(browsers["reviewer"], page, publish=True, **wounding)
    before = page.title
    allowing = wounding | {"allowed_words": "addict", "allowed_because": "the name of a book"}
    edit(browsers["writer"], page, **allowing)

    edit(browsers["reviewer"], page, publish=True, **allowing)

    entry = PageLogEntry.objects.get(action="learn.words_let_through")
    assert (before, page.title) == ("What is the first thing?", "A new question?")
    assert (entry.user, entry.data) == (people["reviewer"], {"words": ["addict"], "why": "the name of a book"})


def test_override_without_a_reason_is_refused(browsers, page):
    answer = browsers["writer"].post(f"/cms/pages/{page.pk}/edit/", form("A question?", allowed_words="addict"))

    page.refresh_from_db()
    assert (answer.status_code, page.has_unpublished_changes) == (200, False)


def contentstate(text: str, url: str) -> str:
    """As the editor's toolbar sends a text that is one link."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    block["entityRanges"] = [{"offset": 0, "length": len(text), "key": 0}]
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


@pytest.mark.parametrize(
    ("url", "kept"),
    [("javascript:x()", None), ("http://plain.example/", None), ("https://good.example/", "https://good.example/")],
)
def test_link_that_is_not_https_or_a_telephone_is_dropped_when_it_is_saved(browsers, page, url, kept):
    sent = form("A new question?") | {"body-0-value-body": contentstate("<script>x()</script> wet", url)}

    browsers["writer"].post(f"/cms/pages/{page.pk}/edit/", sent)

    page.refresh_from_db()
    stored = page.get_latest_revision_as_object().body.raw_data[0]["value"]["body"]
    assert (url in stored) == (kept is not None)
    assert "&lt;script&gt;x()&lt;/script&gt; wet" in stored


def test_tree_has_no_page_of_wagtails_own(content):
    assert list(Page.objects.filter(depth=2).order_by("slug").values_list("slug", flat=True)) == [
        "content-en",
        "content-es",
    ]
