"""Invented referrals for the mirror: kinds and times, as many as a test asks for."""

from datetime import UTC, date, datetime, timedelta

from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.referrals.domain.referral_facts import Ending, ReferralFacts, SourceKind

QUARTER = Period(2026, 4, PeriodKind.QUARTER)
YEAR = Period(2026, 1, PeriodKind.YEAR)
SETTLED = date(2027, 6, 1)
ASKED = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def after(hours):
    return ASKED + timedelta(hours=hours)


def referral(**facts):
    return ReferralFacts(**{"source_kind": SourceKind.HOSPITAL, "program_id": "north", "asked_at": ASKED, **facts})


def answered(**facts):
    return referral(**{"first_answer_at": after(2), "accepted_at": after(5), **facts})


def arrived(*, hours=48, dose=None, **facts):
    return answered(
        **{
            "arrived_at": after(hours),
            "first_dose_at": None if dose is None else after(dose),
            "ending": Ending.ARRIVED,
            **facts,
        }
    )


def many(count, make, **facts):
    return [make(**facts) for _ in range(count)]
