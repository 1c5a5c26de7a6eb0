"""Whoever tries the product finds a claim in every state, and nothing of it is left beside real data (S36)."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.accounts.models import Membership, Organization
from handrail.directory.actions import make_room_for_real_data
from handrail.directory.demonstration.actions import load_demonstration
from handrail.directory.domain.claims import State
from handrail.directory.listing_changes.queries import calls_due
from handrail.directory.models import Claim, ListingChange, ListingContact, Partnership
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.models import Roster, RosterPage
from handrail.privacy.models import OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.ways import way_to
from handrail.referrals.domain.questions import Way

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def loaded(settings):
    settings.DEMONSTRATION = True  # messages are printed
    load_demonstration(at=AT)


def test_there_is_a_claim_in_each_state_and_one_is_overdue():
    assert sorted(Claim.objects.values_list("state", flat=True)) == sorted([*State, State.VERIFIED])
    assert list(Claim.objects.filter(due_on__lt=AT.date()).values_list("state", flat=True)) == ["asked"]


def test_one_change_needs_a_second_person_and_one_a_call():
    assert sorted(ListingChange.objects.values_list("field", "state")) == [
        ("contact", "applied"),
        ("phone", "to_tell"),
        ("website", "proposed"),
    ]
    assert calls_due() == 1


def test_the_verified_page_has_a_confirmed_contact_by_the_usual_steps(checkout):
    contact, change = ListingContact.objects.get(), ListingChange.objects.get(field="contact")

    assert (contact.claim.state, contact.channel) == ("verified", "email")
    assert opened(contact, "address")["address"] == "front-desk@program.example"
    assert (change.state, change.proposed_by.username, change.agreed_by.username, change.told_by.username) == (
        "applied",
        "demo-lead",
        "demo-intake",
        "demo-colleague",
    )
    assert contact.claim.place.name in (checkout / "README.md").read_text()


def test_its_link_was_used_and_no_worker_prints_it(capsys):
    deliver(at=AT)

    assert "/confirm-contact/" not in capsys.readouterr().out
    assert OneTimeLink.objects.get(purpose="change-answer").used_at is not None


def test_a_question_to_it_goes_by_its_link():
    facility = ListingContact.objects.get().claim.place

    assert way_to(facility) is Way.LINK


def test_loading_again_changes_no_claim():
    Claim.objects.filter(state=State.ASKED).delete()

    load_demonstration(at=AT)

    assert (Claim.objects.count(), Organization.objects.count()) == (len(State), 4)


def test_real_data_take_the_made_up_program_away():
    real = Organization.objects.create(name="Real Program", kind="program", made_at=AT)

    make_room_for_real_data(at=AT)

    assert (Claim.objects.count(), list(Organization.objects.all()), Membership.objects.count()) == (0, [real], 0)
    assert (Roster.objects.count(), RosterPage.objects.count()) == (0, 0)


def test_one_partnership_holds_and_one_waits_for_whoever_tries_it():
    found = Partnership.objects.order_by("pk").values_list("kind", "declared_by__username", "confirmed_by__username")

    assert list(found) == [
        ("beside_medicine", "demo-lead", "demo-partner"),
        ("after_stay", "demo-partner", None),
    ]


def test_there_is_a_call_that_was_passed_on_to_the_deputy():
    load_demonstration(at=AT)

    call = RosterPage.objects.get()
    assert (call.state, AT - call.called_at, AT - call.deputy_called_at) == (
        "escalated",
        timedelta(minutes=27),
        timedelta(minutes=12),
    )


def test_health_pages_have_a_writer_and_a_reviewer_who_stay_what_a_tester_made_of_them():
    live = Membership.objects.live().filter(
        organization__kind="operator", user__username__in=["demo-writer", "demo-reviewer"]
    )
    before = dict(live.values_list("user__username", "role"))
    Membership.objects.filter(user__username="demo-writer").update(ended_at=AT)

    load_demonstration(at=AT)

    assert before == {"demo-writer": "writer", "demo-reviewer": "reviewer"}
    assert dict(live.values_list("user__username", "role")) == {"demo-reviewer": "reviewer"}
