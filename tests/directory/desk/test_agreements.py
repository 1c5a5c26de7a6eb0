"""The operator's role and the signed papers, as the desk shows and keeps them (S18)."""

from datetime import date

import pytest

from accounts.people import make_organization
from directory.desk_pages import queries_of, signed_in
from factories import make_operator
from handrail.directory.desk.agreement_words import ACCOUNTS, KINDS, NOTICES, ROLES, SEEN
from handrail.privacy.domain.operator_roles import Accounting, AgreementKind, NoticeOwed, OperatorRole, Seen
from handrail.privacy.models import Agreement, AgreementEnd
from pages.reading import led_to, words
from privacy.papers import stand_with

pytestmark = pytest.mark.django_db
PAPER = {"kind": "qsoa", "begins_on": "2026-01-02", "ends_on": "", "where": "Cabinet 3"}


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def desk(operator):
    return signed_in(operator)


@pytest.fixture
def clinic():
    return make_organization()


def address(organization):
    return f"/desk/agreements/{organization.public_id}/"


def test_page_says_that_the_role_is_unset_and_how_to_set_it(desk, settings):
    settings.OPERATOR_ROLE = ""

    page = words(desk.get("/desk/agreements/"))

    assert "Not set. Nothing is handed over, and referrals stay off." in page
    assert "HANDRAIL_OPERATOR_ROLE" in page


@pytest.mark.parametrize("role", OperatorRole)
def test_page_says_what_follows_from_the_role(desk, settings, role):
    settings.OPERATOR_ROLE = role.value

    page = words(desk.get("/desk/agreements/"))

    assert ROLES[role] in page
    assert "Our coordinators see the clock, a number, the programs" in page


def test_operator_writes_a_paper_down(desk, operator, clinic):
    answer = desk.post(address(clinic), PAPER, follow=True)

    row = Agreement.objects.get()
    assert (row.organization_id, row.kind, row.begins_on, row.ends_on) == (
        clinic.public_id,
        "qsoa",
        date(2026, 1, 2),
        None,
    )
    assert row.recorded_by == operator.public_id
    assert "Saved: the agreement is written down." in words(answer)
    assert "Holds today" in words(answer)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "promise"}, "Choose what was signed."),
        ({"begins_on": "yesterday"}, "Write each day as year, month and day"),
        ({"ends_on": "2026-01-02"}, "This agreement would end before it begins."),
        ({"where": " "}, "Say where the signed paper lies."),
        ({"end": "another"}, "Choose what was signed."),
    ],
)
def test_paper_that_cannot_be_is_refused_and_what_was_typed_stays(desk, clinic, wrong, said):
    answer = desk.post(address(clinic), PAPER | {"where": "Cabinet 3"} | wrong)

    assert (answer.status_code, Agreement.objects.count()) == (422, 0)
    assert said in words(answer)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"where": " "}, "where"), ({"begins_on": "yesterday"}, "begins_on"), ({"ends_on": "2026-01-02"}, "ends_on")],
)
def test_refusal_leads_to_what_is_wrong_in_a_paper(desk, clinic, wrong, field):
    answer = desk.post(address(clinic), PAPER | wrong)

    assert led_to(answer) == [field]


def test_refusal_leads_to_the_day_of_the_very_paper_that_was_to_end(desk, clinic):
    stand_with(clinic.public_id)
    (row,) = Agreement.objects.filter(organization_id=clinic.public_id)

    answer = desk.post(address(clinic), {"end": row.public_id, "on": "soon"})

    assert led_to(answer) == [f"on-{row.public_id}"]


def test_operator_ends_a_paper(desk, clinic):
    (row,) = stand_with(clinic.public_id)

    answer = desk.post(address(clinic), {"end": row.public_id, "on": "2026-10-01"}, follow=True)

    assert AgreementEnd.objects.get().ends_on == date(2026, 10, 1)
    assert "ended on October 1, 2026" in words(answer)
    assert "Does not hold today" in words(answer)


def test_paper_of_another_organization_is_not_ended_here(desk, clinic):
    (row,) = stand_with("another")

    answer = desk.post(address(clinic), {"end": row.public_id, "on": "2026-10-01"})

    assert (answer.status_code, AgreementEnd.objects.count()) == (422, 0)


@pytest.mark.parametrize("path", ["/desk/agreements/", "of the clinic"])
def test_three_rows_take_no_more_queries_than_one(desk, clinic, path):
    path = address(clinic) if path == "of the clinic" else path
    stand_with(clinic.public_id)
    one = queries_of(desk, path)
    for name in ("Second Clinic", "Third Clinic"):
        stand_with(make_organization(name=name).public_id, clinic.public_id)

    three = queries_of(desk, path)
    page = words(desk.get(path))

    assert three == one
    assert page.count(KINDS[AgreementKind.QSOA]) >= 3


def test_everything_has_words():
    assert [set(each) for each in (ROLES, NOTICES, ACCOUNTS, SEEN, KINDS)] == [
        set(each) for each in (OperatorRole, NoticeOwed, Accounting, Seen, AgreementKind)
    ]
