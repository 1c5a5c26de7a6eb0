"""What is kept of a quarter beside its tables, so that a year adds up: no moment of anybody, only waits in whole hours.

Whoever asked in May or in June is one and the same here, and no line leads back to a referral.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from handrail.privacy.domain.fixed_periods import Period
from handrail.referrals.domain.arrival_rates import AcceptedReferral, Confirmation
from handrail.referrals.domain.mirror import HOUR
from handrail.referrals.domain.mirror_dimensions import need_of
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.referral_facts import Ending, ReferralFacts, SourceKind

Kept = dict[str, Any]


def kept_facts(facts: Iterable[ReferralFacts]) -> list[Kept]:
    """In an order that tells nothing of who came first."""
    return sorted((kept_line(each) for each in facts), key=lambda line: str(sorted(line.items(), key=str)))


def kept_line(facts: ReferralFacts) -> Kept:
    there = facts.seen_there()
    waits = {
        "answer": there.first_answer_at,
        "accept": there.accepted_at or facts.accepted_at,
        "visit": facts.arrived_at,
        "dose": facts.first_dose_at,
    }
    return {
        "program": facts.program_id,
        "source": facts.source_kind.value,
        "need": need_of(facts),
        "ending": facts.ending,
        "reason": facts.decline_reason,
        "confirmed_by": facts.confirmed_by.value,
        **{name: whole_hours(there.after_asking(moment)) for name, moment in waits.items()},
    }


def whole_hours(wait: timedelta | None) -> int | None:
    return None if wait is None else round(wait / HOUR)


def facts_again(line: Kept, *, quarter: Period) -> ReferralFacts:
    """As if everybody had asked when the quarter began: its place in the year stays, and each wait."""
    asked = datetime.combine(quarter.first_day, time.min, UTC)

    def after(name: str) -> datetime | None:
        return None if line[name] is None else asked + timedelta(hours=line[name])

    return ReferralFacts(
        source_kind=SourceKind(line["source"]),
        program_id=line["program"],
        asked_at=asked,
        need_codes=frozenset({line["need"]}),
        first_answer_at=after("answer"),
        accepted_at=after("accept"),
        arrived_at=after("visit"),
        first_dose_at=after("dose"),
        ending=Ending(line["ending"]) if line["ending"] else None,
        decline_reason=DeclineReason(line["reason"]) if line["reason"] else None,
        confirmed_by=Confirmation(line["confirmed_by"]),
    )


def accepted_referrals(lines: Iterable[Kept]) -> list[AcceptedReferral]:
    """Those with a yes that have ended: what a program's arrivals are counted from."""
    ended = [line for line in lines if line["program"] and line["accept"] is not None and line["ending"]]
    return [AcceptedReferral(line["program"], line["need"], Confirmation(line["confirmed_by"])) for line in ended]
