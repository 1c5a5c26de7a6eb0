"""`handrail program_records`: a privacy officer ends what programs kept of a person, when all times have passed."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.people import make_organization, make_staff
from factories import make_consent
from handrail.privacy.actions import open_subject
from handrail.privacy.counseling_notes.actions import write_note
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.retention import SIX_YEARS
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.holds.actions import place_hold
from handrail.privacy.models import AuditEntry
from handrail.privacy.retaining.actions import forget_past_records

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2012, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MAYA = Actor(ActorKind.STAFF, "maya", "clinic", "counselor")


@pytest.fixture
def officer():
    return make_staff(organization=make_organization(kind="operator"), role="privacy_officer", word="officer")


@pytest.fixture
def rosa():
    """She signed a consent and was erased long ago. A counselor's notes of her are left."""
    rosa = open_subject(by=PRODUCT, at=LONG_AGO)
    make_consent(subject=rosa, at=LONG_AGO)
    write_note(subject=rosa, words="Of her sister.", by=MAYA, at=LONG_AGO)
    erase_own(subject=rosa, by=PRODUCT, at=LONG_AGO)
    return rosa


def program_records(*arguments):
    out = StringIO()
    call_command("program_records", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_what_is_kept_is_told_without_opening_it(rosa):
    before = program_records(rosa.public_id)
    forget_past_records(at=LONG_AGO + SIX_YEARS + DAY)

    after = program_records(rosa.public_id)

    notes = "counseling notes: those of organization clinic"
    papers = "signed consents: 1, kept until their time has passed"
    assert before == [papers, notes, "Nothing can be destroyed yet."]
    assert after == [notes, "Nothing stands against it."]


def test_officer_destroys_it_once_the_papers_have_passed_their_time(rosa, officer):
    destroy = (rosa.public_id, "--destroy", "--officer", officer.public_id)
    with pytest.raises(CommandError, match="within the time"):
        program_records(*destroy)
    kept = rosa.keys.count()
    forget_past_records(at=LONG_AGO + SIX_YEARS + DAY)

    program_records(*destroy)

    act = AuditEntry.objects.get(what="program_records.destroyed")
    assert (kept, rosa.keys.count()) == (2, 0)
    assert (act.by_id, act.role, act.subject_id) == (officer.public_id, "privacy_officer", rosa.public_id)


def test_hold_stops_it_and_is_told(rosa, officer):
    forget_past_records(at=LONG_AGO + SIX_YEARS + DAY)
    place_hold(subject=rosa, reason="Order 42", by=PRODUCT, at=LONG_AGO)

    with pytest.raises(CommandError, match="the law demands the record"):
        program_records(rosa.public_id, "--destroy", "--officer", officer.public_id)

    assert "A legal hold stands." in program_records(rosa.public_id)
    assert rosa.keys.count() == 2


@pytest.mark.parametrize("who", ["", "nobody", "lead"])
def test_nobody_else_destroys_anything(rosa, who):
    lead = make_staff(organization=make_organization(name="Hope Clinic"), word="harbor")
    forget_past_records(at=LONG_AGO + SIX_YEARS + DAY)

    with pytest.raises(CommandError, match="Only a privacy officer"):
        program_records(rosa.public_id, "--destroy", "--officer", lead.public_id if who == "lead" else who)

    assert rosa.keys.count() == 2
