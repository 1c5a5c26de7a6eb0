"""When a page must be looked at again."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from handrail.learn.domain.kinds import PageKind

# Months between two looks: a product choice, shorter where a changed fact can cost a life.
MONTHS: dict[PageKind, int] = {PageKind.USUAL: 12, PageKind.MEDICINE: 6, PageKind.ABOUT: 12}
WEST_OF_GREENWICH = timedelta(days=1)  # the last words were kept by the clock of the server, a review by the reviewer's


def next_review_due(kind: PageKind, *, looked_at: date) -> date:
    month = looked_at.month - 1 + MONTHS[kind]
    year, month = looked_at.year + month // 12, month % 12 + 1
    return date(year, month, min(looked_at.day, calendar.monthrange(year, month)[1]))


def is_overdue(due: date | None, *, today: date) -> bool:
    """A page without a date was never looked at, so it waits for nothing."""
    return due is not None and due < today


def good_until(dues: Iterable[date], *, made_on: date) -> date:
    """A copy that nobody renews: until the first of its pages is due. What was overdue already is named in the copy."""
    return min((due for due in dues if due >= made_on), default=made_on)


def date_problems(*, checked_on: date, reviewed_on: date | None, written_on: date | None, today: date) -> Iterator[str]:
    """A day that has not come would keep a page from ever being due; a review cannot be older than what it reviewed."""
    if checked_on > today:
        yield "The day of the last check has not come yet."
    if reviewed_on and reviewed_on > today:
        yield "The day of the clinical review has not come yet."
    if reviewed_on and written_on and reviewed_on < written_on - WEST_OF_GREENWICH:
        yield f"The words were last changed on {written_on:%Y-%m-%d}, after the clinical review."
