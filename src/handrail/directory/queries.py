"""Reads of the directory that the pages share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max

from handrail.directory.claims.actions.erasing import export_for
from handrail.directory.facility_facts import FacilityFacts, facility_facts
from handrail.directory.models import Facility

__all__ = [
    "FacilityFacts",
    "coverage",
    "export_for",
    "facilities_by_pk",
    "facility_by_public_id",
    "facility_facts",
    "facility_names",
    "same_building",
]

PUBLIC_ID = re.compile(r"[a-z2-7]{1,16}")


@dataclass(frozen=True)
class Coverage:
    """How much of the field is loaded, for the pages that say so."""

    facilities: int
    states: int
    newest_year: int | None


def facilities_by_pk(*, pks: Iterable[int]) -> dict[int, Facility]:
    """All of them in one query; the caller keeps its own order."""
    return Facility.objects.in_bulk([int(pk) for pk in pks])


def facility_by_public_id(*, public_id: str) -> Facility | None:
    """Facilities no longer listed are found too: a saved link must still say what became of the place."""
    if not PUBLIC_ID.fullmatch(public_id):
        return None
    return Facility.objects.filter(public_id=public_id).first()


def facility_names(*, public_ids: Iterable[str]) -> dict[str, str]:
    """What places are called, by their ids, in one query. Those no longer listed too."""
    return dict(Facility.objects.filter(public_id__in=set(public_ids)).values_list("public_id", "name"))


def same_building(*, facility: Facility) -> list[Facility]:
    """Other listed programs at its address, by name."""
    return list(Facility.objects.listed().sharing_the_address_of(facility).order_by("name", "program", "pk")[:20])


def coverage() -> Coverage:
    figures = Facility.objects.listed().aggregate(
        facilities=Count("pk"), states=Count("state", distinct=True), newest_year=Max("source_year")
    )
    return Coverage(**figures)
