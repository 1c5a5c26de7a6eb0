"""What a consent says and what a hand-over is: the words of 42 CFR 2.31, 2.33 and 2.35 (S19)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ConsentKind(StrEnum):
    """Kinds that the law keeps apart."""

    CARE = "care"  # treatment, payment and health care operations: 2.31(a)(4), 2.33(b)
    NAMED = "named"  # to one named recipient, for a stated purpose: 2.31(a)
    NOTES = "counseling_notes"  # 2.31(b)
    LEGAL = "legal_proceedings"  # 2.31(d)
    JUSTICE = "criminal_justice"  # 2.35
    FAMILY = "family"  # a person close to the patient: 2.31(a), kept apart by S19


class Purpose(StrEnum):
    """Why something is handed over."""

    TREATMENT = "treatment"
    PAYMENT = "payment"
    OPERATIONS = "operations"
    AT_THE_PERSONS_REQUEST = "at_the_persons_request"
    LEGAL_PROCEEDING = "legal_proceeding"
    SUPERVISION = "supervision"  # the duty of a court, a probation or parole officer: 2.35(a)
    SUPPORT = "support"  # of family and friends


CARE_PURPOSES = frozenset({Purpose.TREATMENT, Purpose.PAYMENT, Purpose.OPERATIONS})


class RecipientRole(StrEnum):
    """In which role somebody receives: a prison's clinic and its guards are two (S24)."""

    TREATMENT = "treatment"
    PAYER = "payer"
    OPERATIONS = "operations"
    LEGAL = "legal"
    JUSTICE = "criminal_justice"  # court, prosecutor, probation, parole, police, custody
    FAMILY = "family"


CARE_ROLES = frozenset({RecipientRole.TREATMENT, RecipientRole.PAYER, RecipientRole.OPERATIONS})


class Information(StrEnum):
    """What is handed over, as a person would name it."""

    IDENTITY = "identity"
    REFERRAL = "referral"
    ADMITTED = "admitted"
    ATTENDING = "attending"
    ENDED = "ended"
    TREATMENT_RECORD = "treatment_record"
    MEDICINES = "medicines"
    TEST_RESULTS = "test_results"
    PAYMENT = "payment"
    PLAN = "plan"
    CHECK_INS = "check_ins"
    COUNSELING_NOTES = "counseling_notes"


JUSTICE_INFORMATION = frozenset({Information.ADMITTED, Information.ATTENDING, Information.ENDED})  # S24
THE_PERSONS_OWN = frozenset({Information.PLAN, Information.CHECK_INS})  # never by a class of recipients


class Condition(StrEnum):
    """What must hang on taking part before 2.35 applies. Being sent by the police without a charge is none."""

    DISPOSITION = "disposition"
    PAROLE = "parole"
    RELEASE = "release"


ANY_TREATING = "treating_provider"
"""A class of recipients instead of names: "my treating providers, health plans, third-party payers, and people helping
to operate this program" (2.31(a)(4)). Only a consent of the kind CARE may use it."""


@dataclass(frozen=True)
class Consent:
    """One signed consent. The numbers are those of 2.31(a)."""

    public_id: str
    kind: ConsentKind
    subject: str  # (1) the patient, by name on the signed text
    disclosers: frozenset[str]  # (2) organizations that may disclose
    information: frozenset[Information]  # (3)
    recipients: frozenset[str]  # (4) by name, or ANY_TREATING
    purposes: frozenset[Purpose]  # (5)
    tells_how_to_revoke: bool  # (6)
    expires_at: datetime | None  # (7) a date, or
    expires_on: str  # (7) an event: "end of treatment"; "none", for CARE alone
    signed_by: str  # (8) the patient, or who may sign for them
    signed_at: datetime | None  # (9)
    tells_of_redisclosure: bool = False  # CARE: what is redisclosed may no longer be protected
    tells_what_refusing_means: bool = False  # CARE
    condition: Condition | None = None  # JUSTICE
    irrevocable_until: datetime | None = None  # JUSTICE: at latest the final disposition
    revoked_at: datetime | None = None
    ended_at: datetime | None = None  # the event of (7) came
    known_false: bool = False  # 2.31(c)


@dataclass(frozen=True)
class HandOver:
    """What somebody is about to hand over."""

    subject: str
    discloser: str
    recipient: str
    role: RecipientRole
    information: frozenset[Information]
    purpose: Purpose
    at: datetime = field(compare=False)


@dataclass(frozen=True)
class Decision:
    """Whether it may go, by which consent, and the rule that decided."""

    is_allowed: bool
    rule: str
    section: str
    consent: str = ""
