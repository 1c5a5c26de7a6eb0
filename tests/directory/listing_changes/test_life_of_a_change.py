"""A program changes how people reach it: two people, the old contact told, a wait, and who can stop it (S17)."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from directory.claims_made import LISTED, NEW_NUMBER, Program
from directory_files import listing, write_workbook
from factories import make_operator, make_twin
from handrail.accounts.models import Membership
from handrail.accounts.persons.actions import hide_account
from handrail.directory.calls.numbers_found import numbers_found
from handrail.directory.calls.queries import trust_of
from handrail.directory.claims.actions.claiming import refuse, verify, withdraw
from handrail.directory.claims.queries import contact_for_messages, given_back_claims
from handrail.directory.domain.checked_values import FactRefused
from handrail.directory.domain.claims import ClaimRefused, State
from handrail.directory.domain.listing_changes import ANSWERS_WITHIN, ChangeRefused, Field, Told
from handrail.directory.domain.numbers_to_call import Line
from handrail.directory.listing_changes.actions.changing import (
    agree,
    answer_by_link,
    note_call,
    propose,
    stop,
    stop_by_link,
)
from handrail.directory.listing_changes.actions.clock import apply_due_changes, follow_messages
from handrail.directory.listing_changes.queries import calls_due, old_numbers, open_changes
from handrail.directory.merging.actions import merge
from handrail.directory.models import CheckedFact, ListingChange, ListingContact
from handrail.messaging.actions import MessageRefused
from handrail.messaging.models import Message
from handrail.privacy.models import AuditEntry
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.privacy.sealed_values import opened

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)
WAIT = 48 * HOURS
MOMENT = timedelta(seconds=1)
MAILBOX, NEW_MAILBOX = "front-desk@program.example", "intake@program.example"


@pytest.fixture(autouse=True)
def printed(settings):
    """As a demonstration: both channels are open, and print."""
    settings.DEMONSTRATION = True


@pytest.fixture
def program():
    return Program()


@pytest.fixture
def claim(program, at):
    return program.claim(State.VERIFIED, at)


def links_in_letters():
    """Path and kind of each message that waits, as whoever gets it would see them."""
    return {
        message.kind: opened(message, "letter")["letter"]["link"]
        for message in Message.objects.filter(status="waiting")
    }


def token(kind):
    return links_in_letters()[kind].strip("/").split("/")[-1]


def sent(at):
    Message.objects.filter(status="waiting").update(status="sent", letter=None, ended_at=at)
    return follow_messages(at=at)


@pytest.fixture
def with_contact(program, claim, at):
    """The program has had a mailbox for messages for a while."""
    change = program.told_change(claim, at, field=Field.CONTACT, text=MAILBOX)
    answer_by_link(token=token("confirm_contact"), at=at)
    apply_due_changes(at=at + WAIT)
    Message.objects.all().delete()
    return change


def fresh(change):
    return ListingChange.objects.get(pk=change.pk)


def test_phone_is_changed_by_two_people_after_the_old_number_was_rung_and_two_days(program, claim, at):
    change = program.change(claim, at)
    agree(change=change, by=program.intake, at=at)
    early = calls_due(), apply_due_changes(at=at + WAIT)
    note_call(change=change, told=Told.CALL, by=program.operator, at=at + HOURS)
    too_early = apply_due_changes(at=at + HOURS + WAIT - timedelta(seconds=1)), CheckedFact.objects.count()

    applied = apply_due_changes(at=at + HOURS + WAIT), apply_due_changes(at=at + 9 * WAIT)

    fact = CheckedFact.objects.get()
    program.place.refresh_from_db()
    assert (early, too_early, applied) == ((1, 0), (0, 0), (1, 0))
    assert (fact.field, fact.value, fact.by, fact.second_by) == ("phone", NEW_NUMBER, program.lead, program.intake)
    assert (program.place.phone, calls_due()) == (LISTED, 0)
    assert numbers_found(at=at + 3 * WAIT)[program.place.pk].checked == ((Line.MAIN, NEW_NUMBER),)
    told = trust_of(program.place, at + 3 * WAIT, "en").facts
    assert [(line.text, line.href) for line in told] == [
        (f"Phone: {NEW_NUMBER}. Told by the program that keeps this page, on November 25, 2026.", "tel:+12175550177")
    ]


def test_wait_is_as_long_as_the_operator_set_it(program, claim, at, settings):
    settings.LISTING_CHANGE_HOURS = 2.0
    program.told_change(claim, at)

    assert (apply_due_changes(at=at + HOURS), apply_due_changes(at=at + 2 * HOURS)) == (0, 1)


@pytest.mark.parametrize("who", ["lead", "counselor"])
def test_second_person_is_another_who_keeps_the_page(program, claim, at, who):
    change = program.change(claim, at)

    with pytest.raises((ChangeRefused, ClaimRefused)):
        agree(change=change, by=getattr(program, who), at=at)

    assert fresh(change).state == "proposed"


def test_operator_may_be_the_second_person(program, claim, at):
    change = agree(change=program.change(claim, at), by=program.operator, at=at)

    assert (change.state, change.agreed_by) == ("to_tell", program.operator)


@pytest.mark.asvs("V8.2.1")
@pytest.mark.parametrize("who", ["counselor", "operator"])
def test_only_who_keeps_the_page_proposes(program, claim, at, who):
    with pytest.raises(ChangeRefused):
        propose(claim=claim, field=Field.PHONE, text=NEW_NUMBER, by=getattr(program, who), at=at)

    assert ListingChange.objects.count() == 0


@pytest.mark.parametrize("state", [state for state in State if state is not State.VERIFIED])
def test_nothing_is_proposed_without_a_page_that_is_kept(program, at, state):
    claim = program.claim(state, at)

    with pytest.raises(ChangeRefused, match="not settled"):
        program.change(claim, at)


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        (Field.PHONE, "call Rosa at 217-555-0177", FactRefused),
        (Field.WEBSITE, "javascript:alert(1)", FactRefused),
        (Field.HOURS, "mon 16:00-8:00", FactRefused),
        (Field.CONTACT, "217", MessageRefused),
        (Field.CONTACT, "two words@example.org", MessageRefused),
    ],
)
def test_what_is_no_number_and_no_address_is_refused(program, claim, at, field, text, refusal):
    with pytest.raises(refusal):
        program.change(claim, at, field=field, text=text)


def test_contact_by_a_channel_that_is_closed_is_refused(program, claim, at, settings):
    settings.DEMONSTRATION = False

    with pytest.raises(MessageRefused, match="cannot send"):
        program.change(claim, at, field=Field.CONTACT, text=MAILBOX)


def test_one_change_of_a_field_at_a_time(program, claim, at):
    program.change(claim, at)
    program.change(claim, at, field=Field.WEBSITE, text="https://program.example/")

    with pytest.raises(ChangeRefused, match="A change of the same thing"):
        program.change(claim, at, text="217-555-0178")


def test_old_contact_gets_a_message_and_the_wait_begins_when_it_left(program, claim, at, with_contact):
    change = agree(change=program.change(claim, at + 5 * WAIT), by=program.intake, at=at + 5 * WAIT)
    before = calls_due(), follow_messages(at=at + 6 * WAIT)
    told = sent(at + 7 * WAIT)

    change = fresh(change)
    assert (before, told) == ((0, 0), 1)
    assert (change.state, change.told, change.waits_until) == ("waiting", "message", at + 8 * WAIT)


@pytest.mark.parametrize("status", ["dropped", "dead", "expired", "failed"])
def test_message_that_never_came_is_a_call_at_the_desk(program, claim, at, with_contact, status):
    change = agree(change=program.change(claim, at + WAIT), by=program.intake, at=at + WAIT)
    Message.objects.update(status=status, letter=None, ended_at=at + WAIT)

    done = follow_messages(at=at + WAIT), follow_messages(at=at + WAIT)

    assert (done, fresh(change).state, calls_due()) == ((1, 0), "to_tell", 1)
    assert apply_due_changes(at=at + 9 * WAIT) == 0


def test_message_that_left_and_did_not_arrive_starts_the_telling_anew(program, claim, at, with_contact):
    change = agree(change=program.change(claim, at + WAIT), by=program.intake, at=at + WAIT)
    sent(at + WAIT)
    Message.objects.update(status="failed")

    follow_messages(at=at + WAIT + HOURS)

    change = fresh(change)
    assert (change.state, change.told_at, calls_due()) == ("to_tell", None, 1)
    assert apply_due_changes(at=at + 9 * WAIT) == 0


def test_old_contact_stops_it_with_one_press_and_the_link_works_once(program, claim, at, with_contact):
    change = agree(change=program.change(claim, at + WAIT), by=program.intake, at=at + WAIT)
    key = token("change")
    sent(at + WAIT)

    stop_by_link(token=key, at=at + WAIT + HOURS)

    change = fresh(change)
    assert (change.state, change.stopped, change.stopped_by) == ("stopped", "old_contact", None)
    assert apply_due_changes(at=at + 9 * WAIT) == 0
    with pytest.raises(LinkRefused):
        stop_by_link(token=key, at=at + WAIT + 2 * HOURS)


def test_link_of_one_purpose_does_nothing_of_the_other(program, claim, at, with_contact):
    change = agree(change=program.change(claim, at + WAIT), by=program.intake, at=at + WAIT)
    key = token("change")

    for guess in (key, "guessed"):
        with pytest.raises(LinkRefused):
            answer_by_link(token=guess, at=at + WAIT)

    assert (fresh(change).answered_at, fresh(change).state) == (None, "to_tell")


@pytest.mark.parametrize("who", ["operator", "intake", "lead"])
def test_operator_or_program_stops_it(program, claim, at, who):
    change = program.told_change(claim, at)

    stop(change=change, by=getattr(program, who), at=at + HOURS)

    assert fresh(change).stopped == ("operator" if who == "operator" else "program")
    assert (apply_due_changes(at=at + WAIT), CheckedFact.objects.count()) == (0, 0)


def test_stranger_stops_nothing(program, claim, at):
    change = program.told_change(claim, at)

    with pytest.raises(ClaimRefused):
        stop(change=change, by=program.counselor, at=at)

    assert fresh(change).state == "waiting"


def test_stop_that_comes_too_late_says_so(program, claim, at):
    change = program.told_change(claim, at)
    apply_due_changes(at=at + WAIT)

    with pytest.raises(ChangeRefused, match="moved on"):
        stop(change=change, by=program.operator, at=at + WAIT)


def test_new_contact_must_answer_before_it_is_one(program, claim, at):
    change = program.told_change(claim, at, field=Field.CONTACT, text=f" {MAILBOX} ")
    unanswered = apply_due_changes(at=at + WAIT), contact_for_messages(facility=program.place)
    answer_by_link(token=token("confirm_contact"), at=at + WAIT)

    applied = apply_due_changes(at=at + WAIT)

    contact = contact_for_messages(facility=program.place)
    assert (unanswered, applied) == ((0, None), 1)
    assert (contact.channel, opened(contact, "address")) == ("email", {"address": MAILBOX})
    assert (MAILBOX.encode() in bytes(contact.address), fresh(change).address) == (False, None)


@pytest.mark.parametrize("how", ["stopped", "given back"])
def test_address_that_never_came_to_be_a_contact_is_forgotten_at_once(program, claim, at, how):
    change = program.change(claim, at, field=Field.CONTACT, text=MAILBOX)
    sealed = fresh(change).address

    if how == "stopped":
        stop(change=change, by=program.lead, at=at)
    else:
        withdraw(claim=claim, by=program.lead, at=at)

    assert (sealed is None, fresh(change).address) == (False, None)


def test_change_whose_new_contact_never_answers_runs_out_and_leaves_room_for_another(program, claim, at):
    change = program.told_change(claim, at, field=Field.CONTACT, text=MAILBOX)
    over = at + WAIT + ANSWERS_WITHIN

    counts = [apply_due_changes(at=moment) for moment in (over - MOMENT, over, over)]

    ended = fresh(change)
    assert counts == [0, 1, 0]
    assert (ended.state, ended.stopped, ended.stopped_by, ended.stopped_at) == (
        "stopped",
        "no_answer",
        None,
        over,
    )
    assert AuditEntry.objects.filter(
        what="change.stopped", about=f"change:{change.public_id}", by_kind="product"
    ).exists()
    assert program.change(claim, over, field=Field.CONTACT, text=NEW_MAILBOX).state == "proposed"


def test_new_contact_takes_the_place_of_the_old_one(program, claim, at, with_contact):
    agree(
        change=program.change(claim, at + WAIT, field=Field.CONTACT, text=NEW_MAILBOX), by=program.intake, at=at + WAIT
    )
    kinds = sorted(links_in_letters())
    answer_by_link(token=token("confirm_contact"), at=at + WAIT)
    sent(at + WAIT)

    apply_due_changes(at=at + 2 * WAIT)

    contact = ListingContact.objects.get()
    assert (kinds, opened(contact, "address")) == (["change", "confirm_contact"], {"address": NEW_MAILBOX})


def test_contested_claim_holds_its_changes_back_until_it_is_settled(program, claim, at):
    program.told_change(claim, at)
    refuse(claim=claim, to=State.CONTESTED, reason="A neighbor.", by=program.operator, at=at)
    held = apply_due_changes(at=at + WAIT), contact_for_messages(facility=program.place)
    verify(claim=claim, evidence="It is theirs.", by=make_operator(), at=at + WAIT)

    assert (held, apply_due_changes(at=at + WAIT)) == ((0, None), 1)


def test_revoked_claim_takes_back_what_the_program_said_and_stops_what_waits(program, claim, at, with_contact):
    agree(change=program.change(claim, at), by=program.intake, at=at)
    sent(at)
    apply_due_changes(at=at + WAIT)
    waiting = program.change(claim, at + WAIT, field=Field.INTAKE, text="217-555-0178")
    before = len(trust_of(program.place, at + 3 * WAIT, "en").facts)

    refuse(claim=claim, to=State.REVOKED, reason="They sold it.", by=program.operator, at=at + 2 * WAIT)

    assert (fresh(waiting).stopped, ListingContact.objects.count()) == ("claim_ended", 0)
    assert (before, trust_of(program.place, at + 3 * WAIT, "en").facts) == (1, ())
    numbers_found.forget()
    assert program.place.pk not in numbers_found(at=at + 3 * WAIT)


def test_page_given_back_leaves_what_was_true_and_takes_the_contact(program, claim, at, with_contact):
    agree(change=program.change(claim, at), by=program.intake, at=at)
    sent(at)
    apply_due_changes(at=at + WAIT)

    withdraw(claim=claim, by=program.lead, at=at + 2 * WAIT)

    assert [line.code for line in trust_of(program.place, at + 3 * WAIT, "en").facts] == ["phone"]
    assert (ListingContact.objects.count(), contact_for_messages(facility=program.place)) == (0, None)


def test_page_given_back_by_whoever_had_no_right_to_it_loses_what_they_said(program, claim, at):
    program.told_change(claim, at)
    apply_due_changes(at=at + WAIT)
    withdraw(claim=claim, by=program.lead, at=at + WAIT)
    listed = given_back_claims()

    refuse(claim=claim, to=State.REVOKED, reason="A broker.", by=program.operator, at=at + 2 * WAIT)

    claim.refresh_from_db()
    assert (claim.state, claim.ended_by, claim.ended_at) == ("revoked", program.operator, at + 2 * WAIT)
    assert (listed, given_back_claims()) == ([claim], [])
    assert list(CheckedFact.objects.standing(at=at + 3 * WAIT)) == []


def test_claim_that_was_never_kept_is_not_revoked_after_it_was_taken_back(program, at):
    claim = program.claim(State.WITHDRAWN, at)

    with pytest.raises(ClaimRefused, match="never kept"):
        refuse(claim=claim, to=State.REVOKED, reason="A broker.", by=program.operator, at=at)

    claim.refresh_from_db()
    assert (claim.state, given_back_claims()) == ("withdrawn", [])


def test_change_of_a_row_that_was_merged_meanwhile_stands_at_the_row_that_was_kept(program, claim, at):
    program.told_change(claim, at)
    kept = make_twin(program.place)
    merge(kept=kept, merged=program.place, by=program.operator, at=at)

    apply_due_changes(at=at + WAIT)

    assert CheckedFact.objects.get().facility == kept


def test_import_overwrites_neither_the_fact_nor_the_claim(program, claim, at, tmp_path):
    program.told_change(claim, at)
    apply_due_changes(at=at + WAIT)
    place = program.place
    row = listing(name1=place.name, street1=place.street1, phone="217-555-0199", service_code_info="SA OP BU MD")
    file = write_workbook(tmp_path / "directory.xlsx", [row], title="2026 SU Facilities")

    call_command("import_facilities", str(file), "--allow-shrink")

    claim.refresh_from_db()
    program.place.refresh_from_db()
    assert (place.source_year, place.phone, claim.state) == (2026, "217-555-0199", "verified")
    assert [fact.value for fact in CheckedFact.objects.all()] == [NEW_NUMBER]
    numbers_found.forget()
    assert numbers_found(at=at + 3 * WAIT)[program.place.pk].checked == ((Line.MAIN, NEW_NUMBER),)


def test_opening_hours_stand_on_the_page_after_two_people_and_the_wait_until_the_claim_is_revoked(program, claim, at):
    program.told_change(claim, at, field=Field.HOURS, text="mon-fri 8:00-16:30")
    early = trust_of(program.place, at + HOURS, "en").hours
    apply_due_changes(at=at + WAIT)

    told = trust_of(program.place, at + WAIT, "en")
    refuse(claim=claim, to=State.REVOKED, reason="They sold it.", by=program.operator, at=at + 2 * WAIT)

    assert (early, told.hours, told.facts) == (
        (),
        ("Monday to Friday: 8:00 am to 4:30 pm", "Closed: Saturday, Sunday"),
        (),
    )
    assert told.hours_by == "Told by the program that keeps this page, on November 25, 2026."
    after = trust_of(program.place, at + 3 * WAIT, "en")
    assert (after.hours, after.hours_by) == ((), "")


def test_newer_hours_take_the_place_of_older_ones(program, claim, at):
    for number, text in enumerate(("mon-fri 8:00-16:30", "vary")):
        program.told_change(claim, at + number * WAIT, field=Field.HOURS, text=text)
        apply_due_changes(at=at + (number + 1) * WAIT)

    assert trust_of(program.place, at + 3 * WAIT, "en").hours == ("Hours vary: call first.",)


def test_calls_at_the_desk_come_first_and_name_every_old_number(program, claim, at):
    waiting = program.told_change(claim, at, field=Field.WEBSITE, text="https://program.example/")
    to_call = agree(change=program.change(claim, at + HOURS), by=program.intake, at=at + HOURS)

    assert open_changes() == [to_call, waiting]
    assert old_numbers(claim=claim, at=at) == [LISTED]


def test_member_who_left_agrees_to_nothing(program, claim, at):
    change = program.change(claim, at)
    Membership.objects.filter(user=program.intake).update(ended_at=at)

    with pytest.raises(ClaimRefused):
        agree(change=change, by=program.intake, at=at)

    assert fresh(change).agreed_by is None


def left(user, at):
    Membership.objects.filter(user=user).update(ended_at=at)


def hidden(user, at):
    hide_account(user=user, at=at)


def put_out(user, at):
    user.is_active = False
    user.save()


@pytest.mark.parametrize("how", [left, hidden, put_out])
@pytest.mark.parametrize("who", ["lead", "intake"])
def test_change_of_somebody_who_may_no_longer_act_is_stopped_when_its_wait_is_over(program, claim, at, who, how):
    change = program.told_change(claim, at)
    how(getattr(program, who), at + HOURS)

    applied = apply_due_changes(at=at + WAIT), apply_due_changes(at=at + 2 * WAIT)

    change = fresh(change)
    assert (applied, change.state, change.stopped, change.stopped_by) == ((1, 0), "stopped", "left", None)
    assert CheckedFact.objects.count() == 0


@pytest.mark.parametrize(("is_operator", "state"), [(True, "applied"), (False, "stopped")])
def test_operator_who_agreed_is_asked_too_whether_they_are_one_still(program, claim, at, is_operator, state):
    agreer = make_operator()
    change = agree(change=program.change(claim, at), by=agreer, at=at)
    note_call(change=change, told=Told.CALL, by=program.operator, at=at)
    agreer.is_staff = is_operator
    agreer.save()

    assert (apply_due_changes(at=at + WAIT), fresh(change).state) == (1, state)


@pytest.mark.parametrize("who", ["proposer", "agreer", "works there"])
def test_call_is_noted_by_nobody_who_wanted_the_change_or_works_there(program, claim, at, who):
    agreer, colleague = make_operator(), make_operator()
    Membership.objects.create(organization=program.organization, user=colleague, role="nurse", began_at=at)
    program.lead.is_staff = True
    program.lead.save()
    change = agree(change=program.change(claim, at), by=agreer, at=at)
    caller = {"proposer": program.lead, "agreer": agreer, "works there": colleague}[who]

    with pytest.raises(ChangeRefused, match="A colleague who did not must call"):
        note_call(change=change, told=Told.NOBODY_THERE, by=caller, at=at)

    assert fresh(change).state == "to_tell"
