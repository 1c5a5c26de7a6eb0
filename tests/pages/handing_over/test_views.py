"""From a path to a hand-over: the places go on, and nothing of the look is kept."""

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.referrals.models import Referral
from referrals.on_call import keep_coordinators
from referrals.sending.desks import at_the_desk
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(db):
    forget_index()
    keep_coordinators(at=timezone.now())
    yield
    forget_index()


def test_path_is_handed_over_with_its_places_in_order():
    client, _, _ = at_the_desk()
    place = make_facility(codes="SA OP ORT BU BUM MM MU CBT IND GRP MD OTP")

    found = client.post("/referrals/paths/", {"place": "62701"}).content.decode()
    form = client.post("/referrals/new/", {"pick": place.public_id}).content.decode()

    assert f'name="pick" value="{place.public_id}"' in found
    assert f'id="pick-{place.public_id}" checked' in form
    assert Referral.objects.count() == 0


def test_looking_for_a_path_stores_nothing():
    client, _, _ = at_the_desk()
    make_facility()
    client.get("/referrals/paths/")
    before = everything_stored()

    client.post("/referrals/paths/", {"place": "62701", "matters": "payment:medicaid"})

    after = everything_stored()
    assert [table for table in after if after[table] != before[table]] == []


@pytest.mark.parametrize("place", ["", "Nowhereville, ZZ"])
def test_place_that_nobody_knows_is_said_beside_its_field(place):
    client, _, _ = at_the_desk()

    answer = client.post("/referrals/paths/", {"place": place})

    assert ('id="error-place"' in answer.content.decode(), answer.status_code) == (True, 422)


def test_stranger_is_asked_to_sign_in_and_a_lead_finds_nothing(client):
    lead, _, _ = at_the_desk(role="lead")

    answers = [client.post("/referrals/paths/", {"place": "62701"}), lead.get("/referrals/paths/")]

    assert [answer.status_code for answer in answers] == [302, 404]
