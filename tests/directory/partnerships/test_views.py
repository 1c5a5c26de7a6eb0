"""The pages of both leads, and for whom there are none."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.desk_pages import queries_of, signed_in
from directory.partnerships_made import Keeper, confirmed, declared
from factories import make_facility, make_operator
from handrail.directory.domain.partnerships import HOLDS, PartnerKind
from handrail.directory.models import Partnership
from pages.reading import words

pytestmark = pytest.mark.django_db
TICKED = {"nobody_pays": "1"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def north():
    return Keeper("north")


@pytest.fixture
def south():
    return Keeper("south")


def test_lead_finds_a_kept_place_declares_and_the_other_confirms(north, south):
    make_facility(name="South Unclaimed")
    client, other = signed_in(north.lead), signed_in(south.lead)

    found = words(client.post(north.pages, {"name": "south"}))
    sent = {"what": "after_withdrawal:first", "ours": north.claim.public_id, **TICKED}
    answer = client.post(f"{north.pages}with/{south.place.public_id}/", sent)
    made = Partnership.objects.get()
    asked = words(other.get(south.pages))
    other.post(f"{south.pages}{made.public_id}/", {"task": "confirm", **TICKED})

    made.refresh_from_db()
    assert "South House" in found
    assert "South Unclaimed" not in found
    assert answer.headers["Location"] == f"{north.pages}{made.public_id}/"
    assert "After withdrawal care with them, people go on with us" in asked
    assert "Waits for you" in asked
    assert made.state.value == "confirmed"


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ("what", "Choose what leads to what."),
        ("ours", "Choose which of your places."),
        ("nobody_pays", "Confirm that nobody pays anybody for this. The law forbids it."),
    ],
)
def test_form_that_leaves_something_out_says_what_and_keeps_the_rest(north, south, left_out, says):
    sent = {"what": "after_withdrawal:first", "ours": north.claim.public_id, **TICKED}
    del sent[left_out]

    answer = signed_in(north.lead).post(f"{north.pages}with/{south.place.public_id}/", sent)

    assert (answer.status_code, Partnership.objects.count()) == (422, 0)
    assert says in words(answer)


def test_declaration_is_found_by_nobody_but_the_two(north, south, now):
    third = Keeper("third")
    before = [public_words(each) for each in (north, south)]
    made = declared(north, south, now)

    pages = [words(signed_in(each.lead).get(each.pages)) for each in (north, south, third)]
    strange = signed_in(third.lead).get(f"{third.pages}{made.public_id}/")
    through = signed_in(third.lead).get(f"{north.pages}{made.public_id}/")

    assert ["people go on with" in page for page in pages] == [True, True, False]
    assert (strange.status_code, through.status_code) == (404, 404)
    assert [public_words(each) for each in (north, south)] == before


def public_words(keeper):
    return words(Client().get(f"/facilities/{keeper.place.public_id}/"))


@pytest.mark.parametrize("role", ["intake", "nurse", "counselor"])
def test_who_is_no_lead_finds_no_such_page(north, role):
    answer = signed_in(north.colleague(role)).get(north.pages)

    assert answer.status_code == 404


def test_lead_ends_it_and_the_other_reads_why(north, south, now):
    made = confirmed(north, south, now)
    sent = {"task": "end", "reason": "We moved away."}

    signed_in(south.lead).post(f"{south.pages}{made.public_id}/", sent)

    told = words(signed_in(north.lead).get(f"{north.pages}{made.public_id}/"))
    assert "Ended by the other side" in told
    assert "We moved away." in told
    assert "Yes, we work together" not in told


def test_lead_is_asked_again_before_it_runs_out(north, south, now):
    made = confirmed(north, south, now - HOLDS + timedelta(days=10))
    client = signed_in(north.lead)

    asked = words(client.get(f"{north.pages}{made.public_id}/"))
    client.post(f"{north.pages}{made.public_id}/", {"task": "again", **TICKED})
    after = words(client.get(f"{north.pages}{made.public_id}/"))

    assert "Is it still so?" in asked
    assert "You said it again. Now the other side must." in after


def test_unknown_task_and_place_are_not_found(north, south, now):
    made, client = declared(north, south, now), signed_in(north.lead)

    task = client.post(f"{north.pages}{made.public_id}/", {"task": "sell"})
    place = client.get(f"{north.pages}with/nowhere/")

    assert (task.status_code, place.status_code) == (404, 404)


def test_operator_sees_what_is_open_and_ends_it(north, south, now):
    made, client = confirmed(north, south, now), signed_in(make_operator())
    listed = words(client.get("/desk/claims/partners/"))

    client.post("/desk/claims/partners/", {"partnership": made.public_id, "reason": "Money was paid."})
    again = client.post("/desk/claims/partners/", {"partnership": made.public_id})

    made.refresh_from_db()
    assert "North House → South House" in listed
    assert (made.ended_as, made.reason, again.status_code) == ("operator", "Money was paid.", 404)


def test_list_asks_the_database_as_often_for_three_as_for_one(north, south, now):
    client = signed_in(north.lead)
    confirmed(north, south, now)
    one = queries_of(client, north.pages)
    for kind in (PartnerKind.AFTER_STAY, PartnerKind.BESIDE_MEDICINE):
        declared(north, south, now, kind=kind)

    assert queries_of(client, north.pages) == one
