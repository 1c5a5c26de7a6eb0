"""Keeping rosters, calling for a human, and the clock that goes on calling."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.messaging.actions import enqueue, normal_address
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.rosters import (
    AFTER_SILENCE,
    PageState,
    after_calling_deputies,
    is_clock_out,
    read_hours,
)
from handrail.messaging.models import Roster, RosterMember, RosterPage
from handrail.messaging.rosters.queries import RosterRefused, is_staffed, roster_for
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import Subject
from handrail.privacy.one_time_links.actions import LinkRefused, claim_link, make_link, new_browser_secret, use_link
from handrail.privacy.sealed_values import opened, seal
from handrail.web.translation import mark

logger = logging.getLogger("handrail.messages")

ANSWERING = "on-call"
LINK_LASTS = timedelta(days=1)  # late is better than never; product choice


@dataclass(frozen=True, repr=False)
class OnCall:
    """Somebody who may be called, and how. No address: the one they named before."""

    person_id: str
    subject: Subject
    channel: Channel | None
    address: str
    language: str = "en"
    is_deputy: bool = False


@transaction.atomic
def keep_roster(
    *,
    name: str,
    zone: str,
    week: Mapping[str, Sequence[Sequence[str]]],
    minutes: int,
    people: Sequence[OnCall],
    by: Actor,
    at: datetime,
) -> Roster:
    """Writes a roster, or writes it anew. One without hours, members or a deputy keeps no promise and is refused."""
    hours = read_hours(zone, week)
    if not any(hours.week.values()):
        raise RosterRefused(mark("A roster says when somebody is there."), "hours-mon")
    if minutes < 1:
        raise RosterRefused(mark("A roster says within how many minutes somebody answers."), "minutes")
    if sorted({person.is_deputy for person in people}) != [False, True]:
        raise RosterRefused(mark("A roster names members and one deputy."), "handle-0")
    if len({person.person_id for person in people}) < len(people):
        raise RosterRefused(mark("A roster names nobody twice."))
    values = {"zone": zone, "week": week, "minutes": minutes}
    roster, _ = Roster.objects.update_or_create(name=name, defaults=values)
    people = [with_address(person, roster) for person in people]
    roster.members.all().delete()
    for person in people:
        add_member(roster, person, at)
    record("roster.kept", by=by, at=at, about=f"roster:{roster.public_id}")
    return roster


def with_address(person: OnCall, roster: Roster) -> OnCall:
    """Who writes a roster anew need not know where its people are called."""
    if person.channel and person.address:
        return person
    held = roster.members.filter(person_id=person.person_id).first()
    if held is None:
        raise RosterRefused(mark("Say for everybody where they are called: a number or a mailbox."))
    return replace(person, channel=Channel(held.channel), address=opened(held, "address")["address"])


def add_member(roster: Roster, person: OnCall, at: datetime) -> None:
    assert person.channel is not None, "with_address has seen to it"
    member = RosterMember(
        roster=roster,
        person_id=person.person_id,
        is_deputy=person.is_deputy,
        subject=person.subject,
        channel=person.channel,
        language=person.language,
    )
    seal(member, at=at, address=normal_address(person.channel, person.address))
    member.save(force_insert=True)


@transaction.atomic
def page(*, roster: Roster, about: str, at: datetime) -> RosterPage:
    """Calls every member, in the caller's transaction. Outside its hours it refuses (P10).

    A second call about the same thing, while somebody may still answer the first, is the first. What nobody answered
    is called anew, members first.
    """
    roster = roster_for(roster.name)
    if not is_staffed(roster=roster, at=at):
        raise RosterRefused(mark("Nobody is there at this hour."))
    called, is_new = new_or_open_page(roster, about, at)
    if not is_new:
        if called.state != PageState.MISSED:
            return called
        called.state, called.moved_at, called.deputy_called_at = PageState.CALLED, at, None
        called.save(update_fields=["state", "moved_at", "deputy_called_at"])
    tell(called, are_deputies=False, at=at)
    return called


def new_or_open_page(roster: Roster, about: str, at: datetime) -> tuple[RosterPage, bool]:
    """The page, and whether it is new. One that is answered just as we look at it leaves room for a new one."""
    values = {"roster": roster, "about": about, "called_at": at, "moved_at": at}
    try:
        with transaction.atomic():
            return RosterPage.objects.create(**values), True
    except IntegrityError:
        waiting = open_page(roster, about)
        return (waiting, False) if waiting else (RosterPage.objects.create(**values), True)


def open_page(roster: Roster, about: str) -> RosterPage | None:
    pages = RosterPage.objects.select_for_update().exclude(state=PageState.ACKNOWLEDGED)
    return pages.filter(roster=roster, about=about).first()


def tell(called: RosterPage, *, are_deputies: bool, at: datetime) -> int:
    """How many were written to."""
    members = list(called.roster.members.filter(is_deputy=are_deputies).select_related("subject"))
    for member in members:
        enqueue(
            subject=member.subject,
            kind=MessageKind.ON_CALL,
            language=member.language,
            channel=Channel(member.channel),
            address=opened(member, "address")["address"],
            at=at,
            key=f"page:{called.public_id}:{called.state}:{called.moved_at.timestamp():.0f}:{member.public_id}",
            link=link_for(called, member, at),
            is_urgent=True,
        )
    return len(members)


def link_for(called: RosterPage, member: RosterMember, at: datetime) -> str:
    """Who holds it answers for this member with one press (S15)."""
    about = f"page:{called.public_id}:{member.person_id}"
    made = make_link(purpose=ANSWERING, about=about, lasts=LINK_LASTS, has_code=False, at=at)
    with override(member.language):
        return reverse("on-call", args=[made.token])


@transaction.atomic
def acknowledge(*, page: RosterPage, by: Actor, at: datetime) -> RosterPage:
    """Somebody of the roster has it, and the clock stops. The first answer counts; late is better than never."""
    called = RosterPage.objects.select_for_update().get(pk=page.pk)
    if not called.roster.members.filter(person_id=by.public_id).exists():
        raise RosterRefused(mark("Only who is on the roster answers for it."))
    if PageState(called.state).is_open:
        called.state, called.moved_at = PageState.ACKNOWLEDGED, at
        called.acknowledged_at, called.acknowledged_by = at, by.public_id
        called.save(update_fields=["state", "moved_at", "acknowledged_at", "acknowledged_by"])
        record("page.acknowledged", by=by, at=at, about=f"page:{called.public_id}")
    return called


@transaction.atomic
def acknowledge_by_link(*, token: str, at: datetime) -> tuple[RosterPage, bool]:
    """The call, and whether it was this press that took it. Raises `LinkRefused`, also for who left the roster."""
    link = claim_link(purpose=ANSWERING, token=token, browser=new_browser_secret(), at=at)
    use_link(link=link, at=at)
    _, page_id, person_id = link.about.split(":")
    called = RosterPage.objects.select_for_update().filter(public_id=page_id).first()
    if called is None or not called.roster.members.filter(person_id=person_id).exists():
        raise LinkRefused
    was_open = PageState(called.state).is_open
    return acknowledge(page=called, by=Actor(ActorKind.LINK, person_id), at=at), was_open


def escalate_pages(*, at: datetime) -> int:
    """What nobody acknowledged in time goes on: to the deputy, then into the open as missed."""
    waiting = RosterPage.objects.filter(state__in=AFTER_SILENCE).select_related("roster")
    moved = [escalated(called, at) for called in waiting if is_late(called, at)]
    return sum(moved)


def escalated(called: RosterPage, at: datetime) -> bool:
    """One call that cannot be passed on holds up no other."""
    try:
        return escalate(called.pk, at)
    except Exception:  # a fault of ours: its row is still there, and the next round finds it
        logger.exception("page not passed on", extra={"ids": {"page": called.public_id}})
        return False


def is_late(called: RosterPage, at: datetime) -> bool:
    return is_clock_out(since=called.moved_at, minutes=called.roster.minutes, at=at)


@transaction.atomic
def escalate(pk: int, at: datetime) -> bool:
    """False where somebody answered a moment ago."""
    called = RosterPage.objects.select_for_update(of=("self",)).select_related("roster").get(pk=pk)
    to = AFTER_SILENCE.get(PageState(called.state))
    if to is None or not is_late(called, at):
        return False
    called.state, called.moved_at = to, at
    if to is PageState.ESCALATED:
        called.deputy_called_at = at
        called.state = after_calling_deputies(tell(called, are_deputies=True, at=at))
    called.save(update_fields=["state", "moved_at", "deputy_called_at"])
    return True


def take_off_rosters(*, person_id: str, by: Actor, at: datetime) -> None:
    """Who is no longer staff is called no more, and answers for nothing. Call it in the transaction that ends it."""
    for member in RosterMember.objects.filter(person_id=person_id).select_related("roster"):
        member.delete()
        record("roster.left", by=by, at=at, about=f"roster:{member.roster.public_id}")


@transaction.atomic
def remove_rosters_of(*, person_ids: Collection[str]) -> None:
    """Rosters on which nobody else ever was, with their calls: for the end of a demonstration (S36)."""
    theirs = Roster.objects.filter(members__person_id__in=person_ids)
    alone = list(theirs.exclude(members__in=RosterMember.objects.exclude(person_id__in=person_ids)).distinct())
    RosterPage.objects.filter(roster__in=alone).delete()
    Roster.objects.filter(pk__in=[roster.pk for roster in alone]).delete()
