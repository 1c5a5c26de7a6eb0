"""Who is there: a feature asks, a page calls, the clock goes on calling, and somebody has it (P10)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from handrail.messaging.delivering.passes import deliver
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import HoursRefused, PageState, as_typed, minutes_since, read_typed
from handrail.messaging.models import Message, Roster, RosterMember, RosterPage
from handrail.messaging.queries import missed_pages
from handrail.messaging.rosters import actions as rosters
from handrail.messaging.rosters.actions import (
    LINK_LASTS,
    OnCall,
    acknowledge,
    acknowledge_by_link,
    escalate_pages,
    keep_roster,
    page,
    remove_rosters_of,
)
from handrail.messaging.rosters.queries import RosterRefused, is_staffed, roster_for
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import AuditEntry
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.privacy.sealed_values import opened
from messaging.conftest import rolled_back
from messaging.twilio_stand_in import HOST

pytestmark = pytest.mark.django_db

OPERATOR = Actor(ActorKind.STAFF, "operator", "handrail", "operator")
ANA, BEN, DEE = (Actor(ActorKind.STAFF, name, "handrail", "peer") for name in ("ana", "ben", "dee"))
WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
MONDAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # noon in Chicago
MINUTES = timedelta(minutes=15)
NUMBERS = {"ana": "+13125550101", "ben": "+13125550102", "dee": "+13125550103"}


def people(*names, deputy="dee"):
    everybody = [(name, False) for name in names] + ([(deputy, True)] if deputy else [])
    return [
        OnCall(name, open_subject(by=OPERATOR, at=MONDAY), Channel.SMS, NUMBERS[name], is_deputy=is_deputy)
        for name, is_deputy in everybody
    ]


def keep(**overrides):
    values = {"name": "warm-handover", "zone": "America/Chicago", "week": WEEK, "minutes": 15}
    values |= {"people": people("ana", "ben"), "by": OPERATOR, "at": MONDAY}
    return keep_roster(**(values | overrides))


@pytest.fixture
def roster():
    return keep()


@pytest.fixture
def called(roster):
    return page(roster=roster, about="referral:k3", at=MONDAY)


def told(twilio, at):
    """Who was texted by now."""
    deliver(at=at)
    return [text["To"] for text in twilio.texts.values()]


def test_feature_without_a_roster_refuses_to_switch_on():
    with pytest.raises(RosterRefused, match="switched off"):
        roster_for("warm-handover")


def test_feature_with_a_roster_finds_it(roster):
    assert roster_for("warm-handover") == roster


@pytest.mark.parametrize("gone", [{"is_deputy": True}, {"is_deputy": False}])
def test_roster_that_lost_its_people_keeps_no_promise(roster, gone):
    roster.members.filter(**gone).delete()

    with pytest.raises(RosterRefused, match="lacks a member or a deputy"):
        roster_for("warm-handover")


@pytest.mark.parametrize(
    "wrong",
    [
        {"week": {}},
        {"week": {"mon": []}},
        {"minutes": 0},
        {"people": []},
        {"week": {"someday": [["09:00", "17:00"]]}},
        {"zone": "America/Springfield"},
    ],
)
def test_roster_that_promises_nobody_is_refused(wrong):
    with pytest.raises((RosterRefused, HoursRefused)):
        keep(**wrong)

    assert Roster.objects.count() == 0


@pytest.mark.parametrize("who", [{"deputy": None}, {}])
def test_roster_needs_members_and_a_deputy(who):
    everybody = people("ana", **who) if who else people()

    with pytest.raises(RosterRefused):
        keep(people=everybody)


def test_roster_written_anew_is_the_same_roster(roster):
    again = keep(people=people("ana"), minutes=5)

    assert (again.pk, again.members.count(), again.minutes) == (roster.pk, 2, 5)


def test_hours_are_those_of_its_place(roster):
    assert [is_staffed(roster=roster, at=MONDAY.replace(hour=hour)) for hour in (14, 15, 22, 23)] == [
        False,
        True,
        True,
        False,
    ]


def test_page_calls_every_member_and_not_the_deputy(called, twilio):
    assert told(twilio, MONDAY) == [NUMBERS["ana"], NUMBERS["ben"]]
    bodies = [text["Body"] for text in twilio.texts.values()]
    said = re.compile(
        rf"You are on call\. Someone waits for you\. https://{HOST}/on-call/[\w-]{{22}}/ Reply STOP to end\."
    )
    assert [bool(said.fullmatch(body)) for body in bodies] == [True, True]
    assert len(set(bodies)) == 2


def test_page_outside_of_hours_is_refused_and_calls_nobody(roster):
    with pytest.raises(RosterRefused, match="Nobody is there"):
        page(roster=roster, about="referral:k3", at=MONDAY.replace(hour=23))

    assert (RosterPage.objects.count(), Message.objects.count()) == (0, 0)


def test_page_about_the_same_thing_is_the_same_page(called, roster, twilio):
    again = page(roster=roster, about="referral:k3", at=MONDAY + timedelta(minutes=1))

    assert (again.pk, len(told(twilio, MONDAY))) == (called.pk, 2)


def test_call_that_nobody_took_is_made_anew_when_it_is_asked_for_again(called, roster, twilio):
    for passed in (1, 2):
        escalate_pages(at=MONDAY + passed * MINUTES)
    told(twilio, MONDAY + 2 * MINUTES)

    again = page(roster=roster, about="referral:k3", at=MONDAY + 3 * MINUTES)
    members = told(twilio, MONDAY + 3 * MINUTES)[-2:]
    escalate_pages(at=MONDAY + 4 * MINUTES)

    again.refresh_from_db()
    assert (again.pk, members) == (called.pk, [NUMBERS["ana"], NUMBERS["ben"]])
    assert (again.state, told(twilio, MONDAY + 4 * MINUTES)[-1]) == (PageState.ESCALATED, NUMBERS["dee"])


def test_call_that_cannot_be_passed_on_holds_up_no_other(called, roster, monkeypatch):
    other = page(roster=roster, about="referral:k4", at=MONDAY)
    passed_on = rosters.escalate
    monkeypatch.setattr(rosters, "escalate", lambda pk, at: 1 / 0 if pk == called.pk else passed_on(pk, at))

    assert escalate_pages(at=MONDAY + MINUTES) == 1

    other.refresh_from_db()
    assert other.state == PageState.ESCALATED


def test_silence_calls_the_deputy_then_shows_in_the_open(called, twilio):
    early = escalate_pages(at=MONDAY + MINUTES - timedelta(seconds=1))
    first = escalate_pages(at=MONDAY + MINUTES), escalate_pages(at=MONDAY + MINUTES)
    deputy = told(twilio, MONDAY + MINUTES)[-1]
    second = escalate_pages(at=MONDAY + 2 * MINUTES), escalate_pages(at=MONDAY + 9 * MINUTES)

    called.refresh_from_db()
    assert (early, first, second) == (0, (1, 0), (1, 0))
    assert (deputy, called.state, missed_pages()) == (NUMBERS["dee"], PageState.MISSED, 1)
    assert (called.called_at, called.deputy_called_at) == (MONDAY, MONDAY + MINUTES)


def test_call_of_a_roster_whose_deputy_is_gone_stands_in_the_open_at_once(called, roster, twilio):
    roster.members.filter(is_deputy=True).delete()

    passed_on = escalate_pages(at=MONDAY + MINUTES)

    called.refresh_from_db()
    assert (passed_on, called.state, missed_pages()) == (1, PageState.MISSED, 1)
    assert told(twilio, MONDAY + MINUTES) == [NUMBERS["ana"], NUMBERS["ben"]]


def test_call_that_is_answered_just_as_another_is_made_holds_that_one_up_no_longer(called, roster, monkeypatch):
    look = rosters.open_page

    def answered_meanwhile(*which):
        acknowledge(page=called, by=ANA, at=MONDAY)
        return look(*which)

    monkeypatch.setattr(rosters, "open_page", answered_meanwhile)

    again = page(roster=roster, about="referral:k3", at=MONDAY + MINUTES)

    assert (again.pk == called.pk, again.state) == (False, PageState.CALLED)
    assert Message.objects.count() == 4


def test_clock_moved_back_waits_for_nobody(called):
    assert escalate_pages(at=MONDAY - timedelta(days=1)) == 1


@pytest.mark.parametrize("passed", [0, 1, 2])
def test_who_acknowledges_stops_the_clock_also_late(called, passed):
    for step in range(passed):
        escalate_pages(at=MONDAY + (step + 1) * MINUTES)

    acknowledge(page=called, by=ANA, at=MONDAY + 3 * MINUTES)

    called.refresh_from_db()
    assert (called.state, called.acknowledged_by) == (PageState.ACKNOWLEDGED, "ana")
    assert (escalate_pages(at=MONDAY + 99 * MINUTES), missed_pages()) == (0, 0)
    assert AuditEntry.objects.filter(what="page.acknowledged", by_id="ana").count() == 1


def test_first_answer_counts(called):
    acknowledge(page=called, by=ANA, at=MONDAY)

    again = acknowledge(page=called, by=BEN, at=MONDAY + MINUTES)

    assert (again.acknowledged_by, again.acknowledged_at) == ("ana", MONDAY)


def test_stranger_to_the_roster_acknowledges_nothing(called):
    with pytest.raises(RosterRefused):
        acknowledge(page=called, by=OPERATOR, at=MONDAY)

    called.refresh_from_db()
    assert called.state == PageState.CALLED


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "asleep"},
        {"state": PageState.ACKNOWLEDGED},
        {"acknowledged_by": "ana"},
        {"state": PageState.ESCALATED},
    ],
)
def test_database_refuses_a_page_that_cannot_be(called, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterPage.objects.filter(pk=called.pk).update(**broken)


def test_database_keeps_one_deputy_and_one_open_page(called, roster):
    with pytest.raises(IntegrityError), transaction.atomic():
        roster.members.update(is_deputy=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterPage.objects.create(roster=roster, about="referral:k3", called_at=MONDAY, moved_at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Roster.objects.update(minutes=0)

    assert RosterPage.objects.count() == 1


def test_page_is_gone_with_the_transaction_that_called(roster):
    rolled_back(lambda: page(roster=roster, about="referral:k3", at=MONDAY))

    assert (RosterPage.objects.count(), Message.objects.count()) == (0, 0)


def links():
    """By the account that would get each message."""
    members = {member.public_id: member.person_id for member in RosterMember.objects.all()}
    letters = {message.key.rpartition(":")[2]: opened(message, "letter") for message in Message.objects.all()}
    return {members[key]: letter["letter"]["link"].strip("/").rpartition("/")[2] for key, letter in letters.items()}


def test_one_press_on_the_link_takes_the_call_for_its_member(called):
    page, is_mine = acknowledge_by_link(token=links()["ben"], at=MONDAY + timedelta(minutes=3))

    assert (page.state, page.acknowledged_by, is_mine) == (PageState.ACKNOWLEDGED, "ben", True)
    assert AuditEntry.objects.get(what="page.acknowledged").by_kind == "link"


def test_second_press_of_a_colleague_changes_nothing_and_says_so(called):
    keys = links()
    acknowledge_by_link(token=keys["ben"], at=MONDAY)

    page, is_mine = acknowledge_by_link(token=keys["ana"], at=MONDAY + MINUTES)

    assert (page.acknowledged_by, page.acknowledged_at, is_mine) == ("ben", MONDAY, False)


@pytest.mark.parametrize("how", ["used", "guessed", "too late", "left the roster"])
def test_link_that_opens_nothing_any_more(called, roster, how):
    key, at = links()["ana"], MONDAY
    if how == "used":
        acknowledge_by_link(token=key, at=MONDAY)
    if how == "guessed":
        key = "guessed"
    if how == "too late":
        at = MONDAY + LINK_LASTS
    if how == "left the roster":
        roster.members.filter(person_id="ana").delete()

    with pytest.raises(LinkRefused):
        acknowledge_by_link(token=key, at=at)

    called.refresh_from_db()
    assert called.acknowledged_by == ("ana" if how == "used" else "")


def test_link_still_works_when_the_roster_was_written_anew(called):
    key = links()["ana"]
    keep(people=people("ana"))

    page, _ = acknowledge_by_link(token=key, at=MONDAY)

    assert page.acknowledged_by == "ana"


def test_address_that_is_not_given_is_the_one_that_was_kept(roster):
    ana = roster.members.get(person_id="ana")
    again = [OnCall("ana", ana.subject, None, ""), people(deputy="dee")[0]]

    keep(people=again)

    assert opened(roster.members.get(person_id="ana"), "address") == {"address": NUMBERS["ana"]}


def test_somebody_new_without_an_address_is_refused_and_the_roster_stays(roster):
    stranger = OnCall("new", open_subject(by=OPERATOR, at=MONDAY), None, "")

    with pytest.raises(RosterRefused, match="where they are called"):
        keep(people=[*people("ana"), stranger])

    assert sorted(roster.members.values_list("person_id", flat=True)) == ["ana", "ben", "dee"]


def test_rosters_of_a_demonstration_go_with_their_calls_and_mixed_ones_stay(called):
    mixed = keep(name="mixed", people=people("ana"))

    remove_rosters_of(person_ids=["ana", "ben"])
    some = Roster.objects.count()
    remove_rosters_of(person_ids=["ana", "ben", "dee"])

    assert (some, Roster.objects.count(), RosterPage.objects.count()) == (2, 0, 0)
    assert mixed.pk is not None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("09:00-17:00", [["09:00", "17:00"]]),
        (" 09:00 - 12:00 , 13:00-17:00 ", [["09:00", "12:00"], ["13:00", "17:00"]]),
    ],
)
def test_hours_are_read_as_an_operator_types_them(text, spans):
    assert read_typed(text) == spans
    assert read_typed(as_typed(spans)) == spans


@pytest.mark.parametrize("text", ["09:00", "9 to 5", "09:00-12:00-13:00"])
def test_hours_that_are_no_pair_of_times_are_refused(text):
    with pytest.raises(HoursRefused):
        read_typed(text)


def test_minutes_of_waiting_are_whole_and_never_negative():
    waits = [minutes_since(MONDAY, at=MONDAY + timedelta(seconds=each)) for each in (0, 59, 60, 719, 720, -90)]

    assert waits == [0, 0, 1, 11, 12, 0]
