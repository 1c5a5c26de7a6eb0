"""From a path to a hand-over: the places go on, and nothing of the look is kept."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.meetings.index.live import forget_meetings
from handrail.pages.choices import MATTERS, OTHER_PAYMENTS, OTHER_WISHES
from handrail.pages.forms import Search
from handrail.pages.handing_over.carried_need import carried_fields
from handrail.referrals.models import Referral
from meeting_rows import make_stored_meeting
from pages.reading import words
from referrals.on_call import keep_coordinators
from referrals.sending.desks import at_the_desk
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(db):
    forget_index()
    forget_meetings()
    keep_coordinators(at=timezone.now())
    yield
    forget_index()
    forget_meetings()


def test_path_is_handed_over_with_its_places_in_order():
    client, _, _ = at_the_desk()
    place = make_facility(codes="SA OP ORT BU BUM MM MU CBT IND GRP MD OTP")

    found = client.post("/referrals/paths/", {"place": "62701"}).content.decode()
    form = client.post("/referrals/new/", {"pick": place.public_id}).content.decode()

    assert f'name="pick" value="{place.public_id}"' in found
    assert f'value="{place.public_id} 1" selected' in form
    assert Referral.objects.count() == 0


def test_last_leg_names_meetings_to_who_hands_over_and_leads_nowhere():
    client, _, _ = at_the_desk()
    make_facility(codes="SA OP ORT BU BUM MM MU CBT IND GRP MD OTP")
    start = datetime.now(ZoneInfo("America/Chicago")) + timedelta(minutes=30)
    day, hour = str(start.isoweekday() % 7), start.time().replace(second=0, microsecond=0)
    meeting = make_stored_meeting(name="Room of Chairs", weekdays=day, start=hour)

    found = client.post("/referrals/paths/", {"place": "62701"})

    assert "Room of Chairs" in words(found)
    assert "No meeting decides about a person\u2019s medicine." in words(found)
    assert "your medicine" not in words(found)
    assert meeting.public_id not in found.content.decode()


def test_without_lists_the_last_leg_says_so_to_who_hands_over():
    client, _, _ = at_the_desk()
    make_facility(codes="SA OP ORT BU BUM MM MU CBT IND GRP MD OTP")

    found = client.post("/es/referrals/paths/", {"place": "62701"})

    assert "Pregunte al programa por una cerca de la persona." in words(found)


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


def hidden_fields(page: str) -> dict[str, str]:
    """What the button "Hand over by this path" of the first card sends on, besides the seal of the form."""
    form = page.partition('action="/referrals/new/"')[2].partition("</form>")[0]
    found = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def test_what_was_ticked_in_the_search_stands_chosen_in_the_form():
    client, _, _ = at_the_desk()
    make_facility(codes="SA OP ORT BU BUM MM MU CBT IND GRP MD OTP NP SP CCC PW FEM MALE")
    ticked = ["payment:none", "need:pregnant", "need:children", "language:spanish", "need:start_today"]
    search = {"place": "62701", "matters": ticked, "medicine": "buprenorphine"}

    carried = hidden_fields(client.post("/referrals/paths/", search).content.decode())
    answer = client.post("/referrals/new/", carried)

    page = answer.content.decode()
    chosen = {name: selected(page, name) for name in ("payer", "medicine", "trait", "language", "level")}
    assert chosen == {
        "payer": "none",
        "medicine": "buprenorphine",
        "trait": "with_children",
        "language": "es",
        "level": "outpatient_medicine",
    }
    assert [f'id="{name}" checked' in page for name in ("pregnant", "tonight", "injecting")] == [True, True, False]


def selected(page: str, name: str) -> str:
    field = page.partition(f'<select id="{name}"')[2].partition("</select>")[0]
    found = re.search(r'value="(\w*)" selected', field)
    return found[1] if found else ""


def test_what_the_form_has_no_list_for_is_written_for_the_program_and_nothing_is_in_an_address():
    search = Search(
        place="62701",
        matters=("payment:medicaid", "payment:private", "need:alcohol", "need:tolerance_low"),
        medicine="already_on_medication",
    )

    fields = dict(carried_fields(search, "withdrawal_first", language="en"))

    assert fields == {
        "level": "withdrawal",
        "payer": "medicaid",
        "note": "Private insurance. Also alcohol every day. Just out of jail, a hospital or detox. "
        "Takes a medicine for opioid use already.",
    }


@pytest.mark.parametrize(
    "search", [Search(matters=("under_18",)), Search(age="16"), Search(matters=("under_18",), age="9")]
)
def test_who_is_under_18_is_handed_over_as_a_minor(search):
    fields = dict(carried_fields(search, "residential", language="en"))

    assert fields == {"level": "residential", "age": "minor"}


def test_each_answer_that_can_be_ticked_has_a_field_or_is_written():
    ticked = [value for value, _ in MATTERS + OTHER_PAYMENTS + OTHER_WISHES]

    lost = [
        value for value in ticked if len(carried_fields(Search(matters=(value,)), "residential", language="en")) < 2
    ]

    assert lost == []
