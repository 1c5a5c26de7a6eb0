"""Fictional meetings, spread so that every evening is full: rooms in five towns, and what is held online."""

from dataclasses import dataclass
from datetime import time

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.traits import Trait
from handrail.meetings.domain.venues import Venue

DAILY, MOST_DAYS = "0123456", "12345"
OPEN, NEW, WHEELS = Trait.OPEN, Trait.NEWCOMERS, Trait.WHEELCHAIR
MEDICINE = Trait.MEDICINE_WELCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """A meeting that there is in a town, or online. `far` is miles east and north of the middle of the ZIP area;
    `number` is a telephone that lets one join."""

    name: str
    fellowship: Fellowship
    start: time
    weekdays: str = DAILY
    minutes: int = 60
    venue: Venue = Venue.IN_PERSON
    place: str = ""
    far: tuple[float, float] = (0.0, 0.0)
    zone: str = ""
    number: str = ""
    languages: tuple[str, ...] = ("en",)
    traits: tuple[Trait, ...] = (Trait.OPEN,)


@dataclass(frozen=True, slots=True)
class MeetingTown:
    """`rooms` are as many of the list as a town of its size has."""

    city: str
    state: str
    zip: str
    zone: str
    rooms: int


TOWNS = (
    MeetingTown("Chicago", "IL", "60608", "America/Chicago", 17),
    MeetingTown("Bronx", "NY", "10456", "America/New_York", 8),
    MeetingTown("Los Angeles", "CA", "90012", "America/Los_Angeles", 8),
    MeetingTown("Philadelphia", "PA", "19134", "America/New_York", 7),
    MeetingTown("Gallup", "NM", "87301", "America/Denver", 4),
)


def room(name, fellowship, hour, minute=0, *, far, place, traits=(OPEN,), **more) -> Evening:
    return Evening(
        name=name, fellowship=fellowship, start=time(hour, minute), far=far, place=place, traits=traits, **more
    )


ROOMS = (
    room("Steps at the Corner Hall", Fellowship.NA, 18, 30, far=(0.4, 0.4), place="Corner Hall", traits=(OPEN, WHEELS)),
    room("Recovering with Medicine", Fellowship.MARA, 19, far=(-0.5, 0.3), place="Lantern House",
         traits=(OPEN, NEW, MEDICINE)),
    room("SMART at the Library", Fellowship.SMART, 19, 30, far=(0.6, -0.9), place="Example Library",
         traits=(OPEN, NEW, WHEELS)),
    room("Night Owls", Fellowship.NA, 23, 30, minutes=90, far=(1.2, 0.2), place="Kestrel Chapel"),
    room("First Cup", Fellowship.AA, 7, far=(-0.2, -0.3), place="Pebble Street Kitchen"),
    room("Noon Break", Fellowship.NA, 12, 15, far=(0.9, 0.8), place="Copper Union Room", weekdays=MOST_DAYS),
    room("Sitting Together", Fellowship.RECOVERY_DHARMA, 20, far=(-1.1, 0.6), place="Quiet Loft",
         traits=(OPEN, Trait.MEDITATION, Trait.SECULAR)),
    room("Familias de la noche", Fellowship.NAR_ANON, 20, 30, far=(0.3, -0.4), place="Casa Vesper", languages=("es",)),
    room("One Day, One Door", Fellowship.HA, 18, far=(1.6, -0.5), place="Bramble Center", traits=(OPEN, NEW)),
    room("Women Who Stay", Fellowship.NA, 19, 15, far=(-0.7, -1.2), place="Juniper Rooms",
         traits=(Trait.WOMEN, Trait.CHILDREN_WELCOME, Trait.CHILDCARE)),
    room("Steady Ground", Fellowship.CA, 21, far=(2.6, 1.4), place="Larch Community Room"),
    room("Hands That Speak", Fellowship.AA, 18, 45, far=(3.5, -2.0), place="Saffron Center",
         traits=(OPEN, WHEELS, Trait.SIGN_LANGUAGE), languages=("en", "ase")),
    room("Reading the Basic Text", Fellowship.NA, 17, 30, far=(-2.4, 2.2), place="Umber Hall",
         traits=(Trait.CLOSED, Trait.BASIC_TEXT)),
    room("LifeRing West", Fellowship.LIFERING, 18, 15, far=(-3.8, 0.5), place="Yarrow Studio",
         traits=(OPEN, Trait.SECULAR)),
    room("Young and Here", Fellowship.NA, 20, 15, far=(1.0, 2.8), place="Dapple Youth House",
         traits=(OPEN, Trait.YOUNG, Trait.LGBTQ)),
    room("The Long Table", Fellowship.AL_ANON, 19, far=(-1.5, -2.5), place="Russet Parish Hall", venue=Venue.HYBRID),
    room("Old Mill Group", Fellowship.NA, 19, 45, far=(0.8, 1.1), place="Old Mill", venue=Venue.SUSPENDED),
)  # fmt: skip


def online(name, fellowship, hour, minute=0, *, zone="America/New_York", traits=(OPEN,), **more) -> Evening:
    return Evening(
        name=name, fellowship=fellowship, start=time(hour, minute), venue=Venue.ONLINE, zone=zone, traits=traits, **more
    )


PACIFIC = "America/Los_Angeles"
ONLINE = (
    online("Medicine and Me", Fellowship.MARA, 20, traits=(OPEN, NEW, MEDICINE)),
    online("Coast to Coast", Fellowship.NA, 19, zone=PACIFIC),
    online("Open Room, Day and Night", Fellowship.NA, 0, minutes=1440, number="+13125550143"),
    online("SMART Tools", Fellowship.SMART, 18, traits=(OPEN, NEW)),
    online("Noches en español", Fellowship.NA, 21, languages=("es",)),
    online("Late Light", Fellowship.AA, 22, 30, zone=PACIFIC),
    online("Sunrise Check-in", Fellowship.AA, 6),
    online("Lunch Hour", Fellowship.CA, 12),
    online("Breath First", Fellowship.RECOVERY_DHARMA, 21, traits=(OPEN, Trait.MEDITATION)),
    online("Women for Each Other", Fellowship.WOMEN_FOR_SOBRIETY, 20, 30, traits=(Trait.WOMEN,)),
    online("For Parents", Fellowship.NAR_ANON, 19, 30),
    online("HA Across Miles", Fellowship.HA, 21, 30, traits=(OPEN, NEW)),
    online("Secular and Sober", Fellowship.LIFERING, 20, zone=PACIFIC, traits=(OPEN, Trait.SECULAR)),
    online("Afternoon Doorway", Fellowship.NA, 15, traits=(OPEN, NEW)),
    online("Al-Anon at Home", Fellowship.AL_ANON, 13),
    online("Midnight Line", Fellowship.NA, 23, 45, zone="America/Chicago", minutes=75),
)  # fmt: skip
