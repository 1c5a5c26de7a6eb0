"""The time limits of the US block grant for people who inject drugs, and for pregnant women: 45 CFR 96.126 and 96.131.

Read in a copy of the rule; check against the eCFR before a page quotes it. They bind programs that are paid from the
grant; Handrail counts them for everybody to whom they would apply, because the wait is what loses people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

ADMIT_WITHIN = timedelta(days=14)  # 96.126(b)(1), of the request
WITH_INTERIM_WITHIN = timedelta(days=120)  # 96.126(b)(2), if interim services began in time
INTERIM_WITHIN = timedelta(hours=48)  # 96.126(b)(2), of the request; 96.131(d)(2) for pregnant women
CAPACITY_NOTICE_AT = 0.9  # 96.126(a): at nine tenths of capacity the State is told
CAPACITY_NOTICE_WITHIN = timedelta(days=7)  # 96.126(a)


@dataclass(frozen=True)
class LegalClock:
    """What must have happened by when."""

    admit_by: datetime
    interim_by: datetime
    interim_came: bool

    def is_over(self, at: datetime) -> bool:
        return at > self.admit_by


def legal_clock(
    *, is_injecting: bool, is_pregnant: bool, requested_at: datetime, interim_began_at: datetime | None
) -> LegalClock | None:
    """None where neither rule applies. Pregnant women are admitted first, with interim services within two days."""
    if not (is_injecting or is_pregnant):
        return None
    interim_by = requested_at + INTERIM_WITHIN
    came = interim_began_at is not None and interim_began_at <= interim_by
    within = WITH_INTERIM_WITHIN if came and not is_pregnant else ADMIT_WITHIN
    return LegalClock(requested_at + within, interim_by, came)


def order_of_admission(*, is_pregnant: bool, is_injecting: bool) -> int:
    """96.131(a) and 96.126: pregnant and injecting first, then pregnant, then injecting, then everybody else."""
    return {(True, True): 0, (True, False): 1, (False, True): 2}.get((is_pregnant, is_injecting), 3)


def owes_capacity_notice(*, taken: int, maximum: int) -> bool:
    return maximum > 0 and taken >= CAPACITY_NOTICE_AT * maximum
