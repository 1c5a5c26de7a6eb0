"""The exit, told in passing by every page: it signs out whoever is signed in, and is nothing to everybody else (S7)."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.people import make_person, make_staff
from handrail.accounts.models import SignIn
from pages.reading import all_with
from signing_in import sign_in

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("page", ["/", "/crisis/", "/account/"])
def test_exit_of_every_page_tells_where_one_signs_out(client, prefix, page):
    sign_in(client, make_person()[0])

    exits = [link["ping"] for link in all_with(client.get(f"{prefix}{page}"), "a") if "data-exit" in link]

    assert exits == [f"{prefix}/account/leave/"]


@pytest.mark.asvs("V7.4.1")
@pytest.mark.parametrize("make", [lambda: make_person()[0], make_staff])
@pytest.mark.parametrize("has_second_factor", [True, False])
def test_whoever_leaves_is_signed_out_and_the_browser_told_to_forget(make, has_second_factor):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, make(), has_second_factor=has_second_factor)

    answer = client.post("/account/leave/", headers=HERE)

    assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (204, b"", "no-store")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert (SignIn.objects.count(), Session.objects.count()) == (0, 0)
    assert client.get("/privacy/requests/").headers["Location"] == "/account/sign-in/?next=%2Fprivacy%2Frequests%2F"


def test_other_devices_stay_signed_in(client):
    user, _ = make_person()
    elsewhere = Client()
    sign_in(client, user)
    sign_in(elsewhere, user)

    client.post("/account/leave/", headers=HERE)

    assert elsewhere.get("/account/").status_code == 200


def test_leaving_without_an_account_asks_the_database_nothing_and_gets_no_cookie(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.post("/account/leave/", headers=HERE)

    assert (answer.status_code, dict(answer.cookies), "Clear-Site-Data" in answer.headers) == (204, {}, False)


@pytest.mark.asvs("V3.5.1")
def test_another_site_signs_nobody_out(client):
    sign_in(client, make_person()[0])

    answer = client.post("/account/leave/", headers={"origin": "https://elsewhere.example"})

    assert (answer.status_code, client.get("/account/").status_code) == (403, 200)


def test_page_of_somebody_signed_in_is_asked_for_anew_when_back_leads_to_it(client):
    sign_in(client, make_person()[0])

    mine = all_with(client.get("/privacy/"), "html")[0]
    left = all_with(client.post("/account/sign-out/"), "html")[0]
    strangers = all_with(client.get("/account/sign-in/"), "html")[0]

    assert mine["data-private"] == ""
    assert left["data-private"] == "/"  # a form's answer leads home instead, as everywhere
    assert "data-private" not in strangers


@pytest.mark.parametrize("page", ["/account/", "/account/devices/", "/privacy/seen/", "/desk/", "/es/privacy/"])
def test_page_behind_a_door_says_who_is_signed_in_and_has_one_way_out(page):
    client = Client(enforce_csrf_checks=True)
    user = get_user_model().objects.create_superuser("operator", password="a-long-enough-one")
    sign_in(client, user)
    address = "/es/account/sign-out/" if page.startswith("/es/") else "/account/sign-out/"

    answer = client.get(page)
    ways = all_with(answer, "form", action=address)
    token = all_with(answer, "input", name="csrfmiddlewaretoken")[0]["value"]
    left = client.post(address, {"csrfmiddlewaretoken": token}, headers=HERE)

    assert (len(ways), f"<strong>{user.get_username()}</strong>" in answer.content.decode()) == (1, True)
    assert (left.status_code, SignIn.objects.count()) == (200, 0)


@pytest.mark.parametrize("page", ["/", "/crisis/", "/es/leaving/", "/notices/"])
def test_public_page_is_the_same_for_somebody_signed_in(client, page):
    sign_in(client, make_person()[0])

    assert client.get(page).content == Client().get(page).content
