"""What I agreed to: mine alone, with the words I signed, withdrawn by one press (S19)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.people import make_staff
from handrail.accounts.queries import acting_for_themselves
from handrail.privacy.consenting.actions import end_consent, withdraw_consent
from handrail.privacy.domain.consents import Condition, ConsentKind, Information, Purpose
from handrail.privacy.models import AuditEntry, Consent
from pages.my_data.conftest import DAY, WORDS, ask_for, browser_of, consent_between
from signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent(rosa, clinic, hospital, now):
    return consent_between(rosa, clinic, hospital, at=now - DAY)


def test_consents_are_told_in_words_with_who_what_why_and_until_when(browser, consent):
    page = browser.get("/privacy/consents/").content.decode()

    for words in ("In force", "Hope Clinic", "County Hospital", "your medicines", "your treatment"):
        assert words in page, words


def test_one_consent_shows_the_words_that_were_signed_and_what_withdrawing_means(browser, consent):
    page = browser.get(f"/privacy/consents/{consent.public_id}/").content.decode()

    assert f'lang="en">{WORDS}</p>' in page
    assert "Version 7 of these words" in page
    assert "what was told before stays known" in page


def test_withdrawn_by_one_press_nothing_more_goes_by_it(browser, rosa, consent, clinic, hospital, now):
    before = ask_for(rosa, clinic, hospital, at=now)

    response = browser.post(f"/privacy/consents/{consent.public_id}/", follow=True)

    after = ask_for(rosa, clinic, hospital, at=now + DAY)
    assert (before.is_allowed, after.is_allowed, after.rule) == (True, False, "revoked")
    assert "From now on nothing goes by this consent." in response.content.decode()
    entry = AuditEntry.objects.get(what="consent.withdrawn")
    assert (entry.by_kind, entry.by_id) == ("person", rosa.public_id)


def test_pressed_twice_it_is_withdrawn_once(browser, consent):
    path = f"/privacy/consents/{consent.public_id}/"

    browser.post(path)
    first = Consent.objects.get().revoked_at
    browser.post(path)

    assert Consent.objects.get().revoked_at == first
    assert AuditEntry.objects.filter(what="consent.withdrawn").count() == 1


def test_withdrawn_elsewhere_while_the_page_was_open_it_stays_so_and_the_page_says_it(browser, rosa, consent, now):
    open_page = browser.get(f"/privacy/consents/{consent.public_id}/").content.decode()
    withdrawn = withdraw_consent(consent=consent, by=acting_for_themselves(rosa), at=now)

    browser.post(f"/privacy/consents/{consent.public_id}/")

    later = browser.get(f"/privacy/consents/{consent.public_id}/").content.decode()
    assert Consent.objects.get().revoked_at == withdrawn.revoked_at
    assert ("Withdraw this consent" in open_page, "Withdraw this consent" in later) == (True, False)


def test_ended_consents_stand_below_those_in_force(browser, rosa, clinic, hospital, now):
    ended = consent_between(rosa, clinic, hospital, at=now - DAY / 2, kind=ConsentKind.CARE)
    end_consent(consent=ended, by=acting_for_themselves(rosa), at=now)
    consent_between(rosa, clinic, hospital, at=now - DAY)

    page = browser.get("/privacy/consents/").content.decode()

    assert page.index("In force") < page.index("Ended")


def test_what_a_court_may_hold_is_said_before_and_after(browser, rosa, clinic, hospital, now):
    held = consent_between(
        rosa,
        clinic,
        hospital,
        at=now - DAY,
        kind=ConsentKind.JUSTICE,
        information=frozenset({Information.ATTENDING}),
        purposes=frozenset({Purpose.SUPERVISION}),
        condition=Condition.PAROLE,
        irrevocable_until=now + 90 * DAY,
    )
    path = f"/privacy/consents/{held.public_id}/"

    before = browser.get(path).content.decode()
    after = browser.post(path, follow=True).content.decode()

    assert "A court may hold this consent until" in before
    assert "A court may hold it until its matter is over." in after
    assert "Withdrawn, but a court may hold it for now" in after


@pytest.mark.parametrize("who", ["another person", "staff", "superuser", "operator"])
def test_nobody_else_finds_or_withdraws_it(consent, clinic, sam, who, django_user_model):
    people = {
        "another person": lambda: sam,
        "staff": lambda: make_staff(organization=clinic),
        "operator": lambda: django_user_model.objects.create_user("operator", is_staff=True),
        "superuser": lambda: django_user_model.objects.create_superuser("root"),
    }
    other, path = browser_of(people[who]()), f"/privacy/consents/{consent.public_id}/"

    answers = [other.get(path), other.post(path)]
    listed = other.get("/privacy/consents/").content.decode()

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Hope Clinic" not in listed
    assert Consent.objects.get().revoked_at is None


def test_stranger_and_who_proved_it_long_ago_withdraw_nothing(rosa, consent, client, now):
    path = f"/privacy/consents/{consent.public_id}/"
    stale = browser_of(rosa, at=now - DAY / 24)

    answers = [client.post(path), stale.post(path)]

    assert [answer.headers["Location"].partition("?")[0] for answer in answers] == [
        "/account/sign-in/",
        "/account/confirm/",
    ]
    assert Consent.objects.get().revoked_at is None


@pytest.mark.asvs("V3.5.1")
def test_form_of_another_site_withdraws_nothing(rosa, consent):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, rosa)

    answer = client.post(f"/privacy/consents/{consent.public_id}/")

    assert (answer.status_code, Consent.objects.get().revoked_at) == (403, None)


def test_one_consent_and_three_take_the_same_number_of_queries(browser, rosa, clinic, hospital, now):
    counts = []
    browser.get("/privacy/consents/")
    for days in (3, 2, 1):
        consent_between(rosa, clinic, hospital, at=now - days * DAY)
        with CaptureQueriesContext(connection) as captured:
            browser.get("/privacy/consents/")
        counts.append(len(captured))

    assert counts[0] == counts[2]
