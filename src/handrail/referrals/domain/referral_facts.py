"""What the mirror of the network knows of one referral: kinds and times, and nothing of the person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class SourceKind(StrEnum):
    """Who handed the person over. Waits differ most by this: three days from a program, fourteen from a court."""

    THE_PERSON = "the_person"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    PROGRAM = "program"
    JUSTICE = "justice"  # police, court, jail, prison
    COMMUNITY = "community"  # peers, outreach, shelters, helplines


class Ending(StrEnum):
    """How a referral ended. It ends by one of these, never by silence."""

    ARRIVED = "arrived"
    NO_SHOW = "no_show"
    LOST = "lost"  # nobody could reach the person
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"


class DeclineReason(StrEnum):
    """Why a program said no. Product choice, after the coded reasons of Clarity HMIS, SNFMetrics and suds."""

    FULL = "full"
    LEVEL_OF_CARE = "level_of_care"
    MEDICINE = "medicine"
    MEDICAL_NEED = "medical_need"
    PAYER = "payer"
    AGE_OR_SEX = "age_or_sex"
    OUT_OF_AREA = "out_of_area"
    OTHER = "other"


@dataclass(frozen=True)
class ReferralFacts:
    """One referral, ended or open. Times carry the zone whose calendar decides the quarter.

    `need_codes` are those the person told us; `injects` is one that the law counts apart (45 CFR 96.126).
    """

    source_kind: SourceKind
    program_id: str
    asked_at: datetime
    need_codes: frozenset[str] = frozenset()
    language: str = "en"
    is_rural: bool = False
    injects: bool = False
    first_answer_at: datetime | None = None
    accepted_at: datetime | None = None
    arrived_at: datetime | None = None
    first_dose_at: datetime | None = None
    interim_services_at: datetime | None = None
    ending: Ending | None = None
    decline_reason: DeclineReason | None = None
    waitlisted_from: datetime | None = None
    waitlisted_until: datetime | None = None

    def after_asking(self, moment: datetime | None) -> timedelta | None:
        """A clock set wrong makes no wait shorter than none."""
        return None if moment is None else max(moment - self.asked_at, timedelta(0))
