"""Meetings in each state that a page of them can be in, and what is seen where texts are answered."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from unittest.mock import patch

from django.db.models import QuerySet
from django.test import Client, override_settings
from django.utils import timezone

from handrail.meetings.domain.joining import WayIn
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import Meeting
from handrail.meetings.one_meeting.getting_in import getting_in
from handrail.meetings.one_meeting.queries import published

OF_A_STATE: dict[str, Callable[[], Iterable[Meeting]]] = {
    "in-person": lambda: listed(name="Steps at the Corner Hall", city="Chicago"),
    "hybrid": lambda: listed(venue="hybrid", city="Chicago"),
    "paused": lambda: listed(venue="suspended"),
    "unconfirmed": lambda: listed(fellowship="NAR_ANON", city="Chicago"),
    "doubted": lambda: listed(word__doubt="nobody", city="Chicago"),
    "medicine-differs": lambda: listed(word__medicine="differs", city="Chicago"),
    "list-is-old": lambda: listed(fellowship="CA", city="Chicago"),
    "way-in-none": lambda: online(WayIn.NONE),
    "way-in-withheld": lambda: online(WayIn.WITHHELD),
    "way-in-later": lambda: online(WayIn.LATER),
    "way-in-now": lambda: online(WayIn.NOW),
    "gone": lambda: gone(),
}


def of_each_state() -> dict[str, str]:
    """The public id of one; a state that no meeting is in at this hour is left out."""
    found = {state: next(iter(meetings()), None) for state, meetings in OF_A_STATE.items()}
    return {state: meeting.public_id for state, meeting in found.items() if meeting}


def listed(**told: str) -> QuerySet[Meeting]:
    return Meeting.objects.listed().filter(feed__is_demonstration=True, **told).order_by("pk")


def online(state: WayIn) -> Iterable[Meeting]:
    """One without an end comes last: it can be told at any hour."""
    at = timezone.now()
    meetings = listed(venue="online").order_by("-conference_phone", "minutes", "pk")
    return (meeting for meeting in meetings if way_into(meeting, at) is state)


def way_into(meeting: Meeting, at: datetime) -> WayIn | None:
    told = getting_in(published(meeting), "en", at=at, is_asked=False)
    return told.state if told else None


def gone() -> Iterable[Meeting]:
    """The last one of the smallest town, until the demonstration is loaded again."""
    leaves = Meeting.objects.filter(feed__is_demonstration=True, city="Gallup").order_by("-pk")[:1]
    at = timezone.now()
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in leaves]).update(gone_at=at - timedelta(days=3))
    bump_revision(at=at)
    return leaves


def where_texts_are_answered(path: str, server: str) -> str:
    """The page as an installation shows it that is no demonstration: this one texts nobody."""
    answered = override_settings(DEMONSTRATION=False, MEETINGS_TEXT_NUMBER="+13125550100", ALLOWED_HOSTS=["*"])
    with answered, patch("handrail.meetings.by_text.queries.missing_setting", return_value=""):
        return Client(SERVER_NAME=server).get(path).content.decode()
