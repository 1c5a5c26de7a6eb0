"""What a State must know for its block grant about people who inject drugs: 45 CFR 96.126, as one fixed table.

| column | counts | 45 CFR 96.126 |
| --- | --- | --- |
| admitted_within_14_days | requests that ended in an admission by the 14th day | (b)(1) |
| admitted_within_120_days | no place free, interim services within 48 hours, admitted by the 120th day | (b)(2) |
| admitted_otherwise | admitted later; or after 14 days without interim services in time | |
| waiting_past_limit | neither admitted nor ended when the quarter's last request had its 120 days | |
| ended_without_admission | declined, withdrawn, lost, no-show, unanswered | |

Each request stands in one column. "Admitted" is the first visit that was confirmed as an arrival; "no place" is that
the person was put on a waiting list. The table goes to the State's agency alone, and is not put beside the public
tables: it is about some of the same people under other columns. It is published like them all the same, because a
file travels. Notices about capacity count messages of programs, not people, and are never suppressed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from handrail.privacy.domain.counted_tables import PublishedTable, list_of
from handrail.privacy.domain.fixed_periods import Period, PeriodRefused, is_in, may_be_published
from handrail.privacy.domain.published_tables import publish
from handrail.referrals.domain.mirror import asked_in
from handrail.referrals.domain.mirror_csv import csv_of
from handrail.referrals.domain.referral_facts import ReferralFacts

ADMISSION: Final = timedelta(days=14)  # 45 CFR 96.126(b)(1)
ADMISSION_WITH_INTERIM: Final = timedelta(days=120)  # 45 CFR 96.126(b)(2)
INTERIM_SERVICES: Final = timedelta(hours=48)  # 45 CFR 96.126(b)(2)
NOTICE_AT_PERCENT: Final = 90  # 45 CFR 96.126(a)
NOTICE_WITHIN: Final = timedelta(days=7)  # 45 CFR 96.126(a)

WITHIN_14: Final = "admitted_within_14_days"
WITHIN_120: Final = "admitted_within_120_days"
OTHERWISE: Final = "admitted_otherwise"
PAST_LIMIT: Final = "waiting_past_limit"
ENDED: Final = "ended_without_admission"
COLUMNS: Final = (WITHIN_14, WITHIN_120, OTHERWISE, PAST_LIMIT, ENDED)

# The law gives 120 days, so a quarter is reported when the last of its requests had them.
SETTLES_IN: Final = ADMISSION_WITH_INTERIM


@dataclass(frozen=True)
class CapacityNotice:
    """A program reached 90 percent of what it can admit, and told the State, or has not yet."""

    program_id: str
    reached_at: datetime
    told_at: datetime | None = None


@dataclass(frozen=True)
class StateReport:
    """One quarter. None: nobody here knows which notices programs sent; a zero would say that they sent none."""

    period: Period
    requests: PublishedTable
    notices: int | None = None
    notices_within_7_days: int | None = None
    unmet: PublishedTable | None = None  # searches, as the mirror of the quarter shows them


def must_notify(*, admitted: int, capacity: int) -> bool:
    """In whole numbers, so that 9 of 10 is never rounded below 90 percent. Without capacity there is none to reach."""
    return capacity > 0 and admitted * 100 >= capacity * NOTICE_AT_PERCENT


def state_report(
    facts: Iterable[ReferralFacts], notices: Iterable[CapacityNotice] | None, *, quarter: Period, today: date
) -> StateReport:
    if not may_be_published(quarter, today=today) or today < quarter.day_after + SETTLES_IN:
        raise PeriodRefused(f"The requests of {quarter} have not had their 120 days.")
    requests = [column_of(each) for each in asked_in(facts, quarter) if each.injects]
    table = publish(list_of({column: requests.count(column) for column in COLUMNS}))
    if notices is None:
        return StateReport(quarter, table)
    sent = [notice for notice in notices if is_in(notice.reached_at.date(), quarter)]
    return StateReport(
        period=quarter,
        requests=table,
        notices=len(sent),
        notices_within_7_days=sum(is_in_time(notice) for notice in sent),
    )


def is_in_time(notice: CapacityNotice) -> bool:
    return notice.told_at is not None and notice.told_at - notice.reached_at <= NOTICE_WITHIN


def column_of(facts: ReferralFacts) -> str:
    """Asked once the 120 days of its quarter are over, so whoever still waits is past every limit."""
    waited = facts.after_asking(facts.arrived_at)
    if waited is None:
        return PAST_LIMIT if facts.ending is None else ENDED
    if waited <= ADMISSION:
        return WITHIN_14
    return WITHIN_120 if had_interim_services(facts) and waited <= ADMISSION_WITH_INTERIM else OTHERWISE


def had_interim_services(facts: ReferralFacts) -> bool:
    """In time, and because no place was free: without that the 14 days stand."""
    begun = facts.after_asking(facts.interim_services_at)
    return facts.waitlisted_from is not None and begun is not None and begun <= INTERIM_SERVICES


def csv_of_report(report: StateReport) -> str:
    table = report.requests
    lines = [(column or "requests", table.at(None, column)) for column in (*COLUMNS, None)]
    if report.notices is not None and report.notices_within_7_days is not None:
        lines.append(("capacity_notices", report.notices))
        lines.append(("capacity_notices_within_7_days", report.notices_within_7_days))
    if report.unmet is not None:
        lines += [(f"unmet_searches_{missed}", report.unmet.at(None, missed)) for missed in report.unmet.columns]
    return csv_of(("quarter", "what", "number"), [(str(report.period), what, shown) for what, shown in lines])
