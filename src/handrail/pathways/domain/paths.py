"""What a search answers: paths made of legs, in words, with everything that was let go."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handrail.pathways.domain.belonging import Tonight
from handrail.pathways.domain.need import Need


@dataclass(frozen=True)
class Line:
    """One sentence in the reader's language, and the stable code behind it. `leg` is the role it is about, or ""."""

    code: str
    text: str
    leg: str = ""


@dataclass(frozen=True)
class Relaxed:
    """One thing that was let go: `children`, `language:spanish`, `payment:medicaid`, `radius:100`, `radius:nation`."""

    what: str
    text: str


@dataclass(frozen=True)
class Bridge:
    """Another way to start today that is not in the directory."""

    code: str
    text: str
    source: str
    checked: date
    expires: date


@dataclass(frozen=True)
class Availability:
    """What is known of open places. `state` is "unknown" until a program or a call outcome says otherwise.

    `text` says it in the reader's language, with its age.
    """

    state: str = "unknown"
    available: int | None = None
    updated: datetime | None = None
    text: str = ""


@dataclass(frozen=True)
class Leg:
    """One post on the rail. The belong leg has no facility: it has what the two places offer (codes), and meetings."""

    role: str
    when: str
    facility: Any = None
    distance_miles: float | None = None
    strands: tuple[str, ...] = ()
    availability: Availability = Availability()
    offers: tuple[str, ...] = ()
    summary: str = ""
    tonight: Tonight | None = None


@dataclass(frozen=True)
class Path:
    """One whole path, explained."""

    kind: str
    way: str
    title: str
    summary: str
    summary_source: str
    cost: float
    reasons: tuple[Line, ...]
    warnings: tuple[Line, ...]
    ask: tuple[Line, ...]
    naloxone: str
    legs: tuple[Leg, ...]
    told: Any = None
    """What two paths share that say the same in every word, apart from distances and open places."""

    @property
    def is_one_facility(self) -> bool:
        return bool(self.legs[0].facility == self.legs[1].facility)


@dataclass(frozen=True)
class CarePlace:
    """One place of a facility search: for alcohol, stimulants or another substance, where no path is promised."""

    facility: Any
    distance_miles: float
    reasons: tuple[Line, ...]
    warnings: tuple[Line, ...]
    has_withdrawal_bed: bool = False


@dataclass(frozen=True)
class Counts:
    """Facilities for addiction in the last circle, and how many of them could start a path or are such a place."""

    in_radius: int
    matching: int


@dataclass(frozen=True)
class PathAnswer:
    """The whole answer to one search: paths for opioids, else `facilities`; never both."""

    need: Need
    place: Any
    first: tuple[Line, ...]
    paths: tuple[Path, ...]
    other_kinds: tuple[Path, ...]
    bridges: tuple[Bridge, ...]
    relaxed: tuple[Relaxed, ...]
    counts: Counts
    facilities: tuple[CarePlace, ...] = ()
