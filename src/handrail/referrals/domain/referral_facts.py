"""What the mirror of the network knows of one referral: kinds and times, and nothing of the person."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from handrail.accounts.domain.roles import Kind
from handrail.referrals.domain.arrival_rates import Confirmation
from handrail.referrals.domain.reasons import DeclineReason


class SourceKind(StrEnum):
    """Who handed the person over. Waits differ most by this: three days from a program, fourteen from a court."""

    THE_PERSON = "the_person"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    PROGRAM = "program"
    JUSTICE = "justice"  # police, court, jail, prison
    COMMUNITY = "community"  # peers, outreach, shelters, helplines


SOURCE_OF: dict[Kind, SourceKind] = {
    Kind.HOSPITAL: SourceKind.HOSPITAL,
    Kind.CLINIC: SourceKind.CLINIC,
    Kind.PROGRAM: SourceKind.PROGRAM,
    Kind.POLICE: SourceKind.JUSTICE,
    Kind.CUSTODY: SourceKind.JUSTICE,
    Kind.PRISON_HEALTH: SourceKind.JUSTICE,  # another role than a guard's (S24), and the same wait behind a wall
    Kind.REFERRAL_SERVICE: SourceKind.COMMUNITY,
    Kind.PEER_ORGANIZATION: SourceKind.COMMUNITY,
    Kind.OPERATOR: SourceKind.COMMUNITY,
}
"""Coarser than kinds of organization: each row of a table needs people enough to be shown."""


class Ending(StrEnum):
    """How a referral ended. It ends by one of these, never by silence."""

    ARRIVED = "arrived"
    NO_SHOW = "no_show"
    LOST = "lost"  # nobody could reach the person
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class ReferralFacts:
    """One referral, ended or open. Times carry the zone whose calendar decides the quarter.

    `need_codes` are those the person told us; `injects` is one that the law counts apart (45 CFR 96.126). Several
    programs may have been asked: `program_id` is the one that decided, and what it did is "there".
    `said`: what came of asking without a name.
    """

    source_kind: SourceKind
    program_id: str
    asked_at: datetime
    need_codes: frozenset[str] = frozenset()
    language: str = "en"
    injects: bool = False
    payer: str = ""
    said: str = ""
    first_answer_at: datetime | None = None
    accepted_at: datetime | None = None
    arrived_at: datetime | None = None
    first_dose_at: datetime | None = None
    interim_services_at: datetime | None = None
    ending: Ending | None = None
    decline_reason: DeclineReason | None = None
    waitlisted_from: datetime | None = None
    waitlisted_until: datetime | None = None
    asked_there_at: datetime | None = None
    answered_there_at: datetime | None = None
    accepted_there_at: datetime | None = None
    confirmed_by: Confirmation = Confirmation.NOBODY

    def after_asking(self, moment: datetime | None) -> timedelta | None:
        """A clock set wrong makes no wait shorter than none."""
        return None if moment is None else max(moment - self.asked_at, timedelta(0))

    def seen_there(self) -> Self:
        """As the program that decided had it: its waits begin when it was asked, and not when another was."""
        if self.asked_there_at is None:
            return self
        return replace(
            self,
            asked_at=self.asked_there_at,
            first_answer_at=self.answered_there_at,
            accepted_at=self.accepted_there_at,
        )
