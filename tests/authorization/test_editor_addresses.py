"""What Wagtail brings under /cms/: each address is open to editors or to nobody. A new one fails until it is listed."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from every_address import every_route
from factories import NOON
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization
from handrail.learn.editing.gate import OPEN
from signing_in import sign_in

pytestmark = pytest.mark.django_db

OPEN_TO_EDITORS = {
    "",
    "api/main/^pages/",
    "api/main/^pages/<int:pk>/",
    "block-preview/",
    "choose-external-link/",
    "choose-page/",
    "choose-page/<int:parent_page_id>/",
    "choose-phone-link/",
    "claims/",
    "claims/edit/<int:pk>/",
    "claims/history-results/<int:pk>/",
    "claims/history/<int:pk>/",
    "claims/new/",
    "claims/results/",
    "dismissibles/",
    "editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/",
    "editing-sessions/release/<int:session_id>/",
    "jsi18n/",
    "pages/",
    "pages/<int:page_id>/edit/",
    "pages/<int:page_id>/edit/preview/",
    "pages/<int:page_id>/history/",
    "pages/<int:page_id>/history/results/",
    "pages/<int:page_id>/revisions/<int:revision_id>/revert/",
    "pages/<int:page_id>/revisions/<int:revision_id>/view/",
    "pages/<int:page_id>/unpublish/",
    "pages/<int:page_id>/view_draft/",
    "pages/<int:parent_page_id>/",
    "pages/<int:parent_page_id>/add_subpage/",
    "pages/<int:parent_page_id>/results/",
    "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
    "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/",
    "pages/^(?P<pk>\\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\\d+)\\.\\.\\.(?P<revision_id_b>live|latest|\\d+)/$",
    "sources/",
    "sources/edit/<int:pk>/",
    "sources/history-results/<int:pk>/",
    "sources/history/<int:pk>/",
    "sources/new/",
    "sources/results/",
    "sprite/",
}
TO_OUR_OWN = {"account/", "login/", "logout/", "^password_reset/.*$"}
FILLED = {
    "content_type_app_name": "learn",
    "content_type_model_name": "article",
    "app_label": "learn",
    "model_name": "article",
    "object_id": "1",
}


def of_the_editor() -> set[str]:
    found = {route.removeprefix("cms/") for route in every_route() if route.startswith("cms/")}
    return {route for route in found if not route.startswith("password_reset/") or route in TO_OUR_OWN}


def path_of(route: str) -> str:
    """With a number for whatever asks for one; a pattern becomes the address it was written for."""
    if "compare" in route:
        return "pages/1/revisions/compare/live...latest/"
    for name, value in FILLED.items():
        route = route.replace(f"<slug:{name}>", value).replace(f"<str:{name}>", value)
    while "<" in route:
        start, end = route.index("<"), route.index(">")
        route = f"{route[:start]}1{route[end + 1 :]}"
    return route.replace("^", "").replace(".*/$", "nothing-here/")


def test_open_addresses_of_the_editor_are_the_listed_ones():
    open_ones = {route for route in of_the_editor() - TO_OUR_OWN if OPEN.fullmatch(path_of(route))}

    assert open_ones == OPEN_TO_EDITORS


def browser_of(role: Role | None) -> Client:
    user, client = get_user_model().objects.create_user(f"{role}-here"), Client()
    if role is not None:
        operator = Organization.objects.create(name="Example", kind=Kind.OPERATOR, made_at=NOON)
        Membership.objects.create(organization=operator, user=user, role=role, began_at=NOON)
    sign_in(client, user)
    return client


@pytest.mark.asvs("V8.2.1")
@pytest.mark.parametrize("role", [None, Role.LEAD, Role.DESK, Role.PRIVACY_OFFICER])
def test_who_has_no_part_in_the_editor_finds_none_of_it(role):
    browser = browser_of(role)

    answers = {browser.get(f"/cms/{path_of(route)}", follow=True).status_code for route in of_the_editor() - TO_OUR_OWN}

    assert answers == {404}


@pytest.mark.asvs("V8.2.1")
def test_stranger_is_sent_to_our_sign_in_or_finds_nothing():
    browser = Client()

    answers = [browser.get(f"/cms/{path_of(route)}", follow=True) for route in sorted(of_the_editor() - TO_OUR_OWN)]

    assert {answer.redirect_chain[-1][0].partition("?")[0] for answer in answers} == {"/account/sign-in/"}
