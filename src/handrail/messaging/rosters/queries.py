"""Who is there. A feature that ends in "a human" asks here before it promises one (P10)."""

from datetime import datetime

from django.db.models import QuerySet

from handrail.messaging.domain import rosters as rules
from handrail.messaging.domain.rosters import PageState
from handrail.messaging.models import Roster, RosterPage


class RosterRefused(Exception):
    """The message may be shown to the person who asked."""


def roster_for(name: str) -> Roster:
    """The roster of a promise. Refuses where nobody keeps it, or nobody would step in: then it must not be made."""
    roster = Roster.objects.filter(name=name).prefetch_related("members").first()
    if roster is None:
        raise RosterRefused("Nobody is on a roster for this, so it is switched off.")
    kinds = {member.is_deputy for member in roster.members.all()}
    if kinds != {True, False}:
        raise RosterRefused("The roster for this lacks a member or a deputy, so it is switched off.")
    return roster


def is_staffed(*, roster: Roster, at: datetime) -> bool:
    return rules.is_staffed(roster.hours, at=at)


def open_pages(*, person_id: str) -> QuerySet[RosterPage]:
    """What waits for this person: pages of their rosters, and as a deputy those that were passed on."""
    mine = RosterPage.objects.exclude(state=PageState.ACKNOWLEDGED).filter(roster__members__person_id=person_id)
    as_deputy = mine.filter(roster__members__is_deputy=True, roster__members__person_id=person_id)
    return mine.exclude(state=PageState.CALLED, pk__in=as_deputy.values("pk")).select_related("roster").distinct()
