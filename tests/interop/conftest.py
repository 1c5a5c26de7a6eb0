"""A small town with two clinics, and a program that calls."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from directory.claims_made import Program
from factories import make_facility
from handrail.accounts.api_keys.actions import make_key
from handrail.accounts.queries import acting_for, membership_in
from handrail.directory.actions import bump_revision
from handrail.directory.domain.claims import State
from handrail.directory.index.live import forget_index
from handrail.web.limiting.limits import forget_permits

STRANDS = "ICO GCO FCO"
JSON = "application/json"


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_index()
    forget_permits()
    yield
    forget_index()
    forget_permits()


@pytest.fixture
def one_minute(monkeypatch):
    """Permits are taken for a minute of the clock: none is begun while queries are counted."""
    now = timezone.now()
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: now)


@pytest.fixture
def clinics(db):
    """Two in Springfield, Illinois: one is both legs, the other prescribes and does not keep people on medicine."""
    made = [
        make_facility(
            name="First & Example <Clinic>",
            program="Program of \N{LATIN SMALL LETTER E WITH ACUTE}xamples",
            codes=f"SA OP ORT BU BUM MOA MD ADLT MALE FEM {STRANDS} NOE ACC PEER SHG",
            phone="217-555-0101 x12",
            intake_phones=["217-555-0102"],
            website="https://clinic.example/",
            coordinates_source="findtreatment_export",
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


@pytest.fixture
def caller(clinics):
    return Caller()


class Caller:
    """A program on another machine. A failure of ours is an answer to it."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    def post(self, path, body, **headers):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(path, content, content_type=JSON, headers=headers)

    def get(self, path, **headers):
        return self.client.get(path, headers=headers)


KEPT_ID = "abcdefghijklm"  # as in the examples of the document


@pytest.fixture
def kept_program(clinics, at):
    """A program that keeps the page of the examples, and its key."""
    program = Program(public_id=KEPT_ID, codes="SA RD OTP")
    program.kept = program.claim(State.VERIFIED, at)
    program.secret = secret_of(program.organization, program.lead, at)
    return program


def secret_of(organization, user, at, *, days=365):
    by = acting_for(membership_in(organization=organization, user=user))
    made = make_key(organization=organization, label="Bed board", days=days, user=user, by=by, at=at)
    return made.secret


def bearer(secret):
    return {"authorization": f"Bearer {secret}"}
