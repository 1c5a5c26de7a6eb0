"""The page of keys: for leads, who show again who they are; operators end keys and make none."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization, make_staff
from directory.desk_pages import queries_of
from factories import make_operator
from handrail.accounts.domain.roles import ROLES, Kind, Role
from handrail.accounts.models import ApiKey
from pages.reading import all_with, led_to, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
NEW = {"label": "Bed board", "days": "90"}


def browser_of(user, *, at=None) -> Client:
    client = Client()
    sign_in(client, user, at=at)
    return client


@pytest.fixture
def organization():
    return make_organization()


@pytest.fixture
def page(organization):
    return f"/account/team/{organization.public_id}/keys/"


@pytest.fixture
def lead(organization):
    return browser_of(make_staff(organization=organization))


def test_lead_makes_a_key_and_sees_it_once(lead, page):
    made = lead.post(page, NEW)
    (secret,) = [each.strip() for each in words(made).split() if each.startswith("hrk_") and len(each) == 36]

    again = lead.get(page)

    assert made.status_code == 200
    assert "We show it this once" in words(made)
    assert secret not in again.content.decode()
    assert (ApiKey.objects.get().prefix in words(again), ApiKey.objects.get().days) == (True, 90)
    assert again.headers["Cache-Control"] == "no-store"


def test_lead_ends_a_key(lead, page):
    lead.post(page, NEW)
    (button,) = all_with(lead.get(page), "button", name="revoke")

    answer = lead.post(page, {"revoke": button["value"]})

    assert (answer.status_code, answer.url) == (302, page)
    assert ApiKey.objects.get().revoked_at is not None
    assert "Ended on" in words(lead.get(page))


@pytest.mark.parametrize("wrong", [{"label": " "}, {"days": "400"}, {"days": "30.5"}, {"days": ""}])
def test_wrong_form_keeps_what_was_typed_and_makes_nothing(lead, page, wrong):
    answer = lead.post(page, NEW | wrong)

    (field,) = all_with(answer, "input", name="label")
    assert (answer.status_code, field["value"], ApiKey.objects.count()) == (422, (NEW | wrong)["label"].strip(), 0)


def test_operator_ends_a_key_and_makes_none(lead, page):
    lead.post(page, NEW)
    operator = browser_of(make_operator())

    refused = operator.post(page, NEW)
    ended = operator.post(page, {"revoke": ApiKey.objects.get().public_id})

    assert (refused.status_code, ended.status_code, ApiKey.objects.count()) == (422, 302, 1)
    assert "Only a lead of the organization can make a key." in words(refused)
    assert ApiKey.objects.get().revoked_at is not None


@pytest.mark.asvs("V8.2.1")
@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind in Kind for role in sorted(ROLES[kind])])
def test_only_leads_of_programs_and_clinics_find_the_page(kind, role):
    organization = make_organization(kind=kind)
    member = browser_of(make_staff(organization=organization, role=role))

    answer = member.get(f"/account/team/{organization.public_id}/keys/")

    is_theirs = role is Role.LEAD and kind in (Kind.PROGRAM, Kind.CLINIC)
    assert answer.status_code == (200 if is_theirs else 404)
    assert ("Keys for your system" in words(member.get("/account/"))) is is_theirs


def test_page_of_the_team_leads_leads_and_operators_to_the_keys(lead, organization, page):
    team = f"/account/team/{organization.public_id}/"

    links = [all_with(browser.get(team), "a", href=page) for browser in (lead, browser_of(make_operator()))]

    assert [len(found) for found in links] == [1, 1]


def test_lead_of_another_organization_finds_no_key_and_ends_none(lead, page):
    lead.post(page, NEW)
    other = make_organization()
    stranger = browser_of(make_staff(organization=other, word="far"))
    key = ApiKey.objects.get().public_id

    answers = [stranger.get(page), stranger.post(f"/account/team/{other.public_id}/keys/", {"revoke": key})]

    assert [answer.status_code for answer in answers] == [404, 302]
    assert ApiKey.objects.get().revoked_at is None


def test_page_asks_who_one_is_after_a_while(organization, page):
    client = browser_of(make_staff(organization=organization), at=timezone.now() - timedelta(minutes=14))

    answers = [client.get(page), client.post(page, NEW)]

    assert [answer.headers["Location"].startswith("/account/confirm/") for answer in answers] == [True, True]
    assert ApiKey.objects.count() == 0


def test_page_of_keys_asks_the_same_for_one_and_three(lead, page):
    lead.post(page, NEW)
    with_one = queries_of(lead, page)
    for _ in range(2):
        lead.post(page, NEW)

    with_three = queries_of(lead, page)

    assert (with_three, ApiKey.objects.count()) == (with_one, 3)


def test_refusal_leads_to_the_name_that_is_missing(lead, page):
    refused = lead.post(page, {**NEW, "label": " "})

    assert (refused.status_code, ApiKey.objects.count()) == (422, 0)
    assert led_to(refused) == ["label"]
