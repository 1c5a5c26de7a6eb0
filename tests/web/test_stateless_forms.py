import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from handrail.web.stateless_forms import FormRefused, is_stateless_form, stateless_form, stateless_form_that_writes

HERE = "http://testserver"
REFUSED = "refused"


@stateless_form
def takes_a_form(request):
    return HttpResponse("read")


@stateless_form_that_writes
def counts_a_tap(request):
    return HttpResponse("counted")


def answer_to(method="post", data=None, view=takes_a_form, **headers):
    request = getattr(RequestFactory(headers=headers), method)("/", data or {})
    try:
        return view(request).content.decode()
    except FormRefused:
        return REFUSED


@pytest.mark.asvs("V3.5.1")
@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({}, "read"),  # a browser of before 2016 sends neither
        ({"origin": HERE}, "read"),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, "read"),
        ({"sec-fetch-site": "none"}, "read"),  # the person's own reload
        ({"origin": "null"}, REFUSED),
        ({"origin": ""}, REFUSED),
        ({"origin": "https://testserver"}, REFUSED),
        ({"origin": "http://testserver.example"}, REFUSED),
        ({"origin": "http://elsewhere.example"}, REFUSED),
        ({"sec-fetch-site": "cross-site"}, REFUSED),
        ({"sec-fetch-site": "same-site"}, REFUSED),
        ({"origin": HERE, "sec-fetch-site": "cross-site"}, REFUSED),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, REFUSED),
    ],
)
def test_stateless_form_is_judged_by_where_it_was_sent_from(headers, answer):
    assert answer_to(**headers) == answer


@pytest.mark.asvs("V3.5.1")
@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({}, REFUSED),
        ({"referer": ""}, REFUSED),
        ({"referer": "http://[nonsense"}, REFUSED),
        ({"referer": "http://elsewhere.example/?testserver"}, REFUSED),
        ({"referer": "http://testserver.example/"}, REFUSED),
        ({"referer": f"{HERE}/facility/x/"}, "counted"),
        ({"origin": HERE}, "counted"),
        ({"sec-fetch-site": "same-origin"}, "counted"),
        ({"sec-fetch-site": "cross-site", "referer": f"{HERE}/"}, REFUSED),
        ({"origin": "http://elsewhere.example", "referer": f"{HERE}/"}, REFUSED),
    ],
)
def test_form_that_writes_must_be_known_to_come_from_a_page_of_ours(headers, answer):
    assert answer_to(view=counts_a_tap, **headers) == answer


def test_form_that_writes_is_a_stateless_form_and_is_read_by_anyone():
    assert is_stateless_form(counts_a_tap)
    assert answer_to("get", view=counts_a_tap) == "counted"


def test_stateless_form_reads_a_page_whoever_linked_to_it():
    assert answer_to("get", **{"sec-fetch-site": "cross-site"}) == "read"


@pytest.mark.parametrize("data", [{"place": "606\x0008"}, {"na\x00me": "x"}, {"matters": ["trauma", "\x00"]}])
def test_stateless_form_refuses_nul(data):
    with pytest.raises(BadRequest):
        answer_to(data=data)


def test_stateless_form_is_marked_also_beneath_another_decorator():
    assert (is_stateless_form(takes_a_form), is_stateless_form(answer_to)) == (True, False)


@pytest.mark.django_db
def test_a_form_of_another_site_gets_a_kind_page(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(enforce_csrf_checks=True)

    response = client.post("/paths/", {"place": "62701"}, headers={"origin": "http://elsewhere.example"})

    assert response.status_code == 403
    assert "<h1" in response.content.decode()
    assert "62701" not in response.content.decode()
