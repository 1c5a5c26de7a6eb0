import pytest
from django.test import Client, RequestFactory

from handrail.web import error_pages, page_context
from pages.reading import all_with, title, words

ERRORS = [
    (error_pages.bad_request, 400, "We could not read that."),
    (error_pages.refused, 403, "That form did not come from this site."),
    (error_pages.not_found, 404, "This page is not here."),
    (error_pages.failed, 500, "Something broke on our side."),
]


@pytest.fixture
def no_database(monkeypatch):
    from django.db import OperationalError

    def refuse():
        raise OperationalError("no database here")

    monkeypatch.setattr(page_context, "current_kind", refuse)
    page_context.is_demonstration.forget()
    yield
    page_context.is_demonstration.forget()


@pytest.mark.parametrize(("view", "status", "said"), ERRORS)
def test_error_says_what_happened_what_was_kept_and_what_to_do(no_database, view, status, said):
    response = view(RequestFactory().get("/anything/"))

    shown = words(response)
    assert response.status_code == status
    assert said in shown
    assert "Nothing you typed was stored." in shown
    assert "Start a new search" in shown
    assert "tel:988" in [link["href"] for link in all_with(response, "a")]


def test_error_is_in_the_language_of_the_address(no_database):
    response = error_pages.not_found(RequestFactory().get("/es/nada/"))

    assert "Esta página no está aquí." in words(response)
    assert all_with(response, "html")[0]["lang"] == "es"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nothing/", "/es/nothing/", "/facilities/aaaaaaaaaaaaa/"])
def test_unknown_address_is_a_kind_page(path):
    response = Client().get(path)

    assert response.status_code == 404
    assert all_with(response, "a", href="/es/crisis/" if path.startswith("/es") else "/crisis/") != []


@pytest.mark.parametrize(
    ("path", "label", "start"),
    [
        ("/glorpish/", "A question, a name, a town or a service", "/"),
        ("/heroin/glorpish/", "A question, a name, a town or a service", "/"),
        ("/es/glorpish/", "Una pregunta, un nombre, una ciudad o un servicio", "/es/"),
        ("/es/heroin/glorpish/", "Una pregunta, un nombre, una ciudad o un servicio", "/es/"),
    ],
)
@pytest.mark.django_db
def test_unknown_page_offers_the_search_the_health_pages_and_who_answers_now(path, label, start):
    response = Client().get(path)

    called = [link["href"] for link in all_with(response, "a") if link["href"].startswith("tel:")]
    assert (response.status_code, label in words(response), response.cookies) == (404, True, {})
    assert all_with(response, "form", role="search", method="post", action=f"{start}facilities/search/") != []
    assert all_with(response, "a", href=f"{start}heroin/") != []
    assert called[2:] == ["tel:911", "tel:988", "tel:1-800-662-4357"]  # after those of every page
    assert title(response) == "Handrail"
    assert "glorpish" not in words(response)


def test_unknown_page_needs_no_database(no_database):
    response = error_pages.not_found(RequestFactory().get("/heroin/nothing/"))

    assert "A question, a name, a town or a service" in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/styleguide/", "/healthz"])
def test_method_a_page_does_not_take_is_answered_with_a_page(path):
    response = Client().post(path, {"place": "62701"})

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "Start a new search" in words(response)


@pytest.mark.asvs("V16.5.1")
@pytest.mark.django_db
def test_broken_view_shows_the_page_and_not_the_reason(monkeypatch):
    from handrail.pages.views import searching

    def broken(*args, **kwargs):
        raise RuntimeError("secret 62701")

    monkeypatch.setattr(searching, "resolve_place", broken)
    response = Client(raise_request_exception=False).post("/paths/", {"place": "62701"})

    assert response.status_code == 500
    assert "62701" not in response.content.decode()
    assert "Something broke on our side." in words(response)


@pytest.mark.django_db
def test_form_too_large_is_a_kind_page():
    response = Client().post("/paths/", {"place": "x" * 300_000})

    assert response.status_code == 413
    assert "We could not read that." in words(response)
