"""What an open page asks for by itself: one line where somebody is signed out, and never a page in its place."""

import pytest
from django.http import Http404, HttpResponse
from django.urls import path

from accounts.people import make_staff
from handrail.accounts.models import SignIn
from handrail.accounts.sign_ins.access import signed_in
from handrail.accounts.sign_ins.live_parts import live_mark, live_part
from handrail.config.urls import urlpatterns as real
from signing_in import sign_in

pytestmark = pytest.mark.django_db


@live_part
@signed_in
def beds(request):
    return HttpResponse("3 beds")


@live_part
@signed_in
def lost(request):
    raise Http404


urlpatterns = [*real, path("account/beds/", beds), path("es/account/beds/", beds), path("account/lost/", lost)]


@pytest.fixture(autouse=True)
def with_beds(settings):
    settings.ROOT_URLCONF = __name__


@pytest.mark.asvs("V7.3.1")
def test_forty_times_asked_moves_no_clock_and_after_the_idle_time_it_is_signed_out(client, clock):
    begun = sign_in(client, make_staff(), at=clock.now)
    answers = []

    for _ in range(40):
        clock.goes(seconds=30)
        answers.append(client.get("/account/beds/").status_code)
        assert set(SignIn.objects.values_list("seen_at", flat=True)) <= {begun.seen_at}

    assert answers == [200] * 29 + [401] * 11


def test_who_is_signed_out_is_told_in_one_line_of_their_language(client):
    answers = [client.get(address) for address in ("/account/beds/", "/es/account/beds/")]

    told = [(answer.status_code, answer.headers["Content-Type"], answer.content.decode()) for answer in answers]
    assert told == [
        (401, "text/plain; charset=utf-8", "You are signed out."),
        (401, "text/plain; charset=utf-8", "Usted salió de su cuenta."),
    ]
    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 2


def test_what_is_not_there_any_more_is_one_line_too(client):
    sign_in(client, make_staff())

    answer = client.get("/account/lost/")

    assert (answer.status_code, answer.content) == (404, b"You cannot see this any more.")
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_browser_keeps_what_was_asked(client):
    sign_in(client, make_staff())

    assert client.get("/account/beds/").headers["Cache-Control"] == "no-store"


def test_mark_is_another_one_where_something_is_new():
    marks = [live_mark(told) for told in ([("a", "sent")], [("a", "sent")], [("a", "held")], [])]

    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
