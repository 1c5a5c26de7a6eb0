"""How many people stood on waiting lists on the last day of a period, and how long they had.

They are counted whatever quarter they asked in, so this table shares no total with the mirror's.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from handrail.privacy.domain.counted_tables import PublishedTable
from handrail.privacy.domain.fixed_periods import Period
from handrail.privacy.domain.linked_tables import SharedColumns, publish_beside, shared_columns
from handrail.referrals.domain.mirror import check_publishable
from handrail.referrals.domain.mirror_dimensions import OTHER, Dimension, row_of
from handrail.referrals.domain.referral_facts import ReferralFacts

# The steps of 45 CFR 96.126(b): 14 days to an admission, 120 with interim services.
BANDS: Final = (("up_to_14_days", 14), ("up_to_120_days", 120))
LONGER: Final = "longer"
BAND_NAMES: Final = (*(name for name, _ in BANDS), LONGER)


def band_of(days: int) -> str:
    return next((name for name, most in BANDS if days <= most), LONGER)


def days_waiting(facts: ReferralFacts, *, period: Period) -> int | None:
    """On its last day; None for who is not on a list then."""
    since, until = facts.waitlisted_from, facts.waitlisted_until
    if since is None or since.date() >= period.day_after or (until is not None and until.date() < period.day_after):
        return None
    return (period.day_after - since.date()).days


def bands_waiting(facts: Iterable[ReferralFacts], *, period: Period) -> list[tuple[ReferralFacts, str]]:
    return [
        (each, band_of(days)) for each in facts if (days := days_waiting(each, period=period)) is not None
    ]  # fmt: skip


def census_columns(facts: Iterable[ReferralFacts], *, period: Period, today: date) -> SharedColumns:
    """The first table of the day. A year ends with its last quarter: take that quarter's, and do not count again."""
    check_publishable(period, today=today)
    waiting = [band for _, band in bands_waiting(facts, period=period)]
    return shared_columns({band: waiting.count(band) for band in BAND_NAMES})


def census_of(
    facts: Iterable[ReferralFacts],
    *,
    dimension: Dimension,
    rows: Sequence[str],
    period: Period,
    shared: SharedColumns,
    today: date,
) -> PublishedTable:
    check_publishable(period, today=today)
    counts = {(row, band): 0 for row in (*rows, OTHER) for band in BAND_NAMES}
    for each, band in bands_waiting(facts, period=period):
        counts[row_of(each, dimension, rows=rows), band] += 1
    return publish_beside(shared, counts)
