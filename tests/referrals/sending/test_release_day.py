"""A day of release moves after custody has sent somebody: told by a number, and nothing comes back (S24)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.privacy.models import AuditEntry
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from pages.reading import led_to
from referrals.on_call import keep_coordinators
from referrals.samples import moved
from referrals.sending.desks import FORM, at_the_desk

pytestmark = pytest.mark.django_db
PAGE = "/referrals/release-day/"
FIRST_DAY = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


def days_ahead(days):
    return (timezone.now() + timedelta(days=days)).date()


def handed_over(jail, **typed):
    """The page that says that it was received, and the referral."""
    release = FIRST_DAY | {"release_on": days_ahead(21).isoformat(), "no_release_day": "", "agrees": "later"}
    answer = jail.post("/referrals/new/", FORM | release | typed)
    return main_of(answer), Referral.objects.latest("pk")


def main_of(answer):
    shown = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", shown)


def spoken(number):
    return f"{number[:4]}\u00a0{number[4:8]}\u00a0{number[8:]}"


def test_jail_moves_the_day_by_the_number_it_got_and_reads_that_it_was_received():
    jail, user, _ = at_the_desk(kind="custody", role="officer")
    received, referral = handed_over(jail)

    home = jail.get("/referrals/").content.decode()
    typed = {"number": spoken(referral.public_id).upper(), "release_on": days_ahead(40).isoformat()}
    answer = jail.post(PAGE, FIRST_DAY | typed | {"first_day_medicine": "injection"})

    referral.refresh_from_db()
    assert (spoken(referral.public_id) in received, PAGE in home) == (True, True)
    assert (answer.status_code, "Received" in main_of(answer)) == (200, True)
    assert (referral.release_on, referral.first_day_medicine) == (days_ahead(40), "injection")
    assert AuditEntry.objects.get(what="referral.first_day").by_id == user.public_id


def test_jail_that_knew_no_day_tells_it_later():
    jail, _, _ = at_the_desk(kind="custody", role="officer")
    _, referral = handed_over(jail, release_on="", no_release_day="yes")

    jail.post(PAGE, FIRST_DAY | {"number": referral.public_id, "release_on": days_ahead(40).isoformat()})

    referral.refresh_from_db()
    assert (referral.release_on, referral.first_day_naloxone) == (days_ahead(40), "handed_over")


def test_what_became_of_it_changes_no_word_of_the_answer():
    jail, _, _ = at_the_desk(kind="custody", role="officer")
    (_, open_one), (_, ended) = handed_over(jail), handed_over(jail, key="hgfedcba")
    moved(ended, Stage.IN_ERROR)
    typed = [{"release_on": days_ahead(days).isoformat()} | FIRST_DAY for days in (40, -2)]
    typed.append({"release_on": days_ahead(40).isoformat()})

    pages = [[jail.post(PAGE, {"number": each.public_id} | form) for each in (open_one, ended)] for form in typed]

    alike = [main_of(one).replace(open_one.public_id, ended.public_id) == main_of(other) for one, other in pages]
    assert (alike, [one.status_code for one, _ in pages]) == ([True] * 3, [200, 422, 422])
    assert Referral.objects.get(pk=ended.pk).release_on == days_ahead(21)


@pytest.mark.parametrize("whose", ["another", "guessed"])
def test_number_of_somebody_else_moves_nothing(whose):
    jail, _, _ = at_the_desk(kind="custody", role="officer")
    other, _, _ = at_the_desk(kind="custody", role="officer")
    _, referral = handed_over(other)
    number = referral.public_id if whose == "another" else "guessed"

    answer = jail.post(PAGE, FIRST_DAY | {"number": number, "release_on": days_ahead(40).isoformat()})

    referral.refresh_from_db()
    assert (answer.status_code, "We know no such number of yours." in main_of(answer)) == (422, True)
    assert referral.release_on == days_ahead(21)


@pytest.mark.parametrize(("kind", "role"), [("police", "officer"), ("hospital", "nurse"), ("prison_health", "nurse")])
def test_nobody_but_custody_has_this_page(kind, role):
    client, _, _ = at_the_desk(kind=kind, role=role)

    assert [client.get(PAGE).status_code, client.post(PAGE).status_code] == [404, 404]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"number": "abcd"}, "number"), ({"release_on": "soon"}, "release_on"), ({"release_on": ""}, "release_on")],
)
def test_what_is_refused_is_marked_at_its_field(wrong, field):
    jail, _, _ = at_the_desk(kind="custody", role="officer")
    _, referral = handed_over(jail)
    typed = FIRST_DAY | {"number": referral.public_id, "release_on": days_ahead(30).isoformat()}

    page = jail.post(PAGE, typed | wrong)

    assert (page.status_code, led_to(page)) == (422, [field])
