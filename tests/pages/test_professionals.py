"""Whoever hands people over for their work finds how they come by an account, and whom they ask."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.people import make_organization, make_person, make_staff
from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.web.page_context import is_demonstration
from pages.reading import all_with
from signing_in import sign_in

pytestmark = pytest.mark.django_db
HERE = "/for-professionals/"
NOBODY = "Whoever runs this site has not said yet how to reach them."


def said(path=HERE) -> str:
    return Client().get(path).content.decode()


@pytest.fixture(autouse=True)
def nobody_named(settings):
    settings.OPERATOR_NAME = settings.OPERATOR_EMAIL = settings.OPERATOR_PHONE = ""


def test_it_names_every_kind_that_can_join_and_whom_to_ask(settings):
    settings.OPERATOR_NAME, settings.OPERATOR_EMAIL = "Example County", "office@example.org"
    settings.OPERATOR_PHONE = "617-555-0100"

    page = said()

    for kind in ("Hospital or clinic", "Health service of a jail or prison", "Police, court", "State agency"):
        assert kind in page
    assert "Example County" in page
    assert '<a href="mailto:office@example.org">office@example.org</a>' in page
    assert '<a href="tel:+16175550100">617-555-0100</a>' in page
    assert NOBODY not in page


def test_where_nobody_is_named_it_says_so():
    page = said()

    assert NOBODY in page
    assert "mailto:" not in page


def test_a_demonstration_says_that_its_operator_invites(at):
    declare(kind=InstallationKind.DEMONSTRATION, at=at)
    is_demonstration.forget()

    page = said()
    is_demonstration.forget()

    assert "Nobody: this is a demonstration." in page
    assert NOBODY not in page


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("", "Handing over is not switched on here yet."),
        ("part2_program", "a paper that you and we are one legal entity; a qualified service organization agreement"),
        ("ba_qso", "Our agreement is one of these: a qualified service organization agreement (42 CFR 2.11)."),
        ("intermediary", "A call back at its listed number, and our agreement<"),
        ("consumer_service", "Here people ask for themselves. Organizations hand nobody over."),
    ],
)
def test_the_papers_are_those_that_our_own_role_asks_for(role, told, settings):
    settings.OPERATOR_ROLE = role

    assert told in said()


def test_it_asks_the_database_nothing():
    said()

    with CaptureQueriesContext(connection) as queries:
        said()

    assert [query["sql"] for query in queries] == []


@pytest.mark.parametrize("path", ["/", "/account/sign-in/", "/account/new/"])
def test_one_link_leads_there_from_the_foot_of_the_home_page_and_one_more_from_where_accounts_begin(path):
    links = all_with(Client().get(path), "a", href=HERE)

    assert len(links) == (1 if path == "/" else 2)


def test_who_has_an_account_and_works_nowhere_yet_is_led_there(at):
    person, nurse = Client(), Client()
    sign_in(person, make_person()[0])
    sign_in(nurse, make_staff(organization=make_organization(kind="hospital"), role="nurse"))

    pages = [client.get("/account/").content.decode() for client in (person, nurse)]

    assert ["I refer people, or work for a program" in page for page in pages] == [True, False]


def test_it_is_told_in_spanish():
    page = said(f"/es{HERE}")

    assert "<h1>Para profesionales</h1>" in page
