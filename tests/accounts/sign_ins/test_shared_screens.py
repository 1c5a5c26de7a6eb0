"""On a device that others use too a page stays on the screen no longer than its sign-in lasts (S14)."""

import re
from datetime import timedelta

import pytest

from accounts.people import make_person, make_staff
from handrail.accounts.domain.sign_in_terms import Terms, untouched_screen_lasts
from handrail.accounts.models import SignIn
from pages.reading import all_with, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGES = ["/account/", "/privacy/seen/", "/es/privacy/"]


@pytest.mark.parametrize(
    ("terms", "lasts"), [(Terms.SHARED, timedelta(seconds=90)), (Terms.PERSON, None), (Terms.STAFF, None)]
)
def test_untouched_screen_lasts_as_long_as_the_sign_in_on_a_shared_device_alone(terms, lasts):
    assert untouched_screen_lasts(terms) == lasts


@pytest.mark.asvs("V7.3.1")
@pytest.mark.parametrize("page", PAGES)
def test_page_on_a_shared_device_carries_its_seconds_with_and_without_script(client, page):
    sign_in(client, make_person()[0], is_shared_device=True)
    prefix = "/es" if page.startswith("/es/") else ""

    answer = client.get(page)

    html = all_with(answer, "html")[0]
    assert (html["data-untouched-seconds"], html["data-untouched"]) == ("90", f"{prefix}/account/untouched/")
    assert html["data-still-here"] == f"{prefix}/account/here/"
    refresh = f'<noscript><meta http-equiv="refresh" content="90;url={prefix}/account/untouched/"></noscript>'
    assert answer.content.decode().count(refresh) == 1
    assert len(scripts_of(answer, "untouched")) == 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("make", [lambda: make_person()[0], make_staff])
def test_page_on_a_device_of_ones_own_carries_nothing_of_it(client, page, make):
    sign_in(client, make())

    assert b"untouched" not in client.get(page).content


@pytest.mark.parametrize("page", ["/", "/es/crisis/", "/account/untouched/"])
def test_public_page_carries_nothing_of_it_also_on_a_shared_device(client, page):
    sign_in(client, make_person()[0], is_shared_device=True)

    answer = client.get(page)

    assert b"refresh" not in answer.content
    assert scripts_of(answer, "untouched") == []


def scripts_of(answer, name: str) -> list[str]:
    return re.findall(rf'<script src="[^"]*{name}[^"]*" defer></script>', answer.content.decode())


def test_page_that_is_touched_keeps_somebody_signed_in_and_a_stranger_is_refused(client, clock):
    sign_in(client, make_person()[0], is_shared_device=True, at=clock.now)
    seen = []

    for seconds in (60, 60, 60, 91, 1):
        clock.goes(seconds=seconds)
        seen.append(client.get("/account/here/").status_code)

    assert seen == [204, 204, 204, 403, 403]


def test_page_that_stands_there_instead_keeps_nobody_signed_in(client, clock):
    begun = sign_in(client, make_person()[0], is_shared_device=True, at=clock.now)

    clock.goes(seconds=60)
    elsewhere = client.get("/account/untouched/")
    seen_at = SignIn.objects.get(pk=begun.pk).seen_at
    clock.goes(seconds=31)
    over = client.get("/account/untouched/")

    assert [answer.headers["Cache-Control"] for answer in (elsewhere, over)] == ["no-store"] * 2
    assert ("You are still signed in" in words(elsewhere), "You were signed out" in words(over)) == (True, True)
    assert seen_at == begun.seen_at
