import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from every_address import filled_in, public_routes
from factories import make_facility
from pages.reading import all_with, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db

ASKS_WHO = ("session", "accounts_user", "auth_")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", public_routes())
def test_public_page_sets_no_cookie_and_asks_for_nobody(client, settings, django_assert_max_num_queries, route, method):
    facility = make_facility()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32

    with django_assert_max_num_queries(40) as asked:
        response = getattr(client, method)(filled_in(route, public_id=facility.public_id), {"place": "62701"})

    assert response.cookies == {}
    assert [query["sql"] for query in asked if any(word in query["sql"] for word in ASKS_WHO)] == []
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.asvs("V7.6.2")
def test_public_pages_leave_no_session_behind(client):
    for route in public_routes():
        client.get(filled_in(route, public_id="nothing"))

    assert Session.objects.count() == 0


@pytest.mark.asvs("V3.3.1", "V3.3.2", "V3.3.3", "V3.3.4")
def test_sign_in_has_a_session_cookie_for_this_visit_and_no_other_cookie(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    get_user_model().objects.create_superuser("operator", password="a-long-enough-one")
    typed = {"handle": "operator", "password": "a-long-enough-one"}

    response = client.post("/account/sign-in/", typed, secure=True, headers={"origin": "https://testserver"})

    assert list(response.cookies) == ["__Host-sessionid"]
    cookie = response.cookies["__Host-sessionid"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["max-age"]) == (True, True, "Lax", "")
    assert (cookie["path"], cookie["domain"]) == ("/", "")  # else a browser refuses a name that begins with __Host-


@pytest.mark.asvs("V3.7.2")
@pytest.mark.parametrize("elsewhere", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example/"])
def test_signing_in_never_leads_to_another_host(client, elsewhere):
    get_user_model().objects.create_superuser("operator", password="a-long-enough-one")
    typed = {"handle": "operator", "password": "a-long-enough-one", "next": elsewhere}

    response = client.post("/account/sign-in/", typed, secure=True, headers={"origin": "https://testserver"})

    assert (response.status_code, "elsewhere" in response.headers["Location"]) == (302, False)


@pytest.mark.asvs("V3.5.1")
def test_form_behind_a_door_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    sign_in(client, get_user_model().objects.create_superuser("operator", password="a-long-enough-one"))

    answers = [client.post(path) for path in ("/account/sign-out/", "/privacy/delete/", "/admin/logout/")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


@pytest.mark.parametrize(
    ("is_signed_in", "path", "said", "way"),
    [
        (False, "/privacy/requests/", "You are no longer signed in.", "/account/sign-in/"),
        (False, "/es/privacy/requests/", "Su sesión ya terminó.", "/es/account/sign-in/"),
        (False, "/admin/logout/", "You are no longer signed in.", "/account/sign-in/"),
        (True, "/privacy/requests/", "This page was too old to send.", "/account/"),
        (True, "/es/privacy/requests/", "Esta página ya era muy antigua para enviarla.", "/es/account/"),
    ],
)
def test_refused_form_is_answered_by_a_page_with_help_an_exit_and_a_way_on(settings, is_signed_in, path, said, way):
    client = Client(enforce_csrf_checks=True)
    if is_signed_in:
        sign_in(client, get_user_model().objects.create_superuser("operator", password="a-long-enough-one"))

    answer = client.post(path, {"words": "my own complaint"})

    assert (answer.status_code, answer.headers["Cache-Control"], said in words(answer)) == (403, "no-store", True)
    assert ("my own complaint" in answer.content.decode(), "CSRF" in answer.content.decode()) == (False, False)
    addresses = [link["href"] for link in all_with(answer, "a", **{"class": "button"})]
    assert addresses[:1] == [way]
    assert {"tel:911", "tel:988", settings.QUICK_EXIT_URL} <= {link["href"] for link in all_with(answer, "a")}


def test_sign_in_from_another_site_is_refused():
    answer = Client(headers={"origin": "https://elsewhere.example"}).post("/account/sign-in/", {"handle": "x"})

    assert answer.status_code == 403


@pytest.mark.asvs("V3.5.1")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_that_takes_no_form_refuses_one(method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)("/")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
