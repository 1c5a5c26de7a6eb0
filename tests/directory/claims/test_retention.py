"""Who kept a page is forgotten six years after it ended, and nobody whose record is held by law."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import RestrictedError

from directory.claims_made import LISTED, NEW_NUMBER, Program
from factories import NOON, make_claim
from handrail.directory.calls.queries import numbers_to_dial
from handrail.directory.claims.actions.claiming import refuse, withdraw
from handrail.directory.claims.actions.retention import forget_past_claims
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.listing_changes.actions.changing import stop
from handrail.directory.listing_changes.actions.clock import apply_due_changes
from handrail.directory.models import CheckedFact, Claim, ListingChange
from handrail.privacy.domain.retention import SIX_YEARS
from handrail.privacy.models import LegalHold

pytestmark = pytest.mark.django_db
MOMENT = timedelta(minutes=1)
LATER = NOON + timedelta(days=3)
LONG_AFTER = LATER + SIX_YEARS + MOMENT


def ended_claim() -> Claim:
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(state=State.WITHDRAWN, ended_by=claim.asked_by, ended_at=NOON)
    return claim


def test_ended_claim_goes_after_its_time_and_an_open_one_stays():
    ended_claim()
    waiting = make_claim()

    early = forget_past_claims(at=NOON + SIX_YEARS)
    late = [forget_past_claims(at=NOON + SIX_YEARS + MOMENT) for _ in range(2)]

    assert (early, late) == (0, [1, 0])
    assert list(Claim.objects.all()) == [waiting]


def test_claim_of_somebody_whose_record_is_held_stays():
    claim = ended_claim()
    LegalHold.objects.create(subject=claim.subject, placed_at=NOON)

    assert forget_past_claims(at=NOON + 2 * SIX_YEARS) == 0


@pytest.fixture
def program():
    return Program()


@pytest.fixture
def claim(program):
    """Its number was changed, and two days later people read the new one."""
    claim = program.claim(State.VERIFIED, NOON)
    program.told_change(claim, NOON)
    apply_due_changes(at=LATER)
    return claim


def dialed(program):
    return [number.shown for number in numbers_to_dial(facility=program.place, at=LONG_AFTER)]


def test_number_of_a_page_that_is_kept_stays_with_who_changed_it(program, claim):
    gone = forget_past_claims(at=LONG_AFTER)

    assert (gone, dialed(program), ListingChange.objects.count()) == (0, [LISTED, NEW_NUMBER], 1)


def test_number_of_a_page_that_was_given_back_stays_and_only_the_words_of_who_asked_go(program, claim):
    withdraw(claim=claim, by=program.lead, at=LATER)

    gone = [forget_past_claims(at=LONG_AFTER) for _ in range(2)]

    claim.refresh_from_db()
    assert (gone, dialed(program), claim.words) == ([1, 0], [LISTED, NEW_NUMBER], None)


def test_what_was_taken_back_goes_with_its_claim(program, claim):
    refuse(claim=claim, to=State.REVOKED, reason="They sold it.", by=program.operator, at=LATER)

    gone = [forget_past_claims(at=LONG_AFTER) for _ in range(2)]

    assert (gone, Claim.objects.count(), CheckedFact.objects.count()) == ([2, 0], 0, 0)


def test_change_that_was_stopped_goes_from_a_page_that_is_kept(program, claim):
    stop(change=program.change(claim, LATER), by=program.lead, at=LATER)

    gone = forget_past_claims(at=LONG_AFTER)

    assert (gone, [change.state for change in ListingChange.objects.all()]) == (1, ["applied"])


@pytest.fixture
def mailbox(program, claim, settings):
    """Where messages to the program go since its new contact pressed the link."""
    settings.DEMONSTRATION = True
    change = program.told_change(claim, LATER, field=Field.CONTACT, text="front-desk@program.example")
    ListingChange.objects.filter(pk=change.pk).update(answered_at=LATER)
    apply_due_changes(at=LATER + timedelta(days=3))
    return change.subject


def is_forgotten(mailbox):
    mailbox.refresh_from_db()
    left = ListingChange.objects.filter(subject=mailbox).count() + mailbox.keys.count()
    return (mailbox.erased_at is not None, left)


def test_mailbox_goes_with_its_key_when_nothing_names_it_any_more(program, claim, mailbox):
    still_written_to = forget_past_claims(at=LONG_AFTER + SIX_YEARS), is_forgotten(mailbox)
    withdraw(claim=claim, by=program.lead, at=LONG_AFTER + SIX_YEARS)

    forget_past_claims(at=LONG_AFTER + SIX_YEARS)

    assert still_written_to == (0, (False, 2))
    assert is_forgotten(mailbox) == (True, 0)


def test_mailbox_whose_record_is_held_by_law_stays(program, claim, mailbox):
    withdraw(claim=claim, by=program.lead, at=LONG_AFTER)
    LegalHold.objects.create(subject=mailbox, placed_at=NOON)

    forget_past_claims(at=LONG_AFTER + 2 * SIX_YEARS)

    assert is_forgotten(mailbox) == (False, 2)


def test_number_that_people_read_goes_with_no_deleted_claim(claim):
    with pytest.raises(RestrictedError), transaction.atomic():
        claim.delete()

    assert CheckedFact.objects.count() == 1
