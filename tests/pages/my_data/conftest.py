"""A person with an account about whom others did things, and a stranger about whom they did more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization, make_person
from factories import make_consent
from handrail.accounts.queries import acting_for_themselves
from handrail.privacy.actions import write_identity
from handrail.privacy.consenting.actions import Evidence, hand_over
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.consents import HandOver, Information, Purpose, RecipientRole
from handrail.privacy.domain.emergencies import Emergency
from handrail.privacy.emergencies.actions import open_in_emergency
from handrail.privacy.queries import identity_of
from privacy.papers import stand_with
from signing_in import sign_in

WORDS = "I let Hope Clinic tell County Hospital that I am coming."
DAY = timedelta(days=1)


@pytest.fixture
def now():
    """Views read the clock, so what is given was given by the same clock."""
    return timezone.now()


@pytest.fixture
def clinic():
    return with_paper(make_organization(name="Hope Clinic"))


@pytest.fixture
def hospital():
    return with_paper(make_organization(name="County Hospital", kind="hospital"))


def with_paper(organization):
    stand_with(organization.public_id)
    return organization


@pytest.fixture
def rosa(now):
    return make_person("river", at=now - DAY)[0]


@pytest.fixture
def sam(now):
    return make_person("meadow", at=now - DAY)[0]


@pytest.fixture
def browser(rosa):
    """Rosa's, a moment after she showed that it is her."""
    return browser_of(rosa)


def browser_of(user, **terms) -> Client:
    client = Client()
    sign_in(client, user, **terms)
    return client


def consent_between(user, clinic, hospital, *, at, **change):
    terms = {
        "disclosers": frozenset({clinic.public_id}),
        "information": frozenset({Information.IDENTITY, Information.MEDICINES}),
        "recipients": frozenset({hospital.public_id}),
        "expires_at": at + 30 * DAY,
    }
    evidence = Evidence(text=WORDS, text_version="7", language="en", tells_how_to_revoke=True, present=("a nurse",))
    by = acting_for_themselves(user)
    return make_consent(subject=user.subject, at=at, by=by, evidence=evidence, **terms | change)


def nurse_of(organization, *, role="nurse") -> Actor:
    return Actor(ActorKind.STAFF, "anurseatwork", organization.public_id, role)


def look_at(user, organization, *, at) -> None:
    """A nurse reads who somebody is, who wrote it down before."""
    person = {"name": f"Person of {user.public_id}", "phone": "312 555 0199"}
    write_identity(subject=user.subject, person=person, by=acting_for_themselves(user), at=at)
    identity_of(subject=user.subject, by=nurse_of(organization), purpose="treatment", at=at)


def ask_for(user, clinic, hospital, *, at):
    asked = HandOver(
        subject=user.subject.public_id,
        discloser=clinic.public_id,
        recipient=hospital.public_id,
        role=RecipientRole.TREATMENT,
        information=frozenset({Information.MEDICINES}),
        purpose=Purpose.TREATMENT,
        at=at,
    )
    return hand_over(subject=user.subject, asked=asked, by=nurse_of(clinic))


def open_record_of(user, hospital, *, at):
    emergency = Emergency("Dr. Chen", "County Hospital", "Dr. Chen", "found unresponsive at home", at)
    information = frozenset({Information.MEDICINES})
    by = nurse_of(hospital, role="clinician")
    return open_in_emergency(subject=user.subject, emergency=emergency, information=information, by=by)
