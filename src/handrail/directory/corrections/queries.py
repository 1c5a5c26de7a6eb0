"""Reads of reported problems, and of where a proposed number is listed already."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from handrail.accounts.models import User
from handrail.directory.domain.checked_values import is_toll_free
from handrail.directory.domain.identity import name_key, phone_key
from handrail.directory.models import Correction, DeskEvent, Facility

MOST_LISTED = 100
WHOLE_NUMBER = 10
MOST_NAMED = 5


@dataclass(frozen=True)
class Waiting:
    """How many reports wait, for the desk."""

    overdue: int
    mine: int
    open: int


def waiting(*, by: User, at: datetime) -> Waiting:
    every = Correction.objects
    return Waiting(every.overdue(at=at).count(), every.owned_by(by).count(), every.open().count())


def corrections_shown(*, which: str, by: User, at: datetime) -> QuerySet[Correction]:
    """`overdue`, `mine` or all that are open, the most urgent first."""
    every = Correction.objects
    chosen = {"overdue": every.overdue(at=at), "mine": every.owned_by(by)}.get(which, every.open())
    return chosen.select_related("facility", "owner").most_urgent_first()[:MOST_LISTED]


def correction_by_public_id(*, public_id: str) -> Correction | None:
    related = ("facility", "owner", "first_by", "second_by", "closed_by")
    return Correction.objects.select_related(*related).filter(public_id=public_id).first()


def changes_since(*, correction: Correction, seen: int) -> list[DeskEvent]:
    """What colleagues did since the version somebody had on the screen."""
    return list(correction.events.filter(version__gt=seen).select_related("by").order_by("version"))


@dataclass(frozen=True)
class NumberElsewhere:
    """What a checker must know of a proposed number: brokers send people from many listings to one telephone."""

    places: tuple[Facility, ...]
    count: int
    other_organizations: int
    is_toll_free: bool


def number_elsewhere(*, number: str, facility: Facility) -> NumberElsewhere | None:
    """Where else a number is listed, however it is written there. None for what is no number."""
    wanted = phone_key(number)
    if len(wanted) != WHOLE_NUMBER:
        return None
    listing = Facility.objects.filter(listed_numbers__key=wanted).exclude(pk=facility.pk).order_by("name", "pk")
    names = list(listing.values_list("name", flat=True))
    others = sum(name_key(name) != name_key(facility.name) for name in names)
    return NumberElsewhere(tuple(listing[:MOST_NAMED]), len(names), others, is_toll_free(wanted))
