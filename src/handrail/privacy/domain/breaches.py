"""Which duties a breach brings, and until when: a first list for a privacy officer, who reads the law itself (S28)."""

from dataclasses import dataclass
from datetime import date, timedelta

READ_THE_LAW = "A first list, from secondary copies. Read each section on the eCFR, and ask a lawyer which apply."

MANY = 500  # people, from whom on the duties are stricter: 45 CFR 164.406, 164.408


@dataclass(frozen=True)
class Duty:
    """Whom to tell, from how many people on or below how many, and how soon. `section` is where it is written.

    A yearly one counts its days from the end of the calendar year in which somebody learned of it.
    """

    whom: str
    section: str
    within: timedelta
    from_people: int = 1
    below_people: int | None = None
    is_yearly: bool = False

    def is_brought_by(self, people: int) -> bool:
        return self.from_people <= people and (self.below_people is None or people < self.below_people)

    def last_day(self, discovered: date) -> date:
        return (date(discovered.year, 12, 31) if self.is_yearly else discovered) + self.within


DUTIES: tuple[Duty, ...] = (
    Duty("each person", "45 CFR 164.404, by 42 CFR 2.16 also for part 2 programs", timedelta(days=60)),
    Duty("the Secretary of Health and Human Services", "45 CFR 164.408(b)", timedelta(days=60), from_people=MANY),
    Duty(
        "the Secretary of Health and Human Services, in the report of the year",
        "45 CFR 164.408(c)",
        timedelta(days=60),
        below_people=MANY,
        is_yearly=True,
    ),
    Duty("the media, where 500 are of one state", "45 CFR 164.406", timedelta(days=60), from_people=MANY),
    Duty("each person and the FTC, of a service to consumers", "16 CFR 318", timedelta(days=60)),
)


@dataclass(frozen=True)
class DutyDue:
    """A duty of this breach, with its last day. "Without delay" comes before it, but for what is told once a year."""

    whom: str
    section: str
    last_day: date
    without_delay: bool


def duties(*, people: int, discovered: date) -> list[DutyDue]:
    """Those that so many people bring. The clock runs from the day on which somebody learned of it."""
    found = [duty for duty in DUTIES if duty.is_brought_by(people)]
    return [DutyDue(duty.whom, duty.section, duty.last_day(discovered), not duty.is_yearly) for duty in found]
