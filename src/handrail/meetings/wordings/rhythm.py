"""On which days of the week a meeting is held, as a person says it."""

from collections.abc import Sequence

from handrail.meetings.domain.occurrences import DAYS_A_WEEK
from handrail.web.translation import mark, translate

EVERY = (
    mark("Sundays"),
    mark("Mondays"),
    mark("Tuesdays"),
    mark("Wednesdays"),
    mark("Thursdays"),
    mark("Fridays"),
    mark("Saturdays"),
)
EVERY_DAY, WEEKDAYS, BY_APPOINTMENT = mark("Every day"), mark("Monday to Friday"), mark("By appointment")
ON_DAYS = mark("On %(days)s")
AND = mark("%(first)s and %(last)s")
MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)


def rhythm_told(weekdays: Sequence[int], language: str) -> str:
    """ "On Mondays and Wednesdays"; from Monday on, as a week is told."""
    days = sorted(weekdays, key=lambda day: (day - 1) % DAYS_A_WEEK)
    if not days:
        return translate(BY_APPOINTMENT, language)
    if len(days) == DAYS_A_WEEK:
        return translate(EVERY_DAY, language)
    if tuple(days) == MONDAY_TO_FRIDAY:
        return translate(WEEKDAYS, language)
    return translate(ON_DAYS, language, days=joined([translate(EVERY[day], language) for day in days], language))


def joined(words: Sequence[str], language: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return translate(AND, language, first=", ".join(words[:-1]), last=words[-1])
