"""What the mirror has published, and the one figure of it that may order results."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import QuerySet

from handrail.directory.models import Facility
from handrail.referrals.domain.arrival_rates import ArrivalRate, arrival_rates
from handrail.referrals.domain.publications import Publication
from handrail.referrals.mirroring.kept_facts import accepted_referrals
from handrail.referrals.models import PublishedPeriod

QUARTERS_BEHIND_RATES = 8  # two years: long enough for small programs, and a program may change. Product choice


def published(what: Publication) -> QuerySet[PublishedPeriod]:
    """The newest first."""
    return PublishedPeriod.objects.of(what).defer("facts")


def published_names(what: Publication) -> list[str]:
    return list(published(what).values_list("period", flat=True))


def published_period(what: Publication, period: str) -> PublishedPeriod | None:
    return published(what).filter(period=period).first()


def names_of_programs(public_ids: list[str]) -> dict[str, str]:
    """As they are called today. One that left the directory is not here."""
    return dict(Facility.objects.filter(public_id__in=public_ids).values_list("public_id", "name"))


def arrival_rates_now() -> dict[str, ArrivalRate | None]:
    """By public id of the place, over quarters that have settled alone; None: too few people to order anything."""
    quarters = PublishedPeriod.objects.of(Publication.QUARTER).values_list("facts", flat=True)
    found = accepted_referrals(line for facts in quarters[:QUARTERS_BEHIND_RATES] for line in facts)
    kept = kept_now({each.program_id for each in found})
    return arrival_rates(replace(each, program_id=kept.get(each.program_id, each.program_id)) for each in found)


def kept_now(public_ids: Collection[str]) -> dict[str, str]:
    """Of rows that were merged since they were counted, the row that was kept: one place has one rate."""
    merged = Facility.objects.filter(public_id__in=public_ids, merged_into__isnull=False)
    return dict(merged.values_list("public_id", "merged_into__public_id"))


def quarter_of_report(row: PublishedPeriod) -> PublishedPeriod | None:
    """The mirror of the same quarter."""
    return published_period(Publication.QUARTER, row.period)
