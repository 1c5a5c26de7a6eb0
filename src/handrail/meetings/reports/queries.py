"""What is known of meetings beside their lists."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handrail.meetings.domain.fellowships import FOR_FAMILIES, Fellowship
from handrail.meetings.domain.freshness import Freshness, Sightings, freshness_of
from handrail.meetings.domain.medicine_reports import STOPS, MedicineTold
from handrail.meetings.domain.occurrences import WeeklyTime
from handrail.meetings.domain.positions import POSITIONS, StatedPosition
from handrail.meetings.domain.reports import Held, last_held
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.models import Meeting, PeoplesWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one meeting today, which is a day of its own calendar. `is_held`: it is listed, and not
    suspended."""

    today: date
    is_held: bool
    freshness: Freshness
    sightings: Sightings
    medicine: MedicineTold | None
    is_welcome_in_its_list: bool
    position: StatedPosition
    is_for_families: bool


def standing_of(meeting: Meeting, *, at: datetime) -> Standing:
    """Costs no query where `meeting.feed` and `meeting.word` were read with it."""
    zone, word = ZoneInfo(meeting.zone), word_on(meeting)
    today, fellowship = at.astimezone(zone).date(), Fellowship(meeting.fellowship)
    sightings = Sightings(
        seen_by_people=day_if_any(meeting.confirmed_at, zone),
        written_upstream=day_if_any(meeting.changed_upstream, zone),
        last_in_list=day_of(last_in_list(meeting), zone),
        doubt=word.of_doubt if word else None,
    )
    return Standing(
        today=today,
        is_held=meeting.gone_at is None and meeting.venue != Venue.SUSPENDED,
        freshness=freshness_of(sightings, today=today),
        sightings=sightings,
        medicine=word.of_medicine if word else None,
        is_welcome_in_its_list=Trait.MEDICINE_WELCOME in meeting.traits,
        position=POSITIONS[fellowship],
        is_for_families=fellowship in FOR_FAMILIES,
    )


def word_on(meeting: Meeting) -> PeoplesWord | None:
    return getattr(meeting, "word", None)


def tells_to_stop(meeting: Meeting) -> bool:
    word = word_on(meeting)
    return word is not None and word.medicine in STOPS


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def day_if_any(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return day_of(moment, zone) if moment else None


def last_in_list(meeting: Meeting) -> datetime:
    """Listed ones were seen when their feed was read."""
    return meeting.last_seen_at if meeting.gone_at else meeting.feed.read_at or meeting.last_seen_at


def held_last(*, meeting: Meeting, at: datetime) -> Held:
    """The time that somebody who went speaks of now."""
    weekly = WeeklyTime.of(meeting.weekdays, meeting.start, meeting.minutes, meeting.zone)
    return last_held(weekly, zone=meeting.zone, at=at)


def told_of_medicine() -> dict[int, str]:
    """What people say of medicine, by meeting, where enough of them said it."""
    return dict(PeoplesWord.objects.exclude(medicine="").values_list("meeting_id", "medicine"))
