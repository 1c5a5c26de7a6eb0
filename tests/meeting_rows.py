"""Rows for an index of meetings, one at a time or many at random, and saved ones."""

import random
from datetime import UTC, datetime, time
from itertools import count

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue
from handrail.meetings.index.rows import MeetingRow
from handrail.meetings.models import Feed, Meeting

NUMBER = count(1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

ZONES = (
    "America/Chicago", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Adelaide", "Australia/Lord_Howe",
    "America/Phoenix", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland", "UTC", "Nowhere/Unknown",
)  # fmt: skip


def make_meeting_row(number: int = 1, **overrides) -> MeetingRow:
    """A meeting of NA in Springfield, Illinois, on Mondays at 19:00."""
    facts = {
        "pk": number,
        "public_id": f"{number:016}",
        "fellowship": Fellowship.NA,
        "venue": Venue.IN_PERSON,
        "weekdays": "1",
        "start": time(19),
        "minutes": 60,
        "zone": "America/Chicago",
        "languages": ["en"],
        "traits": [],
        "latitude": 39.8,
        "longitude": -89.65,
    }
    return MeetingRow(**(facts | overrides))


def random_meeting_rows(chance: random.Random, number: int) -> list[MeetingRow]:
    return [random_meeting_row(chance, each) for each in range(1, number + 1)]


def random_meeting_row(chance: random.Random, number: int) -> MeetingRow:
    is_timed = chance.random() < 0.9
    is_located = chance.random() < 0.85
    return make_meeting_row(
        number,
        public_id=f"{chance.getrandbits(64):016x}",
        fellowship=chance.choice(list(Fellowship)),
        venue=chance.choices(list(Venue), weights=(6, 3, 2, 1))[0],
        weekdays="".join(sorted(chance.sample("0123456", chance.choice((1, 1, 2, 7))))) if is_timed else "",
        start=time(chance.randrange(24), chance.choice((0, 0, 15, 30, 45)), chance.choice((0, 0, 0, 59)))
        if is_timed
        else None,
        minutes=chance.choice((1, 45, 60, 60, 90, 239, 240, 1440)),
        zone=chance.choice(ZONES),
        languages=chance.choice(([], ["en"], ["es"], ["en", "es"], ["fa"])),
        traits=chance.sample(list(Trait), chance.randrange(4)),
        latitude=chance.gauss(39.8, 0.4) if is_located else None,
        longitude=chance.gauss(-89.65, 0.5) if is_located else None,
    )


def make_stored_meeting(**overrides) -> Meeting:
    """A saved meeting of one feed, with facts of an index row."""
    number = next(NUMBER)
    feed, _ = Feed.objects.get_or_create(name="example", defaults={"format": "tsml", "fellowship": Fellowship.NA})
    facts = make_meeting_row(number)._asdict() | {"zone_from": "row", "name": f"Example Meeting {number}"}
    for name in ("pk", "public_id"):
        del facts[name]
    seen = dict.fromkeys(("first_seen_at", "last_seen_at", "changed_at"), NOON)
    return Meeting.objects.create(**(facts | seen | {"feed": feed, "key": str(number)} | overrides))
