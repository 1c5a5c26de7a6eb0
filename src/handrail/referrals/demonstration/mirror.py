"""A mirror to look into: quarters of made-up people, counted and proved safe by the code that publishes real ones."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from handrail.privacy.domain.fixed_periods import Period, quarter_of
from handrail.referrals.demonstration.invented_people import invented_list, invented_people
from handrail.referrals.domain.publications import Publication, due
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.mirroring.actions import counted_quarter, programs_now, published, tables_of_published_year
from handrail.referrals.mirroring.kept_facts import Kept
from handrail.referrals.mirroring.tables import tables_for_state
from handrail.referrals.missing.actions import Lack, add_to_week
from handrail.referrals.models import PublishedPeriod

SINCE = timedelta(days=455)  # long enough for a whole year of programs on every day of the calendar
SEARCHES: dict[Lack, int] = {
    ("MA", Missed.TODAY): 44,
    ("MA", Missed.WITHDRAWAL_BED): 33,
    ("MA", Missed.MEDICAID): 22,
    ("IL", Missed.METHADONE): 31,
    ("NM", Missed.NEAR): 57,
}


@transaction.atomic
def bring_mirror_to_life(*, at: datetime) -> None:
    """Once: what is published never changes, in a demonstration neither."""
    if PublishedPeriod.objects.exists():
        return
    for what, period in due(first=quarter_of(at.date() - SINCE), today=at.date()):
        if what is Publication.QUARTER:
            add_to_week(SEARCHES, monday_in(period))
        tables, facts = counted(what, period, today=at.date())
        published(what, period, tables=tables, facts=facts, at=at)


def monday_in(quarter: Period) -> date:
    return quarter.first_day + timedelta(days=-quarter.first_day.weekday() % 7)


def counted(what: Publication, period: Period, *, today: date) -> tuple[dict[str, Any], list[Kept]]:
    people = invented_people(period, list(programs_now()))
    if what is Publication.STATE:
        return tables_for_state(people, quarter=period, today=today), []
    if what is Publication.YEAR:
        return tables_of_published_year(period, today=today), []
    return counted_quarter(people, invented_list(period), quarter=period, today=today)
