"""Putting the fictional meetings in place. They go when the first real data come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import cos, radians

from django.db import transaction

from handrail.directory.demonstration.names import street
from handrail.directory.places.gazetteer import zip_centroid
from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.meetings.demonstration.evenings import ONLINE, ROOMS, TOWNS, Evening, MeetingTown
from handrail.meetings.demonstration.reports import speak_of_meetings
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.venues import Venue, ZoneFrom
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import Feed, Meeting
from handrail.meetings.wordings.fellowships import NAMES

MILES_A_DEGREE = 69.0
FORGOTTEN = Fellowship.CA  # its made-up list was not read for weeks, so that pages can be seen saying so
WEEKS = timedelta(days=40)
WRITTEN_LATELY, WRITTEN_LONG_AGO = timedelta(days=20), timedelta(days=200)
NOT_CONFIRMED = Fellowship.NAR_ANON  # nobody wrote in its made-up list since
KEEPS_BACK = Fellowship.AA  # its made-up list does not let others pass on how to join
SAYS_NOTHING = Fellowship.CA  # of how to join, or of where to correct it
WRITTEN = (
    "fellowship", "name", "weekdays", "start", "minutes", "zone", "venue", "place", "street", "city", "state",
    "postal_code", "latitude", "longitude", "languages", "traits", "last_seen_at", "gone_at",
    "changed_upstream", "conference_url", "conference_phone",
)  # fmt: skip


@transaction.atomic
def bring_meetings_to_life(*, at: datetime) -> None:
    """Loading twice changes nothing but the day on which the lists were read."""
    if current_kind() is not InstallationKind.DEMONSTRATION:
        return
    feeds = {fellowship: feed_of(fellowship, at=at) for fellowship in Fellowship if fellowship is not Fellowship.OTHER}
    wanted = list(made_up(feeds, at=at))
    Meeting.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["feed", "key"], update_fields=WRITTEN, batch_size=50
    )
    speak_of_meetings(at=at)
    bump_revision(at=at)


def feed_of(fellowship: Fellowship, *, at: datetime) -> Feed:
    read_at = at - WEEKS if fellowship is FORGOTTEN else at
    told = {"title": f"Example {NAMES[fellowship]}", "format": FeedFormat.TSML, "fellowship": fellowship}
    told |= {"is_demonstration": True, "tried_at": at, "read_at": read_at, "changed_at": read_at}
    told |= {"shares_video_links": fellowship is not KEEPS_BACK}
    told |= {"feedback_email": "" if fellowship is SAYS_NOTHING else "corrections@lists.example"}
    feed, _ = Feed.objects.update_or_create(name=f"demonstration-{fellowship.lower()}", defaults=told)
    return feed


def made_up(feeds: dict[Fellowship, Feed], *, at: datetime) -> Iterator[Meeting]:
    """The rooms of each town, then what is online."""
    number = 0
    for town in TOWNS:
        for evening in ROOMS[: town.rooms]:
            number += 1
            yield meeting(evening, feeds, number, at=at, **room_in(town, evening, number))
    for evening in ONLINE:
        number += 1
        yield meeting(evening, feeds, number, at=at, zone=evening.zone)


def room_in(town: MeetingTown, evening: Evening, number: int) -> dict[str, object]:
    latitude, longitude = zip_centroid(town.zip) or (0.0, 0.0)
    east, north = evening.far
    return {
        "zone": town.zone,
        "city": town.city,
        "state": town.state,
        "postal_code": town.zip,
        "street": street(number + 500),
        "latitude": round(latitude + north / MILES_A_DEGREE, 5),
        "longitude": round(longitude + east / (MILES_A_DEGREE * cos(radians(latitude))), 5),
    }


def way_in(evening: Evening, number: int) -> dict[str, str]:
    """Leads nowhere: hosts of this ending belong to nobody."""
    is_told = evening.venue in (Venue.ONLINE, Venue.HYBRID) and evening.fellowship is not SAYS_NOTHING
    link = f"https://rooms.example/{number}" if is_told else ""
    return {"conference_url": link, "conference_phone": evening.number}


def meeting(evening: Evening, feeds: dict[Fellowship, Feed], number: int, *, at: datetime, **where: object) -> Meeting:
    seen = {"first_seen_at": at, "last_seen_at": at, "changed_at": at - WRITTEN_LATELY}
    return Meeting(
        feed=feeds[evening.fellowship],
        key=f"made-up-{number}",
        fellowship=evening.fellowship,
        name=evening.name,
        weekdays=evening.weekdays,
        start=evening.start,
        minutes=evening.minutes,
        zone_from=ZoneFrom.ROW,
        venue=evening.venue,
        place=evening.place,
        languages=list(evening.languages),
        changed_upstream=at - (WRITTEN_LONG_AGO if evening.fellowship is NOT_CONFIRMED else WRITTEN_LATELY),
        traits=sorted(evening.traits),
        **way_in(evening, number),
        **where,
        **seen,
    )
