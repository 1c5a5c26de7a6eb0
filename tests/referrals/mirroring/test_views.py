import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.people import make_organization, make_staff
from factories import make_facility, make_operator
from handrail.accounts.models import Membership
from handrail.directory.models import Facility
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.models import PublishedPeriod
from referrals.mirroring.quarters import a_quarter, publish_all, publish_large
from referrals.samples import NOON, make_program
from signing_in import sign_in

pytestmark = pytest.mark.django_db

HIDDEN = "\u2013 not shown"


def member(kind: str, role: str) -> Client:
    client = Client()
    sign_in(
        client,
        make_staff(organization=make_organization(name=f"Of {kind}", kind=kind), role=role, word=f"works-{len(kind)}"),
    )
    return client


def operator() -> Client:
    client = Client()
    sign_in(client, make_operator())
    return client


def words_of(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


TABLES = ("source", "need", "language", "payer", "said", "unmet", "waiting")


def addresses(facility) -> list[str]:
    tables = [f"2026-Q4/{table}.csv" for table in TABLES]
    years = ["2026/", "2026/program.csv", "2026/rural.csv", f"2026/programs/{facility.public_id}/"]
    return [f"/referrals/mirror/{rest}" for rest in ("", "2026-Q4/", *tables, *years)]


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        ("hospital", "nurse", 200),
        ("program", "lead", 200),
        ("peer_organization", "peer", 200),
        ("prison_health", "privacy_officer", 200),
        ("police", "officer", 404),
        ("custody", "lead", 404),
        ("referral_service", "referrer", 404),
        ("operator", "writer", 404),
        ("operator", "desk", 200),
    ],
)
def test_members_of_the_network_see_the_mirror_and_nobody_else(kind, role, status):
    facility = a_quarter(came=1, turned_away=0)
    publish_all()
    client = member(kind, role)

    answers = {address: client.get(address).status_code for address in addresses(facility)}

    assert answers == dict.fromkeys(addresses(facility), status)


def test_a_nurse_who_also_works_for_custody_sees_none():
    client, user = Client(), make_staff(organization=make_organization(name="Clinic", kind="clinic"), role="nurse")
    jail = make_organization(name="Jail", kind="custody")
    Membership.objects.create(organization=jail, user=user, role="officer", began_at=NOON)
    sign_in(client, user)

    assert client.get("/referrals/mirror/").status_code == 404


def test_before_the_first_quarter_the_page_says_when_it_comes():
    said = words_of(member("clinic", "nurse").get("/referrals/mirror/"))

    assert "No quarter is published yet. The first one comes 30 days after its end." in said


def test_quarter_shows_eleven_and_more_with_a_drawing_and_its_table():
    publish_large("north", "south")

    page = operator().get("/referrals/mirror/2026-Q2/")
    said = words_of(page)

    assert "April to June 2026" in said
    assert "Asked for 924" in said
    assert page.content.decode().count('<svg class="picture left"') == 6
    assert page.content.decode().count("<details") == 6


def test_small_numbers_are_on_no_page_and_in_no_file():
    """Among 924 people 6 lacked papers and 9 did not come; no row has more than 3 of either."""
    (_, one), (_, other) = make_program(), make_program()
    publish_large(one.public_id, other.public_id)
    client = operator()

    said = words_of(client.get("/referrals/mirror/2026-Q2/"))
    paths = [path.replace("-Q4", "-Q2") for path in addresses(one) if path.endswith(".csv")]
    files = [client.get(path).content.decode() for path in paths]
    numbers = {int(cell) for text in files for line in text.splitlines() for cell in line.split(",") if cell.isdigit()}

    assert f"Papers were missing {HIDDEN}" in said
    assert f"Did not come {HIDDEN}" in said
    assert numbers & set(range(11)) - hours_shown(files) == set()
    assert [len(text.splitlines()) for text in files] == [9, 8, 5, 10, 5, 5, 8, 5, 3]


def hours_shown(files: list[str]) -> set[int]:
    """Waits are hours and no people: the columns that are named so."""
    found = set()
    for text in files:
        header, *lines = [line.split(",") for line in text.splitlines()]
        found |= {
            int(line[at]) for line in lines for at, name in enumerate(header) if "hours" in name and line[at].isdigit()
        }
    return found


def test_few_people_leave_a_page_without_numbers():
    a_quarter(came=10, turned_away=0)
    publish_all()

    said = words_of(operator().get("/referrals/mirror/2026-Q4/"))

    assert "Too few people were handed on in this quarter. So no number is shown." in said
    assert "Asked for" not in said


def test_five_facts_of_a_program_stand_on_its_page():
    (_, one), (_, other) = make_program(), make_program()
    publish_large(one.public_id, other.public_id)

    pages = [words_of(operator().get(f"/referrals/mirror/2026/programs/{each.public_id}/")) for each in (one, other)]

    assert [page.count("Half had one within 2 hours.") for page in pages] == [1, 1]
    assert [page.count("Half of those who got one had it within 25 hours.") for page in pages] == [1, 1]
    assert [page.count("Too few people to say.") for page in pages] == [0, 0]


def test_a_program_that_kept_no_page_has_no_page_of_facts():
    a_quarter(came=1, turned_away=0)
    publish_all()

    answer = operator().get(f"/referrals/mirror/2026/programs/{make_facility().public_id}/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "rest", ["2026-Q3/", "2026-Q9/", "26/", "nonsense/", "2026-Q4/program.csv", "2026-Q4/columns.csv"]
)
def test_what_is_not_published_is_not_found(rest):
    a_quarter(came=1, turned_away=0)
    publish_all()

    assert operator().get(f"/referrals/mirror/{rest}").status_code == 404


def test_a_name_that_begins_like_a_formula_is_text_in_the_file():
    facility = a_quarter(came=1, turned_away=0)
    Facility.objects.filter(pk=facility.pk).update(name="=HYPERLINK(1)")
    publish_all()

    response = operator().get("/referrals/mirror/2026/program.csv")

    assert "'=HYPERLINK(1)" in response.content.decode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="numbers-2026-program.csv"'


def test_year_page_asks_as_often_for_three_programs_as_for_one():
    a_quarter(came=1, turned_away=0)
    publish_all()
    client = operator()
    client.get("/referrals/mirror/2026/")
    with CaptureQueriesContext(connection) as one:
        client.get("/referrals/mirror/2026/")
    row = PublishedPeriod.objects.get(what="year")
    program = row.tables["program"][0]
    others = [{**program, "label": make_program()[1].public_id} for _ in range(2)]
    tables = {**row.tables, "program": [*others, *row.tables["program"]]}
    PublishedPeriod.objects.create(what="year", period="2027", published_at=row.published_at, tables=tables)

    with CaptureQueriesContext(connection) as three:
        said = words_of(client.get("/referrals/mirror/2027/"))

    assert said.count("Example Recovery Center") == 3
    assert len(three) == len(one)


def test_state_report_is_the_operators_and_counts_who_injects():
    a_quarter(came=14, turned_away=12, is_injecting=True)
    publish_all()

    said = words_of(operator().get("/desk/referrals/grant-report/"))
    lines = operator().get("/desk/referrals/grant-report/2026-Q4.csv").content.decode().splitlines()
    strangers = {
        member(kind, "lead").get("/desk/referrals/grant-report/2026-Q4.csv").status_code
        for kind in ("clinic", "police")
    }

    assert "Requests of people who inject drugs 26" in said
    assert "Admitted within 14 days 14" in said or f"Admitted within 14 days {HIDDEN}" in said
    assert (lines[0], lines[6]) == ("quarter,what,number", "2026-Q4,requests,26")
    assert [line.split(",")[1] for line in lines[7:]] == [f"unmet_searches_{missed}" for missed in Missed]
    assert strangers == {404}


def test_an_official_of_the_state_reads_numbers_and_nothing_else():
    a_quarter(came=14, turned_away=12, is_injecting=True)
    publish_all()
    official = member("operator", "desk")

    account = official.get("/account/").content.decode()
    report = official.get("/desk/referrals/grant-report/").content.decode()
    file = official.get("/desk/referrals/grant-report/2026-Q4.csv").content.decode()
    shut = {official.get(address).status_code for address in ("/desk/", "/desk/referrals/", "/referrals/", "/cms/")}

    assert re.findall(r'href="(/(?:referrals|desk)/[^"]*)"', account) == [
        "/referrals/mirror/",
        "/desk/referrals/grant-report/",
    ]
    assert re.findall(r'<li><a href="(/(?:referrals|desk)/[^"]*)"', report) == [
        "/referrals/mirror/",
        "/desk/referrals/grant-report/",
    ]
    assert "2026-Q4,requests,26" in file
    assert shut == {404}


@pytest.mark.parametrize(
    ("kind", "role", "desk", "links"),
    [
        ("hospital", "nurse", "/referrals/", 1),
        ("program", "lead", "/referrals/inbox/", 1),
        ("police", "officer", "/referrals/", 0),
    ],
)
def test_who_works_in_the_network_finds_the_mirror_from_their_own_desk(kind, role, desk, links):
    page = member(kind, role).get(desk).content.decode()

    assert page.count('href="/referrals/mirror/"') == links


def test_mirror_is_told_in_spanish():
    a_quarter(came=14, turned_away=12)
    publish_all()

    page = operator().get("/es/referrals/mirror/")

    assert "Cómo llegaron las personas a la atención" in page.content.decode()
