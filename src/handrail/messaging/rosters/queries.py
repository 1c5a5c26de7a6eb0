"""Who is there. A feature that ends in "a human" asks here before it promises one (P10)."""

from datetime import datetime

from handrail.kernel.refused_fields import FieldRefused
from handrail.messaging.domain import rosters as rules
from handrail.messaging.domain.rosters import PageState
from handrail.messaging.models import Roster, RosterMember, RosterPage
from handrail.web.translation import mark

MOST_LISTED, MOST_ANSWERED = 100, 10


class RosterRefused(FieldRefused):
    """The message may be shown to the person who asked."""


def roster_for(name: str) -> Roster:
    """The roster of a promise. Refuses where nobody keeps it, or nobody would step in: then it must not be made."""
    roster = Roster.objects.filter(name=name).prefetch_related("members").first()
    if roster is None:
        raise RosterRefused(mark("Nobody is on a roster for this, so it is switched off."))
    kinds = {member.is_deputy for member in roster.members.all()}
    if kinds != {True, False}:
        raise RosterRefused(mark("The roster for this lacks a member or a deputy, so it is switched off."))
    return roster


def is_staffed(*, roster: Roster, at: datetime) -> bool:
    return rules.is_staffed(roster.hours, at=at)


def rosters() -> list[Roster]:
    """All of them with their people, in two queries."""
    return list(Roster.objects.order_by("name").prefetch_related("members"))


def roster_called(*, name: str) -> Roster | None:
    return Roster.objects.filter(name=name).prefetch_related("members").first()


def members_of(roster: Roster) -> list[RosterMember]:
    """The deputy last."""
    return sorted(roster.members.all(), key=lambda member: (member.is_deputy, member.pk))


def calls_open() -> list[RosterPage]:
    """Everything that waits for a human, the longest first."""
    waiting = RosterPage.objects.exclude(state=PageState.ACKNOWLEDGED)
    return list(waiting.select_related("roster").order_by("called_at", "pk")[:MOST_LISTED])


def calls_answered() -> list[RosterPage]:
    """The newest few, to see how it went."""
    answered = RosterPage.objects.filter(state=PageState.ACKNOWLEDGED).select_related("roster")
    return list(answered.order_by("-acknowledged_at", "-pk")[:MOST_ANSWERED])
