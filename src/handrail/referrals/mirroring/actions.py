"""Publishes the mirror: each period once, when it is over and its stories have ended, and never again."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from handrail.directory.actions import bump_revision
from handrail.directory.models import Claim
from handrail.privacy.domain.fixed_periods import Period, quarter_of, quarters_of
from handrail.referrals.domain.publications import MOST_PROGRAMS, Publication, due, period_named
from handrail.referrals.mirroring.facts import facts_of, requests_of, waiting_at_end_of
from handrail.referrals.mirroring.kept_facts import Kept, facts_again, kept_facts
from handrail.referrals.mirroring.one_referral import kept
from handrail.referrals.mirroring.tables import tables_for_state, tables_of_quarter, tables_of_year
from handrail.referrals.models import PublishedPeriod, Referral


def publish_mirror(*, at: datetime) -> int:
    """The oldest that is due and not yet there. A pass of the worker: it comes again until nothing is."""
    found = next_due(today=at.date())
    if found is None:
        return 0
    what, period = found
    tables, facts = counted(what, period, today=at.date())
    return int(published(what, period, tables=tables, facts=facts, at=at) is not None)


def next_due(*, today: date) -> tuple[Publication, Period] | None:
    first = Referral.objects.order_by("pk").values_list("made_at", flat=True).first()
    if first is None:
        return None
    there = set(PublishedPeriod.objects.values_list("what", "period"))
    wanted = due(first=quarter_of(first.date()), today=today)
    return next(((what, period) for what, period in wanted if (what.value, str(period)) not in there), None)


def counted(what: Publication, period: Period, *, today: date) -> tuple[dict[str, Any], list[Kept]]:
    """Outside any transaction: proving a table safe takes time, and nobody waits for a lock meanwhile."""
    if what is Publication.STATE:
        return tables_for_state(requests_of(period), quarter=period, today=today), []
    if what is Publication.YEAR:
        return tables_of_published_year(period, today=today), []
    facts = facts_of(period)
    return tables_of_quarter(facts, waiting_at_end_of(period), quarter=period, today=today), kept_facts(facts)


def tables_of_published_year(year: Period, *, today: date) -> dict[str, Any]:
    """From its quarters as they stand published; before the first of them there was no network."""
    names = [str(quarter) for quarter in quarters_of(year)]
    rows = PublishedPeriod.objects.of(Publication.QUARTER).filter(period__in=names)
    facts = [facts_again(line, quarter=period_named(row.period)) for row in rows for line in row.facts]
    quarters = [row.tables["columns"] for row in rows]
    return tables_of_year(quarters, facts, programs=programs_now(), year=year, today=today)


def programs_now() -> list[str]:
    """Who keeps a verified page, whether anybody was sent there or not; the longest first."""
    claims = Claim.objects.keeping().filter(state="verified").select_related("facility__merged_into")
    places = dict.fromkeys(kept(claim.facility) for claim in claims.order_by("verified_at", "pk"))
    return list(places)[:MOST_PROGRAMS]


def published(
    what: Publication, period: Period, *, tables: dict[str, Any], facts: list[Kept], at: datetime
) -> PublishedPeriod | None:
    """None where another worker was sooner: what it published stands."""
    try:
        with transaction.atomic():
            made = PublishedPeriod.objects.create(
                what=what, period=str(period), published_at=at, tables=tables, facts=facts
            )
            if what is Publication.QUARTER:
                bump_revision(at=at)  # the order of paths knows the arrivals of settled quarters
            return made
    except IntegrityError:
        return None
