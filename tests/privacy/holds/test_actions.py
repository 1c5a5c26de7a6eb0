"""A legal hold says why, sealed; of a secret one no account of the person tells, not even when it has gone (S33)."""

from datetime import timedelta

import pytest

from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.retention import SIX_YEARS
from handrail.privacy.holds.actions import HoldRefused, lift_hold, place_hold
from handrail.privacy.holds.queries import is_hold_told, lost_their_reason
from handrail.privacy.models import AuditEntry, LegalHold
from handrail.privacy.queries import who_saw
from handrail.privacy.retaining.actions import forget_past_records
from handrail.privacy.sealed_values import opened

pytestmark = pytest.mark.django_db
OFFICER = Actor(ActorKind.STAFF, "officer", "operator", "privacy_officer")
MOMENT = timedelta(seconds=1)


@pytest.fixture
def rosa(at):
    return open_subject(by=OFFICER, at=at)


def test_reason_of_a_hold_is_sealed_and_must_be_said(rosa, at):
    hold = place_hold(subject=rosa, reason="Order 42", by=OFFICER, at=at)

    with pytest.raises(HoldRefused):
        place_hold(subject=rosa, reason="  ", by=OFFICER, at=at)

    assert b"Order" not in bytes(LegalHold.objects.get().reason)
    assert opened(hold, "reason") == {"reason": "Order 42"}
    assert lost_their_reason() == set()


@pytest.mark.parametrize(
    ("is_secret", "told"), [(True, []), (False, ["retention.passed", "hold.lifted", "hold.placed"])]
)
def test_of_a_secret_hold_no_entry_names_the_person_to_the_end_of_its_time(rosa, at, is_secret, told):
    hold = place_hold(subject=rosa, reason="Order 42", by=OFFICER, at=at, is_secret=is_secret)
    is_told = is_hold_told(rosa)
    lift_hold(hold=hold, by=OFFICER, at=at)

    gone = forget_past_records(at=at + SIX_YEARS + MOMENT)

    assert (gone, is_told, LegalHold.objects.count()) == (1, not is_secret, 0)
    assert list(who_saw(subject=rosa).values_list("what", flat=True)) == [*told, "subject.opened"]
    passed = AuditEntry.objects.get(what="retention.passed")
    assert (passed.about, passed.subject_id) == (f"legal_hold:{hold.public_id}", "" if is_secret else rosa.public_id)
