"""Who leaves prison on a known day: the nearer it is, the shorter the limits. The first days out are the deadliest.

Binswanger and others, N Engl J Med 2007;356:157: in the first two weeks after release the risk of death by overdose was
129 times that of others of their age, sex and race. Check the figure before a page quotes it.
"""

from datetime import date, timedelta

from handrail.referrals.domain.needs import Urgency

TIGHTENS: tuple[tuple[timedelta, Urgency], ...] = (
    (timedelta(days=1), Urgency.NOW),  # tomorrow, today, or already out
    (timedelta(days=7), Urgency.TODAY),
)
"""From so many days before the day. Product choice: a week has the working days in which a program can still answer."""

OLDER = tuple(Urgency)


def urgency_near(urgency: Urgency, *, release_on: date | None, on: date) -> Urgency:
    """Never slower than what the sender said."""
    if release_on is None:
        return urgency
    near = next((tight for before, tight in TIGHTENS if release_on - on <= before), urgency)
    return min(urgency, near, key=OLDER.index)
