"""Real rows for tests, with facts that nobody could take for a true facility."""

from datetime import UTC, datetime
from itertools import count

from django.contrib.auth import get_user_model

from handrail.accounts.models import Membership, Organization
from handrail.directory.domain.claims import due_on as claim_due_on
from handrail.directory.domain.corrections import Kind, due_on
from handrail.directory.domain.sources import Precision, Source
from handrail.directory.listed_numbers import keep_numbers
from handrail.directory.models import CallOutcome, Claim, Correction, Facility, VisitorAnswers
from handrail.privacy.consenting.actions import Evidence, Terms, give_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.consents import ConsentKind, Information, Purpose
from handrail.privacy.models import Consent
from handrail.privacy.sealed_values import seal

NUMBER = count(1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_facility(**overrides) -> Facility:
    """A saved outpatient clinic in Springfield, Illinois, that prescribes buprenorphine and takes Medicaid."""
    number = next(NUMBER)
    facts = {
        "name": f"Example Recovery Center {number}",
        "street1": f"{number} Example Street",
        "city": "Springfield",
        "state": "IL",
        "zip": "62701",
        "phone": f"447-555-{100 + number % 100:04}",  # never a number that a test writes down
        "codes": "SA OP ORT BU MD",
        "latitude": 39.8,
        "longitude": -89.65,
        "precision": Precision.ADDRESS,
        "source": Source.NATIONAL_DIRECTORY,
        "source_year": 2023,
    }
    facts.update(overrides)
    if facts["latitude"] is None or facts["longitude"] is None:
        facts.update(latitude=None, longitude=None, precision=Precision.NONE)
    facility = Facility(**facts)
    if facility.last_verified_at and "verified_phone_key" not in overrides:
        facility.verified_phone_key = facility.number_key
    facility.save(force_insert=True)
    keep_numbers([facility], are_new=True)
    return facility


def make_twin(facility: Facility, **overrides) -> Facility:
    """Another row of the same place: the desk suggests to merge the two."""
    names = ("name", "program", "kind", "street1", "street2", "city", "state", "zip", "phone", "source")
    return make_facility(**({name: getattr(facility, name) for name in names} | overrides))


def make_operator(name: str = ""):
    """Somebody who may work at the desk."""
    return get_user_model().objects.create_user(name or f"operator-{next(NUMBER)}", is_staff=True)


def make_privacy_officer(name: str = ""):
    """Somebody who answers for privacy in the organization that runs this installation."""
    user = make_operator(name)
    organization, _ = Organization.objects.get_or_create(
        name="Example Operator", kind="operator", defaults={"made_at": NOON}
    )
    Membership.objects.create(organization=organization, user=user, role="privacy_officer", began_at=NOON)
    return user


def make_call(**overrides) -> CallOutcome:
    """A saved call that was answered at the right number."""
    facts = {"at": NOON, "answered": True, "right_number": "yes", "medicines": {}, "covers": {}}
    facts.update(overrides)
    if "facility" not in facts:
        facts["facility"] = make_facility()
    if "by" not in facts:
        facts["by"] = make_operator()
    facts.setdefault("phone_key", facts["facility"].number_key)
    return CallOutcome.objects.create(**facts)


def make_taps(**facts) -> VisitorAnswers:
    """Visitors' answers on the number that is listed now."""
    facts.setdefault("phone_key", facts["facility"].number_key)
    return VisitorAnswers.objects.create(**facts)


def make_claim(**facts) -> Claim:
    """An organization asks for the page of a place."""
    asked_by = facts.pop("asked_by", None) or get_user_model().objects.create_user(f"asks-{next(NUMBER)}")
    if "organization" not in facts:
        facts["organization"] = Organization.objects.create(name="Example Clinic", kind="clinic", made_at=NOON)
    if "facility" not in facts:
        facts["facility"] = make_facility()
    values = {"subject": asked_by.subject, "asked_by": asked_by, "asked_at": NOON, "due_on": claim_due_on(NOON.date())}
    claim = Claim(**(values | facts))
    seal(claim, at=NOON, words={"who": "Rosa Castillo", "phone": "", "evidence": "License 4711"})
    claim.save(force_insert=True)
    return claim


def make_kept_claim(**facts) -> Claim:
    """One that was called back, confirmed and verified."""
    operator = make_operator()
    asked_by = facts.pop("asked_by", None) or get_user_model().objects.create_user(f"keeps-{next(NUMBER)}")
    called = {"called_by": operator, "called_at": NOON, "called_number": "217-555-0100"}
    confirmed = {"confirmed_by": asked_by, "confirmed_at": NOON}
    verified = {"verified_by": operator, "verified_at": NOON, "evidence": "Rang the listed number."}
    return make_claim(**{"asked_by": asked_by, "state": "verified", **called, **confirmed, **verified, **facts})


def make_correction(**overrides) -> Correction:
    """A new report that a number is wrong."""
    facts = {"kind": Kind.WRONG_NUMBER, "opened_at": NOON, "words": "Another company answers."}
    facts.update(overrides)
    facts.setdefault("due_on", due_on(Kind(facts["kind"]), day=facts["opened_at"].date()))
    if "facility" not in facts:
        facts["facility"] = make_facility()
    return Correction.objects.create(**facts)


SIGNED = Evidence(text="I let ...", text_version="1", language="en", tells_how_to_revoke=True)


def make_consent(*, subject, at, by=PRODUCT, evidence=SIGNED, **terms) -> Consent:
    """Signed: the hospital may tell the clinic who somebody is, for treatment and until its end."""
    named = {
        "kind": ConsentKind.NAMED,
        "disclosers": frozenset({"hospital"}),
        "information": frozenset({Information.IDENTITY}),
        "recipients": frozenset({"clinic"}),
        "purposes": frozenset({Purpose.TREATMENT}),
    }
    until = {} if {"expires_at", "expires_on"} & set(terms) else {"expires_on": "end of treatment"}
    return give_consent(subject=subject, terms=Terms(**named | until | terms), evidence=evidence, by=by, at=at)


def make_person_request(**facts):
    """A complaint of somebody, through the action that people's own page calls."""
    from handrail.kernel.public_ids import new_public_id
    from handrail.privacy.actions import open_subject
    from handrail.privacy.domain.requests import RequestKind
    from handrail.privacy.requests.actions import file_request

    subject = facts.pop("subject", None) or open_subject(by=PRODUCT, at=NOON)
    given = {"kind": RequestKind.COMPLAINT, "text": "Nobody called me back.", "about": "", "by": PRODUCT, "at": NOON}
    return file_request(subject=subject, public_id=new_public_id(), **given | facts)
