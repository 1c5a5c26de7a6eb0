"""Who comes into the editor, what of it is open, and that it asks nobody else for anything."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from editor_form import form
from handrail.accounts.models import Membership, SignIn, User
from handrail.learn.models import Article
from signing_in import sign_in

pytestmark = pytest.mark.django_db
HOME = "/cms/"


def test_stranger_is_asked_to_sign_in_with_us(client, content):
    answers = [client.get(path) for path in (HOME, "/cms/login/", "/cms/password_reset/", "/cms/account/")]

    assert [answer.status_code for answer in answers] == [302] * 4
    assert {answer.headers["Location"].partition("?")[0] for answer in answers} == {"/account/sign-in/"}


@pytest.mark.parametrize(("name", "status"), [("writer", 200), ("reviewer", 200), ("superuser", 200), ("desk", 404)])
def test_editor_is_open_by_role_alone(browsers, content, name, status):
    assert browsers[name].get(HOME).status_code == status


def test_person_with_an_account_finds_no_editor(content):
    client = Client()
    sign_in(client, User.objects.create_user("person"))

    assert client.get(HOME).status_code == 404


def test_membership_that_ended_shuts_the_editor(browsers, people, content):
    before = browsers["writer"].get(HOME).status_code
    Membership.objects.filter(user=people["writer"]).update(ended_at=timezone.now())

    assert (before, browsers["writer"].get(HOME).status_code) == (200, 404)


def test_editor_without_a_second_factor_is_led_to_one(people, content):
    client = Client()
    sign_in(client, people["writer"], has_second_factor=False)

    assert client.get(HOME).headers["Location"] == "/account/second-factor/"


def test_looking_asks_for_a_fresh_proof_and_saving_loses_nothing(people, page):
    client = Client()
    begun = sign_in(client, people["writer"])
    begun.proved_at = timezone.now() - timedelta(minutes=11)
    begun.save()

    looked = client.get(HOME)
    saved = client.post(f"/cms/pages/{page.pk}/edit/", form("An hour of writing?"))

    page.refresh_from_db()
    assert looked.headers["Location"] == "/account/confirm/?next=%2Fcms%2F"
    assert (saved.status_code, page.draft_title) == (302, "An hour of writing?")


@pytest.fixture
def late(people) -> Client:
    """A reviewer who showed eleven minutes ago who they are."""
    client = Client()
    begun = sign_in(client, people["reviewer"])
    begun.proved_at = timezone.now() - timedelta(minutes=11)
    begun.save()
    return client


def prove_again(client: Client) -> None:
    SignIn.objects.update(proved_at=timezone.now())


NOT_YET = "Saved as a draft, not yet published: press Publish again."


def test_whoever_presses_publish_too_late_loses_nothing(late, page):
    path = f"/cms/pages/{page.pk}/edit/"

    answer = late.post(path, form("An hour of writing?") | {"action-publish": "1"})

    page.refresh_from_db()
    assert answer.headers["Location"] == f"/account/confirm/?next=%2Fcms%2Fpages%2F{page.pk}%2Fedit%2F"
    assert (page.title, page.draft_title) == ("What is the first thing?", "An hour of writing?")
    late.get(answer.headers["Location"])
    prove_again(late)
    back = late.get(path).content.decode()
    assert (NOT_YET in back, "An hour of writing?" in back) == (True, True)


def test_publishing_goes_on_after_the_fresh_proof(browsers, late, page):
    path, sent = f"/cms/pages/{page.pk}/edit/", form("By the writer?")
    browsers["writer"].post(path, sent)
    late.post(path, sent | {"action-publish": "1"})
    page.refresh_from_db()
    before = page.title
    prove_again(late)

    late.post(path, sent | {"action-publish": "1"})

    page.refresh_from_db()
    assert (before, page.title) == ("What is the first thing?", "By the writer?")


def test_words_with_a_fault_come_back_as_typed_before_the_proof_is_asked_for(late, page):
    answer = late.post(f"/cms/pages/{page.pk}/edit/", form("Typed?", slug="Ünreachable") | {"action-publish": "1"})

    assert (answer.status_code, "Typed?" in answer.content.decode()) == (200, True)


def test_new_page_published_too_late_is_kept_too(late, page):
    sent = form("A new page?", slug="new-page") | {"action-publish": "1"}

    answer = late.post(f"/cms/pages/add/learn/article/{page.get_parent().pk}/", sent)

    made = Article.objects.get(slug="new-page")
    assert (made.live, answer.headers["Location"]) == (
        False,
        f"/account/confirm/?next=%2Fcms%2Fpages%2F{made.pk}%2Fedit%2F",
    )


def test_taking_a_page_away_asks_for_a_fresh_proof_first(late, page):
    answer = late.post(f"/cms/pages/{page.pk}/unpublish/", {"action-publish": "1"})

    page.refresh_from_db()
    assert (answer.headers["Location"].partition("?")[0], page.live) == ("/account/confirm/", True)


SHUT = [
    "users/",
    "groups/",
    "workflows/list/",
    "collections/",
    "reports/",
    "reports/site-history/",
    "images/",
    "documents/",
    "api/main/images/",
    "api/main/documents/",
    "bulk/wagtailcore/page/publish/",
    "bulk/wagtailcore/page/delete/",
    "pages/search/",
    "choose-page/search/",
    "choose-email-link/",
    "claims/delete/1/",
    "sources/delete/1/",
    "settings/",
    "failwhale/",
    "test404/",
]


@pytest.mark.parametrize("path", SHUT)
def test_rest_of_wagtail_is_shut_for_a_superuser_too(browsers, content, path):
    superuser = browsers["superuser"]

    answers = [superuser.get(f"/cms/{path}"), superuser.post(f"/cms/{path}", {"id": "1"})]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("act", ["delete", "copy", "move", "lock", "privacy", "convert_alias", "set_position"])
def test_page_keeps_its_place(browsers, page, act):
    answers = [
        browsers["superuser"].post(f"/cms/pages/{page.pk}/{act}/"),
        browsers["superuser"].get(f"/cms/pages/{page.pk}/{act}/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    "path", ["", "pages/{}/edit/", "pages/{}/history/", "pages/{}/view_draft/", "claims/", "claims/new/", "sources/"]
)
def test_open_pages_of_the_editor_name_no_other_origin(browsers, page, path):
    answer = browsers["reviewer"].get(f"/cms/{path.format(page.pk)}")

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert [
        word
        for word in ("gravatar.com", "//wagtail.org/static", "releases.wagtail.io", '<iframe src="http')
        if word in shown
    ] == []


def test_looser_policy_is_of_the_editor_alone(browsers, page):
    policies = {
        path: browsers["reviewer"].get(path).headers["Content-Security-Policy"]
        for path in (HOME, f"/cms/pages/{page.pk}/edit/", "/heroin/first/", "/desk/content/", "/account/")
    }

    assert [path for path, policy in policies.items() if "unsafe-inline" in policy] == [
        HOME,
        f"/cms/pages/{page.pk}/edit/",
    ]
    assert [
        path
        for path, policy in policies.items()
        if "http:" in policy.replace("http://testserver", "") or "https:" in policy
    ] == []
