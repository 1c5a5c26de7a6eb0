"""Looking changes nothing, and leaves nothing in the browser's keeping."""

import pytest
from django.test import Client

from every_address import every_route, filled_in
from factories import make_claim, make_correction, make_facility, make_person_request, make_privacy_officer
from handrail.privacy.domain.actors import PRODUCT
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.sides import Side
from referrals.mirroring.quarters import publish_for_state
from referrals.samples import NOON, make_referral, make_sender
from signing_in import sign_in
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db

SESSIONS = "django_session"  # the first page with a form brings a token into the session
DESK = sorted(route for route in every_route() if route.removeprefix("es/").startswith("desk/"))


@pytest.fixture
def desk():
    facility = make_facility()
    operator = Client()
    sign_in(operator, make_privacy_officer())
    ids = {"public_id": facility.public_id, "correction": make_correction(facility=facility).public_id}
    ids["request_id"] = make_person_request().public_id
    claim = make_claim(facility=facility)
    ids |= {"claim": claim.public_id, "organization": claim.organization.public_id, "roster": "warm-handover"}
    ids["period"] = publish_for_state()
    ids |= referral_to_call()
    return lambda route: operator.get(filled_in(route, **ids))


def referral_to_call() -> dict[str, str]:
    """One whose program must be rung."""
    sender, _ = make_sender()
    referral = make_referral(sender=sender)
    (question,) = ask(referral=referral, facilities=[make_facility()], side=Side.SENDER, by=PRODUCT, at=NOON)
    return {"referral": referral.public_id, "question": question.public_id}


@pytest.mark.asvs("V3.5.3")
@pytest.mark.parametrize("route", DESK)
def test_looking_at_the_desk_changes_nothing(desk, route):
    before = everything_stored()

    response = desk(route)

    after = everything_stored()
    assert response.status_code == 200
    changed = {table for table, rows in after.items() if rows != before[table]} - {SESSIONS}
    assert changed == set()


@pytest.mark.asvs("V14.3.2")
@pytest.mark.parametrize("route", [*DESK, "admin/"])
def test_page_behind_a_door_is_kept_by_nobody(desk, route):
    assert "no-store" in desk(route).headers["Cache-Control"]
