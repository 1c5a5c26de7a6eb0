"""Rosters at the desk: kept by operators, calls answered there, and how long nobody has answered (P10)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.people import make_person, make_staff
from directory.desk_pages import queries_of, signed_in
from factories import make_operator
from handrail.directory.opening_hours_words import time_told
from handrail.messaging.domain.rosters import PageState
from handrail.messaging.models import Message, Roster, RosterMember, RosterPage
from handrail.messaging.rosters.actions import escalate_pages, page
from handrail.privacy.sealed_values import opened
from pages.reading import led_to, words

pytestmark = pytest.mark.django_db
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = {f"hours-{day}": "00:00-24:00" for day in DAYS}


@pytest.fixture
def operator():
    return make_operator("anna")


@pytest.fixture
def deputy():
    return make_operator("ben")


@pytest.fixture
def desk(operator):
    return signed_in(operator)


def typed(*people, deputy="1", **more):
    """What an operator types: a name and an address for each."""
    rows = {}
    for number, (handle, address) in enumerate(people):
        rows |= {f"handle-{number}": handle, f"address-{number}": address, f"language-{number}": "en"}
    return {"zone": "UTC", "minutes": "15", "deputy": deputy, **ALWAYS, **rows, **more}


@pytest.fixture
def kept(desk, operator, deputy):
    desk.post("/desk/rosters/warm-handover/", typed(("anna", "312-555-0101"), ("ben", "ben@desk.example")))
    return Roster.objects.get()


def test_new_roster_begins_with_its_name(desk):
    refused = desk.post("/desk/rosters/", {"name": "Not so!"})
    begun = desk.post("/desk/rosters/", {"name": " Warm-Handover "})

    assert (refused.status_code, "Write a short name" in words(refused)) == (422, True)
    assert (begun.headers["Location"], Roster.objects.count()) == ("/desk/rosters/warm-handover/", 0)


def test_operator_keeps_a_roster(desk, operator, deputy, kept):
    members = {member.person_id: member for member in kept.members.all()}

    assert (kept.name, kept.zone, kept.minutes, kept.week["sun"]) == ("warm-handover", "UTC", 15, [["00:00", "24:00"]])
    assert [(members[each.public_id].is_deputy, members[each.public_id].channel) for each in (operator, deputy)] == [
        (False, "sms"),
        (True, "email"),
    ]
    assert opened(members[operator.public_id], "address") == {"address": "+13125550101"}
    page_words = words(desk.get("/desk/rosters/"))
    assert "Within its hours now · 15 minutes to answer warm-handover anna, ben (deputy)" in page_words


def test_name_that_stands_there_twice_is_refused(desk, operator, deputy):
    twice = (("anna", "312-555-0101"), ("ANNA", "anna@desk.example"))

    answer = desk.post("/desk/rosters/warm-handover/", typed(*twice))

    assert (answer.status_code, "A roster names nobody twice." in words(answer)) == (422, True)
    assert Roster.objects.count() == 0


def test_addresses_are_never_shown_and_an_empty_one_is_kept(desk, operator, deputy, kept):
    shown = [desk.get(path).content.decode() for path in ("/desk/rosters/", "/desk/rosters/warm-handover/")]

    desk.post("/desk/rosters/warm-handover/", typed(("anna", ""), ("ben", ""), minutes="5"))

    kept.refresh_from_db()
    member = kept.members.get(person_id=operator.public_id)
    assert [known for known in ("5550101", "555-0101", "desk.example") if any(known in page for page in shown)] == []
    assert (kept.minutes, opened(member, "address")) == (5, {"address": "+13125550101"})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"handle-0": "nobody-1234"}, "Nobody who works here signs in by one of these names."),
        ({"address-0": "12"}, "This is not a telephone number we can text."),
        ({"address-0": ""}, "Say for everybody where they are called"),
        ({"deputy": ""}, "A roster names members and one deputy."),
        ({"minutes": "soon"}, "A roster says within how many minutes somebody answers."),
        ({"minutes": "0"}, "A roster says within how many minutes somebody answers."),
        ({"hours-mon": "nine to five"}, "Monday Write the hours of a day like 09:00-17:00, or leave it empty."),
        ({"zone": "America/Springfield"}, "Choose a time zone from the list."),
        (dict.fromkeys(ALWAYS, ""), "A roster says when somebody is there."),
    ],
)
def test_roster_that_promises_nobody_is_refused_and_what_was_typed_stays(desk, deputy, wrong, said):
    sent = typed(("anna", "312-555-0101"), ("ben", "ben@desk.example")) | wrong

    answer = desk.post("/desk/rosters/warm-handover/", sent)

    assert (answer.status_code, Roster.objects.count()) == (422, 0)
    assert said in words(answer)
    assert 'value="ben"' in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"minutes": "soon"}, "minutes"),
        ({"hours-tue": "nine to five"}, "hours-tue"),
        ({"hours-wed": "25:00-26:00"}, "hours-wed"),
        ({"zone": "America/Springfield"}, "zone"),
        ({"handle-1": "nobody-1"}, "handle-1"),
    ],
)
def test_refusal_leads_to_what_is_wrong_in_a_roster(desk, deputy, wrong, field):
    answer = desk.post(
        "/desk/rosters/warm-handover/", typed(("anna", "312-555-0101"), ("ben", "ben@desk.example")) | wrong
    )

    assert led_to(answer) == [field]


def test_person_who_works_nowhere_here_is_called_for_nothing(desk, deputy):
    person, _ = make_person("passer")

    answer = desk.post("/desk/rosters/warm-handover/", typed((person.username, "312-555-0101"), ("ben", "b@d.example")))

    assert (answer.status_code, RosterMember.objects.count()) == (422, 0)


def test_staff_of_an_organization_may_be_on_a_roster(desk, deputy):
    nurse = make_staff(role="nurse")

    desk.post("/desk/rosters/warm-handover/", typed((nurse.username, "312-555-0101"), ("ben", "b@d.example")))

    assert RosterMember.objects.filter(person_id=nurse.public_id).exists()


def test_call_shows_how_long_nobody_has_answered_and_when_the_deputy_was_called(desk, kept):
    now = timezone.now()
    page(roster=kept, about="referral:k3", at=now - timedelta(minutes=12, seconds=10))
    early = words(desk.get("/desk/rosters/"))
    RosterPage.objects.update(called_at=now - timedelta(minutes=27), moved_at=now - timedelta(minutes=27))
    escalate_pages(at=now - timedelta(minutes=12))
    passed_on = words(desk.get("/desk/rosters/"))
    escalate_pages(at=now + timedelta(minutes=4))

    missed = words(desk.get("/desk/rosters/")), words(desk.get("/desk/"))

    called = now - timedelta(minutes=12)
    at_clock = time_told(called.hour * 60 + called.minute, "en")
    assert "Nobody has answered for 12 minutes. After 15 minutes the deputy is called." in early
    assert f"Nobody has answered for 27 minutes. The deputy was called at {at_clock} (UTC)." in passed_on
    assert "The deputy did not answer either." in missed[0]
    assert "Calls that wait 1 Calls nobody took 1" in missed[1]


def test_deputy_who_should_have_been_called_by_now_is_said_not_to_be(desk, kept):
    page(roster=kept, about="referral:k3", at=timezone.now() - timedelta(minutes=28))

    shown = words(desk.get("/desk/rosters/"))

    assert ("The deputy was not called yet." in shown, "the deputy is called." in shown) == (True, False)


def test_day_of_an_answer_is_that_of_the_roster(desk, operator, kept):
    evening = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)  # Friday the 27th, ten in the evening in Chicago
    Roster.objects.update(zone="America/Chicago")
    called = page(roster=kept, about="referral:k3", at=evening)
    answered = {"state": PageState.ACKNOWLEDGED, "acknowledged_at": evening, "acknowledged_by": operator.public_id}
    RosterPage.objects.filter(pk=called.pk).update(**answered)

    shown = words(desk.get("/desk/rosters/"))

    assert ("anna, November 27, 2026" in shown, "November 28" in shown) == (True, False)


def test_who_is_on_the_roster_takes_the_call_at_the_desk(desk, operator, kept):
    called = page(roster=kept, about="referral:k3", at=timezone.now() - timedelta(minutes=3))

    answer = desk.post("/desk/rosters/", {"page": called.public_id}, follow=True)

    called.refresh_from_db()
    assert (called.state, called.acknowledged_by) == ("acknowledged", operator.public_id)
    assert "Saved: you have it." in words(answer)
    assert "warm-handover: anna," in words(answer)


def test_operator_who_is_not_on_the_roster_rings_somebody_and_takes_nothing(kept):
    called = page(roster=kept, about="referral:k3", at=timezone.now())
    other = signed_in(make_operator())

    shown = words(other.get("/desk/rosters/"))
    answer = other.post("/desk/rosters/", {"page": called.public_id})

    called.refresh_from_db()
    assert ("Call somebody of this roster." in shown, "I have it" in shown) == (True, False)
    assert (answer.status_code, called.state) == (422, "called")
    assert other.post("/desk/rosters/", {"page": "another"}).status_code == 404


def test_three_rosters_and_calls_take_no_more_queries_than_one(desk, operator, deputy, kept):
    page(roster=kept, about="referral:1", at=timezone.now())
    one = queries_of(desk, "/desk/rosters/")
    for name in ("second", "third"):
        desk.post(f"/desk/rosters/{name}/", typed(("anna", "312-555-0101"), ("ben", "ben@desk.example")))
        page(roster=Roster.objects.get(name=name), about="referral:2", at=timezone.now())

    three = queries_of(desk, "/desk/rosters/")
    shown = words(desk.get("/desk/rosters/"))

    assert three == one
    assert ("3 calls wait for somebody." in shown, Message.objects.count()) == (True, 3)


def test_three_people_take_no_more_queries_than_two(desk, operator, deputy, kept):
    path = "/desk/rosters/warm-handover/"
    two = queries_of(desk, path)
    make_operator("cora")
    desk.post(path, typed(("anna", ""), ("ben", ""), ("cora", "312-555-0103")))

    three = queries_of(desk, path)
    shown = desk.get(path).content.decode()

    assert three == two
    assert 'value="cora"' in shown
