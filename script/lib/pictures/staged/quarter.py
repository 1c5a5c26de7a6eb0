"""A quarter and a year of the mirror, invented: a demonstration has too few people to publish one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from handrail.directory.domain.open_places import Level
from handrail.directory.models import Claim
from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.referrals.domain.mirror_dimensions import ALL_SAID_NO, ONE_SAID_YES
from handrail.referrals.domain.needs import PayerClass
from handrail.referrals.domain.publications import Publication
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.referral_facts import Ending, ReferralFacts, SourceKind
from handrail.referrals.domain.unmet import unmet_table
from handrail.referrals.mirroring.actions import published, tables_of_published_year
from handrail.referrals.mirroring.kept_facts import kept_facts
from handrail.referrals.mirroring.stored_tables import table_stored
from handrail.referrals.mirroring.tables import tables_for_state, tables_of_quarter

SEARCHES = {("IL", "medicaid"): 44, ("IL", "today"): 33, ("NY", "today"): 22, ("WY", "today"): 11, ("NY", "near"): 121}


def publish() -> tuple[str, str]:
    """The last quarter of last year, and that year."""
    at = timezone.now()
    year = at.year - 1
    quarter, whole = Period(year, 10, PeriodKind.QUARTER), Period(year, 1, PeriodKind.YEAR)
    tables, facts = counted(quarter, at.date())
    published(Publication.QUARTER, quarter, tables=tables, facts=kept_facts(facts), at=at)
    of_year = tables_of_published_year(whole, today=at.date())
    published(Publication.YEAR, whole, tables=of_year, facts=[], at=at)
    for_state = tables_for_state([], quarter=quarter, today=at.date())
    published(Publication.STATE, quarter, tables=for_state, facts=[], at=at)
    return str(quarter), str(whole)


@cache
def counted(quarter: Period, today: date) -> tuple[dict[str, Any], list[ReferralFacts]]:
    """Once for all walks: to prove that a table tells of nobody takes a while."""
    facts = facts_of(quarter)
    waiting = [replace(each, waitlisted_from=each.asked_at) for each in facts[:40]]
    tables = tables_of_quarter(facts, waiting, quarter=quarter, today=today)
    states = sorted({state for state, _ in SEARCHES})
    return tables | {"unmet": table_stored(unmet_table(SEARCHES, states=states))}, facts


def facts_of(quarter: Period) -> list[ReferralFacts]:
    """From everywhere to the program and to another, so that no row has too few to be shown."""
    ours = Claim.objects.filter(state="verified").order_by("pk")[0].place.public_id
    begun = datetime(quarter.year, 11, 4, 9, 0, tzinfo=UTC)
    facts: list[ReferralFacts] = []
    for place, program in enumerate((ours, "elsewhere")):
        for number, source in enumerate(SourceKind):
            one = ReferralFacts(
                source_kind=source,
                program_id=program,
                asked_at=begun,
                need_codes=frozenset({list(Level)[number % 5].value}),
                language="es" if number % 2 else "en",
                payer=list(PayerClass)[number % 4].value,
                said=ONE_SAID_YES if number % 2 else ALL_SAID_NO,
                first_answer_at=begun + timedelta(hours=2),
                accepted_at=begun + timedelta(hours=5),
            )
            facts += [arrived(one, hours=30 + 24 * number)] * (14 + number)
            facts += [arrived(one, hours=20, dose=25)] * 20
            facts += [replace(one, ending=Ending.DECLINED, decline_reason=DeclineReason.NO_PLACE)] * (13 + place)
            facts += [replace(one, ending=Ending.NO_SHOW)] * 3
    return facts


def arrived(one: ReferralFacts, *, hours: int, dose: int | None = None) -> ReferralFacts:
    first_dose_at = None if dose is None else one.asked_at + timedelta(hours=dose)
    came = one.asked_at + timedelta(hours=hours)
    return replace(one, arrived_at=came, first_dose_at=first_dose_at, ending=Ending.ARRIVED)
