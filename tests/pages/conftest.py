"""A small town with one way to start medicine, and pages that remember nothing of the test before."""

import pytest
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.index.live import forget_index
from handrail.directory.shown import forget_shown
from handrail.meetings.index.live import forget_meetings
from handrail.referrals.missing.actions import forget_missed
from handrail.web.page_context import is_demonstration

STRANDS = "ICO GCO FCO"


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_everything()
    yield
    forget_everything()


def forget_everything():
    forget_index()
    forget_meetings()
    forget_shown()
    forget_missed()
    is_demonstration.forget()


@pytest.fixture
def clinics(db):
    """Two in Springfield, Illinois: one is both legs, the other prescribes and does not keep people on medicine."""
    made = [
        make_facility(
            name="First & Example <Clinic>",
            codes=f"SA OP ORT BU BUM MOA MD ADLT MALE FEM {STRANDS} NOE ACC PEER SHG",
            phone="217-555-0101 x12",
            same_address_key="1 example street 62701",
        ),
        make_facility(
            name="Second Example Clinic",
            codes=f"SA OP OMB OTP MU MM MOA MD ADLT MALE FEM {STRANDS}",
            latitude=39.9,
            longitude=-89.6,
        ),
    ]
    bump_revision(at=timezone.now())
    return made
