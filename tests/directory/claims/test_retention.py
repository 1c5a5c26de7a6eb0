"""Who kept a page is forgotten six years after it ended, and nobody whose record is held by law."""

from datetime import timedelta

import pytest

from factories import NOON, make_claim
from handrail.directory.claims.actions.retention import forget_past_claims
from handrail.directory.domain.claims import State
from handrail.directory.models import Claim
from handrail.privacy.domain.retention import SIX_YEARS
from handrail.privacy.models import LegalHold

pytestmark = pytest.mark.django_db
MOMENT = timedelta(minutes=1)


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
