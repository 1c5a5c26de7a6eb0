"""What must always hold of claims and changes is refused by the database too, where every action was passed by."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.people import make_organization
from directory.claims_made import Program
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.listing_changes.actions.clock import apply_due_changes
from handrail.directory.models import CheckedFact, Claim, ListingChange

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def program():
    return Program()


def refused(rows, **broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**broken)


@pytest.mark.parametrize(
    ("state", "broken"),
    [
        (State.ASKED, {"state": "asleep"}),
        (State.ASKED, {"state": State.CALLED}),
        (State.ASKED, {"state": State.CONFIRMED}),
        (State.ASKED, {"state": State.VERIFIED}),
        (State.ASKED, {"code": b"x"}),
        (State.ASKED, {"called_by": F("asked_by")}),
        (State.ASKED, {"ended_at": F("asked_at")}),
        (State.CALLED, {"code": None}),
        (State.CALLED, {"called_number": ""}),
        (State.CALLED, {"called_by": None}),
        (State.CALLED, {"wrong_codes": 6}),
        (State.CALLED, {"state": State.CONFIRMED}),
        (State.CONFIRMED, {"state": State.VERIFIED}),
        (State.CONFIRMED, {"confirmed_at": None}),
        (State.CONFIRMED, {"confirmed_by": None}),
        (State.CONFIRMED, {"confirmed_at": F("called_at") - DAY}),
        (State.VERIFIED, {"evidence": ""}),
        (State.VERIFIED, {"verified_by": None}),
        (State.VERIFIED, {"verified_at": None}),
        (State.VERIFIED, {"verified_by": F("asked_by")}),
        (State.VERIFIED, {"state": State.CONTESTED}),
        (State.VERIFIED, {"called_at": None}),
        (State.CONTESTED, {"reason": ""}),
        (State.DECLINED, {"reason": ""}),
        (State.DECLINED, {"ended_by": None}),
        (State.REVOKED, {"ended_at": None}),
        (State.WITHDRAWN, {"ended_by": None}),
    ],
)
def test_database_refuses_a_claim_that_cannot_be(program, at, state, broken):
    claim = program.claim(state, at)

    refused(Claim.objects.filter(pk=claim.pk), **broken)


def test_database_refuses_an_approver_who_entered_the_code(program, at):
    claim = program.claim(State.VERIFIED, at)

    refused(Claim.objects.filter(pk=claim.pk), confirmed_by=program.operator)


def test_database_keeps_one_keeper_and_one_live_claim(program, at):
    claim = program.claim(State.VERIFIED, at)
    copy = Claim.objects.get(pk=claim.pk)

    for organization in (program.organization, make_organization(name="Rival")):
        copy.pk, copy.public_id, copy.organization = None, f"other{organization.pk}", organization
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)

    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "asleep"},
        {"value": ""},
        {"field": Field.CONTACT},
        {"channel": "sms"},
        {"state": "to_tell"},
        {"agreed_by": F("proposed_by"), "agreed_at": F("proposed_at")},
        {"agreed_at": F("proposed_at")},
        {"state": "stopped"},
        {"stopped": "operator"},
        {"applied_at": F("proposed_at")},
    ],
)
def test_database_refuses_a_proposal_that_cannot_be(program, at, broken):
    change = program.change(program.claim(State.VERIFIED, at), at)

    refused(ListingChange.objects.filter(pk=change.pk), **broken)


def test_database_keeps_an_address_as_long_as_its_change_is_open(program, at, settings):
    settings.DEMONSTRATION = True
    claim = program.claim(State.VERIFIED, at)
    change = program.change(claim, at, field=Field.CONTACT, text="front-desk@program.example")
    rows, ended = ListingChange.objects.filter(pk=change.pk), {"state": "stopped", "stopped": "program"}

    refused(rows, address=None)
    refused(rows, **ended, stopped_at=at)
    rows.update(**ended, stopped_at=at, address=None)
    refused(rows, address=b"x")


@pytest.mark.parametrize(
    "broken",
    [
        {"told_at": None},
        {"told": ""},
        {"waits_until": None},
        {"waits_until": F("told_at")},
        {"agreed_by": None, "agreed_at": None},
        {"state": "applied"},
        {"state": "applied", "applied_at": F("waits_until") - DAY},
    ],
)
def test_database_refuses_a_wait_that_cannot_be(program, at, broken):
    change = program.told_change(program.claim(State.VERIFIED, at), at)

    refused(ListingChange.objects.filter(pk=change.pk), **broken)


def test_database_keeps_one_open_change_of_a_field(program, at):
    change = program.change(program.claim(State.VERIFIED, at), at)
    change.pk, change.public_id = None, "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        change.save(force_insert=True)

    assert ListingChange.objects.count() == 1


@pytest.mark.parametrize("broken", [{"change": None}, {"second_by": None}, {"second_by": F("by")}])
def test_database_refuses_a_fact_that_comes_from_nowhere_or_from_one_person(program, at, broken):
    program.told_change(program.claim(State.VERIFIED, at), at)
    apply_due_changes(at=at + 3 * DAY)

    refused(CheckedFact.objects.all(), **broken)
