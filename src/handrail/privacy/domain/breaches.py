"""Which duties a breach brings, and until when: a first list for a privacy officer, who reads the law itself (S28)."""

from dataclasses import dataclass
from datetime import date, timedelta

READ_THE_LAW = "A first list, from secondary copies. Read each section on the eCFR, and ask a lawyer which apply."


@dataclass(frozen=True)
class Duty:
    """Whom to tell, from how many people on, and how soon. `section` is where it is written."""

    whom: str
    section: str
    within: timedelta
    from_people: int = 1


DUTIES: tuple[Duty, ...] = (
    Duty("each person", "45 CFR 164.404, by 42 CFR 2.16 also for part 2 programs", timedelta(days=60)),
    Duty("the Secretary of Health and Human Services", "45 CFR 164.408", timedelta(days=60), from_people=500),
    Duty("the media, where 500 are of one state", "45 CFR 164.406", timedelta(days=60), from_people=500),
    Duty("each person and the FTC, of a service to consumers", "16 CFR 318", timedelta(days=60)),
)


@dataclass(frozen=True)
class DutyDue:
    """A duty of this breach, with its last day. "Without delay" comes before it."""

    whom: str
    section: str
    last_day: date


def duties(*, people: int, discovered: date) -> list[DutyDue]:
    """Those that so many people bring. The clock runs from the day on which somebody learned of it."""
    found = [duty for duty in DUTIES if people >= duty.from_people]
    return [DutyDue(duty.whom, duty.section, discovered + duty.within) for duty in found]
