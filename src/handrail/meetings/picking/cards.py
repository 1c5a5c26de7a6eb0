"""The meetings that were picked, each with its next time; and the ways to take all of them along."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.page_facts import MeetingFacts, page_facts
from handrail.meetings.picking.picked import Picked

SUBSCRIBED = "webcal"
"""What calendars on telephones open by themselves: the address is that of the file, with this in place of https."""


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` is None where its list no longer names it."""

    meeting: Meeting
    facts: MeetingFacts | None

    @property
    def is_on_a_calendar(self) -> bool:
        return self.facts is not None and bool(self.facts.times.held_on)


@dataclass(frozen=True, slots=True)
class Picks:
    """`missing` are ids that nobody has. `calendar` and `subscribe` are empty where none has an hour."""

    cards: tuple[Card, ...]
    missing: int
    cut: int
    calendar: str
    subscribe: str


def picks_of(
    meetings: Sequence[Meeting], picked: Picked, language: str, *, at: datetime, absolute: Callable[[str], str]
) -> Picks:
    cards = tuple(Card(each, facts_of(each, language, at=at)) for each in meetings)
    weekly = [card.meeting.public_id for card in cards if card.is_on_a_calendar]
    address = absolute(calendar_address(weekly)) if weekly else ""
    return Picks(cards, len(picked.ids) - len(meetings), picked.cut, address, subscription(address))


def facts_of(meeting: Meeting, language: str, *, at: datetime) -> MeetingFacts | None:
    return None if meeting.gone_at else page_facts(meeting, language, at=at)


def calendar_address(public_ids: Sequence[str]) -> str:
    """A calendar has no other way to ask: this address alone holds several ids, and only where somebody copies it."""
    return f"{reverse('meeting_lists:chosen')}?id={','.join(public_ids)}"


def subscription(address: str) -> str:
    _scheme, between, rest = address.partition("://")
    return f"{SUBSCRIBED}{between}{rest}" if between else ""
