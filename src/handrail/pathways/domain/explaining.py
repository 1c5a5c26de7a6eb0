"""Why a path is where it is, what to be warned of, and what to ask on the phone: from the listed codes alone.

Every note is a code with its values; `words.toml` says it in English and Spanish. What the data leave open becomes a
question; a contradiction is never resolved, it is asked about.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from handrail.pathways.domain.costs import closed_programs, is_a_stay, may_end_medicine, medicine_changes
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import PLACE_OF, Kind, traits_for_wish
from handrail.pathways.domain.vocabulary import open_trait
from handrail.pathways.domain.weights import SIGNS

FAR_MILES = 100  # from here on a leg's distance is a warning. Product choice
TOO_FAR_MILES = 250  # from here on nobody travels weekly: phone, video and the bridges come first. Product choice
TAKEN = {"methadone": "gives_methadone", "buprenorphine": "gives_buprenorphine"}
FAR_FOR_DAILY_VISITS = 30  # miles, each way, every day. Product choice
PUBLIC_FUNDS = frozenset({"SAMF", "FSA"})


@dataclass(frozen=True)
class Note:
    """One thing to say. `leg` is the role it is about, "" when it is about the whole path."""

    code: str
    leg: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LegFacts:
    """A facility on a path, as its source lists it."""

    role: str
    name: str
    codes: frozenset[str]
    traits: frozenset[str]
    miles: float
    is_in_state: bool
    has_exact_point: bool
    arrive_more: bool = False


@dataclass(frozen=True)
class PathFacts:
    """The two facility legs of a path, and the need they answer."""

    kind: Kind
    need: Need
    start: LegFacts
    go_on: LegFacts
    is_one_facility: bool
    is_one_organization: bool
    wishes: tuple[str, ...] = field(default=())
    work_together_since: date | None = None

    @property
    def legs(self) -> tuple[LegFacts, ...]:
        return (self.start,) if self.is_one_facility else (self.start, self.go_on)

    @property
    def is_stay(self) -> bool:
        return is_a_stay(self.kind, self.start.traits)

    @property
    def ends_before_continuing(self) -> bool:
        """Withdrawal and stays end; an outpatient medicine start goes on beside the continuing leg."""
        return self.kind is not Kind.MEDICINE_FIRST

    def lacks(self, wish: str) -> bool:
        """Whether a leg does not list what was wished."""
        at_start = traits_for_wish(wish, PLACE_OF[self.kind], is_start=True)
        after = traits_for_wish(wish, "day", is_start=False)
        return not (at_start <= self.start.traits and after <= self.go_on.traits)


Rule = Callable[[PathFacts], Iterator[Note]]


def notes(rules: Iterable[Rule], path: PathFacts) -> tuple[Note, ...]:
    found: dict[Note, None] = {}
    for rule in rules:
        found.update(dict.fromkeys(rule(path)))
    return tuple(found)


def reasons(path: PathFacts) -> tuple[Note, ...]:
    return notes(
        (medicine_reasons, hand_over_reasons, cover_reasons, wish_reasons, sign_reasons, arrival_reasons), path
    )


def warnings(path: PathFacts) -> tuple[Note, ...]:
    return notes(
        (
            danger_warnings,
            after_stay_warnings,
            medicine_warnings,
            distance_warnings,
            belonging_warnings,
            cover_warnings,
            wish_warnings,
        ),
        path,
    )


def medicine_reasons(path: PathFacts) -> Iterator[Note]:
    if path.need.medicine in TAKEN and TAKEN[path.need.medicine] in path.start.traits:
        yield Note(f"gives_your_{path.need.medicine}", "start")
    elif "prescribes" in path.start.traits:
        yield Note(f"starts_{medicines(path.start)}", "start")
    elif "accepts" in path.start.traits:
        yield Note("keeps_todays_prescriber", "start")
    if "maintains" in path.start.traits and not path.is_stay:
        yield Note("maintains", "start")
    if open_trait(PLACE_OF[path.kind]) in path.start.traits:
        yield Note("open_now", "start")


def medicines(leg: LegFacts) -> str:
    methadone, buprenorphine = bool(leg.codes & {"MU", "OTP"}), "BU" in leg.codes
    return "both" if methadone and buprenorphine else "methadone" if methadone else "buprenorphine"


def hand_over_reasons(path: PathFacts) -> Iterator[Note]:
    if path.is_one_facility:
        yield Note("one_place_for_both")
    elif path.is_one_organization:
        yield Note("one_organization")
    if path.work_together_since:
        yield Note("work_together", "", (("day", path.work_together_since.isoformat()),))
    changes = medicine_changes(path.kind, path.start.traits, path.go_on.traits)
    tapers_first = not path.is_stay and "maintains" not in path.start.traits
    may_end = tapers_first or may_end_medicine(path.kind, path.go_on.traits)
    if not path.is_one_facility and not changes and not may_end:
        yield Note("same_medicine" if "prescribes" in path.go_on.traits else "accepts_medicine")


def cover_reasons(path: PathFacts) -> Iterator[Note]:
    for name in path.need.payment:
        if all(f"payment:{name}" in leg.traits for leg in path.legs):
            yield Note(f"cover_{name}")


def wish_reasons(path: PathFacts) -> Iterator[Note]:
    for wish in path.wishes:
        asks_nothing_here = wish == "medical_illness" and not path.is_stay
        if not path.lacks(wish) and not asks_nothing_here:
            yield Note(f"wish_{wish.split(':')[0]}", "", (("wish", wish),))


def sign_reasons(path: PathFacts) -> Iterator[Note]:
    for sign in SIGNS:
        if all(f"sign:{sign}" in leg.traits for leg in path.legs):
            yield Note(f"sign_{sign}")


def arrival_reasons(path: PathFacts) -> Iterator[Note]:
    for leg in path.legs:
        if leg.arrive_more:
            yield Note("arrive_more", leg.role)


def danger_warnings(path: PathFacts) -> Iterator[Note]:
    if path.need.withdraws_from and "MDET" not in path.start.codes:
        yield Note("no_withdrawal_medicine_listed", "start")


def after_stay_warnings(path: PathFacts) -> Iterator[Note]:
    """The weeks after withdrawal or a stay are the deadliest (evidence 3.4)."""
    if path.ends_before_continuing:
        yield Note("after_detox")


def medicine_warnings(path: PathFacts) -> Iterator[Note]:
    if "maintains" not in path.start.traits and "prescribes" in path.start.traits and not path.is_stay:
        yield Note("may_taper_only", "start")
    if not path.is_one_facility and may_end_medicine(path.kind, path.go_on.traits):
        yield Note("may_taper_only", "continue")
    if medicine_changes(path.kind, path.start.traits, path.go_on.traits):
        yield Note("medicine_may_change", "continue")
    visited = (path.go_on,) if path.is_stay else path.legs
    for leg in visited:
        if "methadone_clinic" in leg.traits:
            is_far = leg.miles >= FAR_FOR_DAILY_VISITS
            yield Note("daily_visits_far" if is_far else "daily_visits", leg.role, in_miles(leg) if is_far else ())
    for leg in path.legs:
        if "NMOA" in leg.codes:
            yield Note("lists_no_medicine_too", leg.role)
        if "NOOP" in leg.codes:
            yield Note("lists_no_opioid_care_too", leg.role)


def distance_warnings(path: PathFacts) -> Iterator[Note]:
    for leg in path.legs:
        if leg.miles >= FAR_MILES and not is_told_of_daily_visits(path, leg):
            yield Note(far_code(path, leg), leg.role, in_miles(leg))
        if not leg.has_exact_point:
            yield Note("point_is_approximate", leg.role)


def is_told_of_daily_visits(path: PathFacts, leg: LegFacts) -> bool:
    """A far methadone clinic has its own warning: a daily dose does not come by phone or video."""
    return "methadone_clinic" in leg.traits and not (path.is_stay and leg.role == "start")


def far_code(path: PathFacts, leg: LegFacts) -> str:
    """What to say of a far leg: of a stay, how to get there; of visits, how not to have to."""
    if path.is_stay and leg.role == "start":
        return "far_stay_in_danger" if path.need.withdraws_from else "far_stay"
    return "too_far_to_travel" if leg.miles >= TOO_FAR_MILES else "far_away"


def in_miles(leg: LegFacts) -> tuple[tuple[str, str], ...]:
    return (("miles", str(round(leg.miles))),)


def belonging_warnings(path: PathFacts) -> Iterator[Note]:
    """Programs run for veterans, the military or a tribe often serve only their own: said unless the need fits."""
    closed = closed_programs(path.need)
    for leg in path.legs:
        for trait in sorted(leg.traits & closed):
            yield Note(trait, leg.role)
        if not path.need.ruled & {"man", "woman", "pregnant"} and len(leg.codes & {"MALE", "FEM"}) == 1:
            yield Note("men_only" if "MALE" in leg.codes else "women_only", leg.role)
        if leg.codes & {"TBG", "IH"} and "tribal" not in path.need.payment:
            yield Note("run_for_tribe", leg.role)


def cover_warnings(path: PathFacts) -> Iterator[Note]:
    for name in path.need.payment:
        if not all(f"payment:{name}" in leg.traits for leg in path.legs) and not is_covered(path):
            yield Note(f"cover_not_listed_{name}")
    if "medicaid" in path.need.payment:
        for leg in path.legs:
            if not leg.is_in_state:
                yield Note("across_state_line", leg.role)


def is_covered(path: PathFacts) -> bool:
    named = {f"payment:{name}" for name in path.need.payment}
    return not named or all(named & leg.traits for leg in path.legs)


def wish_warnings(path: PathFacts) -> Iterator[Note]:
    for wish in path.wishes:
        if path.lacks(wish):
            yield Note(f"without_{wish.split(':')[0]}", "", (("wish", wish),))
