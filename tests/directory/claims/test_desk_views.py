"""Claims as operators see and decide them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization
from directory.claims_made import LISTED, NEW_NUMBER, TYPED, Program
from directory.desk_pages import queries_of, signed_in
from factories import make_claim, make_facility
from handrail.accounts.models import Membership
from handrail.accounts.persons.actions import hide_account
from handrail.directory.claims.actions.claiming import enter_code, withdraw
from handrail.directory.claims.words import (
    CHANGE_STATES,
    FIELDS,
    NEXT,
    STATES,
    STOPPED,
    TOLD,
)
from handrail.directory.domain import claims, listing_changes
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import ANSWERS_WITHIN, Field
from handrail.directory.listing_changes.actions.changing import agree
from handrail.directory.listing_changes.actions.clock import apply_due_changes
from handrail.directory.models import Claim, ListingChange
from handrail.privacy.models import AuditEntry
from pages.reading import all_with, led_to, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now():
    """These pages read the clock."""
    return timezone.now()


@pytest.fixture
def program():
    return Program()


@pytest.fixture
def desk(program):
    return signed_in(program.operator)


def address(claim):
    return f"/desk/claims/{claim.public_id}/"


def test_queue_shows_the_oldest_first_and_what_is_overdue(desk, program, at):
    newer = make_claim(facility=make_facility(name="Newer Place"), asked_at=at + timedelta(days=1))
    program.ask(at, facility=make_facility(name="Older Place"))

    page = words(desk.get("/desk/claims/"))

    assert page.index("Older Place") < page.index(newer.facility.name)
    assert "2 pages are asked for." in page
    assert "By November 30, 2026" in page or "Overdue since November 30, 2026" in page


@pytest.mark.parametrize("path", ["/desk/claims/", "/desk/"])
def test_three_claims_take_no_more_queries_than_one(desk, program, now, path):
    program.told_change(program.claim(State.VERIFIED, now), now)
    make_claim()
    one = queries_of(desk, path)
    for other in (Program(), Program()):
        make_claim(asked_at=now)
        other.told_change(other.claim(State.VERIFIED, now), now)

    three = queries_of(desk, path)
    page = desk.get(path)

    assert three == one
    assert page.status_code == 200


def given_back(program, now):
    """A page whose number the program changed before it gave the page back."""
    ago = now - timedelta(days=9)
    claim = program.claim(State.VERIFIED, ago)
    program.told_change(claim, ago)
    apply_due_changes(at=now)
    return withdraw(claim=claim, by=program.lead, at=now)


def test_page_given_back_with_what_was_said_there_is_listed_and_revoked(desk, program, now):
    claim = given_back(program, now)
    listed = words(desk.get("/desk/claims/"))
    offered = words(desk.get(address(claim)))

    answer = desk.post(address(claim), {"to": "revoked", "reason": "A broker."}, follow=True)

    assert f"{program.place.name}" in listed.split("Pages given back")[1]
    assert "What it changed there stands until you revoke it." in offered
    assert "what it said of itself is gone" in words(answer)
    assert "Pages given back" not in words(desk.get("/desk/claims/"))


def test_three_pages_given_back_take_no_more_queries_than_one(desk, program, now):
    given_back(program, now)
    one = queries_of(desk, "/desk/claims/")
    for other in (Program(), Program()):
        given_back(other, now)

    assert queries_of(desk, "/desk/claims/") == one


def test_claim_taken_back_before_it_was_verified_has_nothing_to_revoke(desk, program, now):
    claim = program.claim(State.WITHDRAWN, now)

    assert "Revoke" not in words(desk.get(address(claim)))


WRITTEN = ("Rosa Castillo, director", "License 4711", TYPED)


def looks_at(claim):
    looks = AuditEntry.objects.filter(what="claim.viewed", about=f"claim:{claim.public_id}")
    return list(looks.values_list("by_id", "role"))


def test_who_asks_opens_by_a_press_and_the_look_is_written_down(desk, program, at):
    claim = program.ask(at)
    closed, looks_before = words(desk.get(address(claim))), looks_at(claim)

    opened = words(desk.post(address(claim), {"open": "words"}))

    assert ([text in closed for text in WRITTEN], looks_before) == ([False] * 3, [])
    assert [text in opened for text in WRITTEN] == [True] * 3
    assert looks_at(claim) == [(program.operator.public_id, "operator")]


def test_claim_is_opened_by_nobody_whose_proof_is_hours_old(program, now):
    claim, desk = program.ask(now), Client()
    sign_in(desk, program.operator, at=now - timedelta(minutes=14))

    answers = [desk.get(address(claim)), desk.post(address(claim), {"open": "words"})]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [answer.url.split("?")[0] for answer in answers] == ["/account/confirm/"] * 2
    assert looks_at(claim) == []


def test_who_asked_to_be_deleted_is_read_by_nobody_though_they_may_still_think_again(desk, program, now):
    claim = program.ask(now)
    hide_account(user=program.lead, at=now)

    pages = words(desk.get(address(claim))), words(desk.post(address(claim), {"open": "words"}))

    assert [("has deleted their account" in page, WRITTEN[0] in page, "Open the words" in page) for page in pages] == [
        (True, False, False)
    ] * 2
    assert looks_at(claim) == []


def test_call_back_offers_listed_numbers_alone_and_shows_the_code_once(desk, program, now):
    claim = program.ask(now)
    offered = desk.get(address(claim)).content.decode()

    answer = desk.post(address(claim), {"call": LISTED})

    shown = answer.content.decode().split('<strong class="dial">')[1].split("<")[0]
    assert f'name="call" value="{LISTED}"' in offered
    assert f'value="{TYPED}"' not in offered
    confirmed = enter_code(claim=claim, code=shown, by=program.lead, at=timezone.now())
    assert confirmed.state == "confirmed"
    assert shown not in desk.get(address(claim)).content.decode()


def test_number_that_was_typed_is_refused_and_what_was_written_stays(desk, program, now):
    claim = program.ask(now)

    answer = desk.post(address(claim), {"call": "", "number": TYPED, "register": "The state's list"})

    assert answer.status_code == 422
    assert "never one that whoever asks has typed" in words(answer)
    assert f'value="{TYPED}"' in answer.content.decode()
    assert Claim.objects.get().state == "asked"


def test_operator_lets_them_keep_the_page_and_the_public_page_says_so(desk, program, now):
    claim = program.claim(State.CONFIRMED, now)
    without = words(desk.get(program.place.get_absolute_url()))

    answer = desk.post(address(claim), {"to": "verified", "evidence": "The license is in the list."}, follow=True)

    assert "Saved: the program keeps its page now." in words(answer)
    page = words(desk.get(program.place.get_absolute_url()))
    assert ("This program keeps its own page here since" in page, "Do you work here?" in page) == (True, False)
    assert ("keeps its own page" in without, "Do you work here?" in without) == (False, True)
    spanish = words(desk.get(f"/es{program.place.get_absolute_url()}"))
    assert "Este programa mantiene aquí su propia página desde el" in spanish


@pytest.mark.parametrize(
    ("state", "to", "button"),
    [
        (State.ASKED, "declined", "Decline"),
        (State.VERIFIED, "contested", "Somebody contests it"),
        (State.CONTESTED, "revoked", "Revoke"),
    ],
)
def test_reason_is_asked_for_and_shown_to_the_program(desk, program, now, state, to, button):
    claim = program.claim(state, now)
    offered = words(desk.get(address(claim)))
    refused = desk.post(address(claim), {"to": to, "reason": " "})
    desk.post(address(claim), {"to": to, "reason": "Nobody there knows them."})

    claim.refresh_from_db()
    assert (button in offered, refused.status_code, claim.state) == (True, 422, to)
    lead = signed_in(program.lead)
    page = words(lead.get(f"/account/listings/{program.organization.public_id}/{claim.public_id}/"))
    assert "We wrote: Nobody there knows them." in page


@pytest.mark.parametrize(("state", "to"), [(State.ASKED, "declined"), (State.VERIFIED, "contested")])
@pytest.mark.parametrize("reason", ["", " "])
def test_refusal_leads_to_the_reason_that_was_left_out_and_to_no_other(desk, program, now, state, to, reason):
    answer = desk.post(address(program.claim(state, now)), {"to": to, "reason": reason})

    assert led_to(answer) == [f"reason-{to}"]


def test_two_reasons_of_one_claim_are_told_apart(desk, program, now):
    page = desk.get(address(program.claim(State.VERIFIED, now)))

    assert [field["id"] for field in all_with(page, "input", name="reason")] == ["reason-contested", "reason-revoked"]
    assert "Somebody contests it Why?" in words(page)


def test_page_is_revoked_only_after_a_question(desk, program, now):
    page = desk.get(address(program.claim(State.VERIFIED, now))).content.decode()

    folded = page.partition("Revoke</summary>")[2].partition("</details>")[0]
    assert ("Are you sure?" in folded, 'value="revoked"' in folded, page.count('value="revoked"')) == (True, True, 1)


def test_operator_who_works_there_is_told_so_and_offered_nothing(program, now):
    inside = Program().operator
    Membership.objects.create(organization=program.organization, user=inside, role="nurse", began_at=now)
    claim = program.claim(State.CONFIRMED, now)

    page = words(signed_in(inside).get(address(claim)))

    assert "You work for this organization." in page
    assert "Let them keep the page" not in page


def test_call_to_the_old_number_is_a_task_of_the_desk(desk, program, now):
    claim = program.claim(State.VERIFIED, now)
    change = agree(change=program.change(claim, now), by=program.intake, at=now)
    waiting = words(desk.get("/desk/claims/")), words(desk.get("/desk/"))

    answer = desk.post(address(claim), {"change": change.public_id, "task": "call"}, follow=True)

    change.refresh_from_db()
    assert ("Call the old number" in waiting[0], "Changes: old numbers to call 1" in waiting[1]) == (True, True)
    assert (change.state, change.told, change.told_by) == ("waiting", "call", program.operator)
    assert "the change is made when the wait is over" in words(answer)


def test_changes_that_ran_out_are_lines_of_the_desk_for_a_month_and_three_cost_no_more_than_one(
    desk, program, now, settings
):
    settings.DEMONSTRATION = True  # it prints, so contacts may be named
    claim = program.claim(State.VERIFIED, now - 30 * DAY)
    queries, shown = [], []
    for number in range(3):
        change = program.told_change(claim, now - (20 - number) * DAY, field=Field.CONTACT, text="intake@example.org")
        apply_due_changes(at=change.waits_until + ANSWERS_WITHIN)
        queries.append(queries_of(desk, "/desk/claims/"))
        shown.append(words(desk.get("/desk/claims/")).count("Example Program · On "))

    ListingChange.objects.filter(pk=change.pk).update(stopped_at=now - 31 * DAY)

    assert (queries[2], shown) == (queries[0], [1, 2, 3])
    assert words(desk.get("/desk/claims/")).count("Example Program · On ") == 2


def test_operator_who_agreed_is_told_that_a_colleague_must_call(desk, program, now):
    claim = program.claim(State.VERIFIED, now)
    agree(change=program.change(claim, now), by=program.operator, at=now)

    theirs, another = words(desk.get(address(claim))), words(signed_in().get(address(claim)))

    assert ("A colleague who did not must call." in theirs, "Call the old number" in theirs) == (True, False)
    assert ("A colleague who did not must call." in another, "Call the old number" in another) == (False, True)


@pytest.mark.parametrize(("task", "state"), [("agree", "to_tell"), ("stop", "stopped")])
def test_operator_is_the_second_person_or_stops_it(desk, program, now, task, state):
    claim = program.claim(State.VERIFIED, now)
    change = program.change(claim, now)

    desk.post(address(claim), {"change": change.public_id, "task": task})

    assert ListingChange.objects.get().state == state


@pytest.mark.parametrize("task", ["message", "", "applied"])
def test_task_that_there_is_not_is_not_found(desk, program, now, task):
    claim = program.claim(State.VERIFIED, now)
    change = program.change(claim, now)

    answers = [
        desk.post(address(claim), {"change": change.public_id, "task": task}).status_code,
        desk.post(address(claim), {"change": "another", "task": "stop"}).status_code,
        desk.post(address(make_claim()), {"change": change.public_id, "task": "stop"}).status_code,
        desk.get("/desk/claims/nothing/").status_code,
    ]

    assert (answers, ListingChange.objects.get().state) == ([404] * 4, "proposed")


def test_contact_for_messages_is_on_no_page(desk, program, now, settings):
    settings.DEMONSTRATION = True
    claim = program.claim(State.VERIFIED, now)
    program.change(claim, now, field=listing_changes.Field.CONTACT, text="front-desk@program.example")

    pages = [
        desk.get(address(claim)),
        desk.get("/desk/claims/"),
        signed_in(program.lead).get(listing_of(program, claim)),
    ]

    assert ["front-desk" in page.content.decode() for page in pages] == [False] * 3
    assert "Sealed: we never show it." in words(pages[0])


def listing_of(program, claim):
    return f"/account/listings/{program.organization.public_id}/{claim.public_id}/"


def test_everything_has_words():
    assert set(STATES) == set(NEXT) == set(claims.State)
    assert set(FIELDS) == set(listing_changes.Field)
    assert set(CHANGE_STATES) == set(listing_changes.State)
    assert (set(STOPPED), set(TOLD)) == (set(listing_changes.StoppedBy), set(listing_changes.Told))


def test_change_that_was_made_shows_who_and_when(desk, program, now):
    claim = program.claim(State.VERIFIED, now)
    program.told_change(claim, now)

    page = words(desk.get(address(claim)))

    assert (NEW_NUMBER in page, program.lead.username in page, program.intake.username in page) == (True, True, True)
    assert "Waits: the old contact was told, told by telephone" in page


@pytest.mark.parametrize("are_to_call", [False, True])
def test_page_with_three_changes_takes_no_more_queries_than_with_one(desk, program, now, are_to_call):
    claim = program.claim(State.VERIFIED, now)
    proposed = [("phone", NEW_NUMBER), ("intake", NEW_NUMBER), ("website", "https://program.example/")]
    found = []

    for field, text in proposed:
        change = program.change(claim, now, field=listing_changes.Field(field), text=text)
        if are_to_call:
            agree(change=change, by=program.intake, at=now)
        found.append(queries_of(desk, address(claim)))

    assert found == [found[0]] * 3
    assert words(desk.get(address(claim))).count("Call the old number") == (3 if are_to_call else 0)


def test_another_keeper_is_named_above_the_decision(desk, program, at):
    program.claim(State.VERIFIED, at)
    rival = make_claim(facility=program.place, organization=make_organization(name="Rival Program"))

    assert "Example Program keeps this page since" in words(desk.get(address(rival)))


def test_number_to_ring_can_be_tapped(desk, program, now):
    claim = program.claim(State.CALLED, now)
    answer = desk.post(address(claim), {"call": LISTED})

    assert [tag["href"] for tag in all_with(answer, "a") if tag.get("href", "").startswith("tel:+")] != []


def test_change_of_today_is_not_marked_as_late(desk, program, now):
    agree(change=program.change(program.claim(State.VERIFIED, now), now), by=program.intake, at=now)

    page = desk.get("/desk/claims/")

    assert "Call the old number" in words(page)
    assert [tag for tag in all_with(page, "li") if "late" in tag.get("class", "").split()] == []
