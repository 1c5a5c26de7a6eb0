"""What may be said of open places, for how long it holds, and what is known of it at a moment.

The meaning is that of HSDS 3.1 `service_capacity`: `available` is "the number of units available as of the last
update", `maximum` the most there can be "if applicable" (so it may be left out), `updated` when it was last said,
`unit` what is counted. Its `description` ("beds available for ...") is what level, sex, age band and payer say here, so
that a program can be matched to a person. Nothing here is a promise: who says so, and how long ago, is shown beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST = 999  # a typing slip such as 2000 for 20 is refused; no program in the directory is larger
CLOCK_SKEW = timedelta(minutes=5)  # two servers kept in time differ by seconds; more than this is a wrong clock


class Level(StrEnum):
    """Level of care: what kind of place is open."""

    WITHDRAWAL = "withdrawal"
    RESIDENTIAL = "residential"
    OUTPATIENT_MEDICINE = "outpatient_medicine"  # starts of methadone or buprenorphine
    INTENSIVE_OUTPATIENT = "intensive_outpatient"
    RECOVERY_HOME = "recovery_home"


class Sex(StrEnum):
    ANY = "any"
    WOMEN = "women"
    MEN = "men"


class AgeBand(StrEnum):
    ANY = "any"
    ADULTS = "adults"
    YOUNG_PEOPLE = "young_people"


class Payer(StrEnum):
    """Who may pay for the place. Most are for whoever pays: `any` is the rule, and what is not said is that."""

    ANY = "any"
    MEDICAID = "medicaid"
    MEDICARE = "medicare"
    PRIVATE = "private"
    MILITARY = "military"
    TRIBAL = "tribal"
    STATE_FUNDED = "state_funded"  # paid by the State or its block grant, for who has no insurance


class Unit(StrEnum):
    BED = "bed"
    SLOT = "slot"


UNIT_OF: dict[Level, Unit] = {
    Level.WITHDRAWAL: Unit.BED,
    Level.RESIDENTIAL: Unit.BED,
    Level.OUTPATIENT_MEDICINE: Unit.SLOT,
    Level.INTENSIVE_OUTPATIENT: Unit.SLOT,
    Level.RECOVERY_HOME: Unit.BED,
}


class SaidBy(StrEnum):
    """Who says so, and by which way. Who spoke last counts, whoever it was."""

    OPERATOR = "operator"
    PROGRAM = "program"  # somebody of the program, signed in
    LINK = "link"  # whoever reads the messages of the program
    API = "api"  # a system of the program, by its key


BY_A_PERSON = (SaidBy.OPERATOR, SaidBy.PROGRAM)  # whose sign-in the log names; of the others it names link or key


class Change(StrEnum):
    """What one entry of the log records."""

    SAID = "said"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    OPEN = "open"
    FULL = "full"
    UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Group:
    """For whom places are counted. Each group of a facility has one number."""

    level: Level
    sex: Sex = Sex.ANY
    age_band: AgeBand = AgeBand.ANY
    payer: Payer = Payer.ANY


@dataclass(frozen=True)
class Numbers:
    """What is said of one group. `maximum` None: not said."""

    available: int
    maximum: int | None = None


@dataclass(frozen=True)
class OpenPlace:
    """What is known of one group at one moment. Unknown has no number: an old one would be believed."""

    group: Group
    state: State
    available: int | None
    maximum: int | None
    updated_at: datetime
    said_by: SaidBy

    @property
    def unit(self) -> Unit:
        return UNIT_OF[self.group.level]


class OpenPlacesRefused(Exception):
    """The message may be shown to the person who asked; `code` and `params` let a page say it in Spanish.

    `number` is that of the row, where many were said at once.
    """

    number = 0

    def __init__(self, message: str, *, code: str, group: Group | None = None, **params: object) -> None:
        super().__init__(message)
        self.code, self.group, self.params = code, group, params


def check_numbers(group: Group, numbers: Numbers) -> None:
    for number in (numbers.available, numbers.maximum):
        if number is not None and not 0 <= number <= MOST:
            raise OpenPlacesRefused(f"A number is from 0 to {MOST}.", code="out_of_range", group=group, most=MOST)
    if numbers.maximum is not None and numbers.available > numbers.maximum:
        raise OpenPlacesRefused(
            f"{numbers.available} open places are more than the {numbers.maximum} in all.",
            code="more_than_all",
            group=group,
            available=numbers.available,
            maximum=numbers.maximum,
        )


def one_more_or_less(group: Group, numbers: Numbers, by_one: int) -> Numbers:
    """A bed was taken, or is free again. Raises `OpenPlacesRefused` below zero and above all there are."""
    changed = Numbers(numbers.available + by_one, numbers.maximum)
    check_numbers(group, changed)
    return changed


LONGEST_AGO = timedelta(days=365)  # a word older than that is a wrong date, and unknown in any case


def check_told_at(group: Group, told_at: datetime, *, at: datetime) -> None:
    """When another system says that its number was true. Raises `OpenPlacesRefused`."""
    if told_at > at + CLOCK_SKEW:
        raise OpenPlacesRefused("This time lies ahead. Is that clock right?", code="updated_ahead", group=group)
    if told_at < at - LONGEST_AGO:
        raise OpenPlacesRefused("This time is more than a year ago.", code="updated_long_ago", group=group)


def is_older(told_at: datetime, *, than: datetime, at: datetime) -> bool:
    """Whether something newer was said already. What is stored under a time well ahead stands in nobody's way."""
    return told_at < than <= at + CLOCK_SKEW


def expires_at(updated_at: datetime, *, shelf_life: timedelta) -> datetime:
    """The first moment at which it is unknown."""
    return updated_at + shelf_life


def is_fresh(updated_at: datetime, *, at: datetime, shelf_life: timedelta) -> bool:
    """A time that lies well ahead comes from a wrong clock, and is not believed either. Nor does it stand in the way of
    what is said after it by a right one: refusing that would shut the sheet until the wrong time has come."""
    return updated_at <= at + CLOCK_SKEW and at < expires_at(updated_at, shelf_life=shelf_life)


def state_of(available: int, updated_at: datetime, *, at: datetime, shelf_life: timedelta) -> State:
    if not is_fresh(updated_at, at=at, shelf_life=shelf_life):
        return State.UNKNOWN
    return State.OPEN if available > 0 else State.FULL


def known_at(
    group: Group,
    numbers: Numbers,
    *,
    updated_at: datetime,
    said_by: SaidBy,
    at: datetime,
    shelf_life: timedelta,
) -> OpenPlace:
    state = state_of(numbers.available, updated_at, at=at, shelf_life=shelf_life)
    if state is State.UNKNOWN:
        return OpenPlace(group, state, None, None, updated_at, said_by)
    return OpenPlace(group, state, numbers.available, numbers.maximum, updated_at, said_by)


def newest_of_each(places: Iterable[OpenPlace]) -> tuple[OpenPlace, ...]:
    """Of each group what was said last, in the order given: two rows that are one place may both tell of it."""
    newest: dict[Group, OpenPlace] = {}
    for place in places:
        held = newest.get(place.group)
        if held is None or weight(place) > weight(held):
            newest[place.group] = place
    return tuple(newest.values())


def weight(place: OpenPlace) -> tuple[bool, datetime]:
    return place.state is not State.UNKNOWN, place.updated_at


def state_together(places: Iterable[OpenPlace]) -> State:
    """Of several groups: open if one is, full if all that is known is full."""
    states = {place.state for place in places}
    return next((state for state in (State.OPEN, State.FULL) if state in states), State.UNKNOWN)


LISTED_BY: dict[Level, frozenset[str]] = {
    Level.WITHDRAWAL: frozenset({"HID", "RD"}),
    Level.RESIDENTIAL: frozenset({"RS", "RL", "HIT"}),
    Level.OUTPATIENT_MEDICINE: frozenset({"OTP", "MU", "BU"}),
    Level.INTENSIVE_OUTPATIENT: frozenset({"OIT", "ODT"}),
    Level.RECOVERY_HOME: frozenset({"HH"}),
}
"""Codes by which a facility says that it has such places: the desk asks for these first, and takes all others too."""


PAID_BY: dict[Payer, frozenset[str]] = {
    Payer.MEDICAID: frozenset({"MD"}),
    Payer.MEDICARE: frozenset({"MC"}),
    Payer.PRIVATE: frozenset({"PI"}),
    Payer.MILITARY: frozenset({"MI", "VAMC", "VAF"}),
    Payer.TRIBAL: frozenset({"ITU", "TBG", "IH"}),
    Payer.STATE_FUNDED: frozenset({"SI", "SAMF", "SWFS", "CSBG", "NP", "SS", "PA"}),
}
"""Codes of the directory by which a facility says that it takes such a payment: what each word here stands for."""


def levels_listed(codes: Iterable[str]) -> tuple[Level, ...]:
    held = frozenset(codes)
    return tuple(level for level, listing in LISTED_BY.items() if listing & held)
