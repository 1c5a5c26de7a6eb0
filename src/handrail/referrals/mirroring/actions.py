"""Publishes the mirror: each period once, when it is over and its stories have ended, and never again."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction

from handrail.directory.actions import bump_revision
from handrail.directory.models import Claim
from handrail.directory.places.rurality import is_rural
from handrail.directory.places.states import STATES
from handrail.privacy.domain.fixed_periods import Period, quarter_of, quarters_of
from handrail.referrals.domain.mirror_dimensions import AREAS
from handrail.referrals.domain.publications import MOST_PROGRAMS, Publication, due, period_named
from handrail.referrals.domain.referral_facts import ReferralFacts
from handrail.referrals.domain.unmet import unmet_table
from handrail.referrals.mirroring.facts import facts_of, requests_of, waiting_at_end_of
from handrail.referrals.mirroring.kept_facts import Kept, facts_again, kept_facts
from handrail.referrals.mirroring.pages import UNMET
from handrail.referrals.mirroring.stored_tables import table_stored
from handrail.referrals.mirroring.tables import tables_for_state, tables_of_quarter, tables_of_year
from handrail.referrals.missing.queries import first_week, unmet_in
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
    begun = Referral.objects.order_by("pk").values_list("made_at", flat=True).first()
    days = [day for day in (begun and begun.date(), first_week()) if day]
    if not days:
        return None
    there = set(PublishedPeriod.objects.values_list("what", "period"))
    wanted = due(first=quarter_of(min(days)), today=today)
    return next(((what, period) for what, period in wanted if (what.value, str(period)) not in there), None)


def counted(what: Publication, period: Period, *, today: date) -> tuple[dict[str, Any], list[Kept]]:
    """Outside any transaction: proving a table safe takes time, and nobody waits for a lock meanwhile."""
    if what is Publication.STATE:
        return tables_for_state(requests_of(period), quarter=period, today=today), []
    if what is Publication.YEAR:
        return tables_of_published_year(period, today=today), []
    return counted_quarter(facts_of(period), waiting_at_end_of(period), quarter=period, today=today)


def counted_quarter(
    facts: Sequence[ReferralFacts], waiting: Sequence[ReferralFacts], *, quarter: Period, today: date
) -> tuple[dict[str, Any], list[Kept]]:
    """With what searches did not find in it."""
    tables = tables_of_quarter(facts, waiting, quarter=quarter, today=today)
    unmet = unmet_table(unmet_in(quarter), states=list(STATES))
    return tables | {UNMET: table_stored(unmet)}, kept_facts(facts)


def tables_of_published_year(year: Period, *, today: date) -> dict[str, Any]:
    """From its quarters as they stand published; before the first of them there was no network."""
    names = [str(quarter) for quarter in quarters_of(year)]
    rows = PublishedPeriod.objects.of(Publication.QUARTER).filter(period__in=names)
    facts = [facts_again(line, quarter=period_named(row.period)) for row in rows for line in row.facts]
    quarters = [row.tables["columns"] for row in rows]
    return tables_of_year(quarters, facts, programs=programs_now(), year=year, today=today)


def programs_now() -> dict[str, str]:
    """Who keeps a verified page, whether anybody was sent there or not, the longest first; and the area of each."""
    claims = Claim.objects.keeping().filter(state="verified").select_related("facility__merged_into")
    facilities = (claim.facility.merged_into or claim.facility for claim in claims.order_by("verified_at", "pk"))
    places = {facility.public_id: AREAS[is_rural(facility.zip)] for facility in facilities}
    return dict(islice(places.items(), MOST_PROGRAMS))


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
