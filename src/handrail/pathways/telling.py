"""Tells a found path in words: which facilities, what each step is, why it stands where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from typing import NamedTuple

from handrail.directory.domain.sources import Precision
from handrail.directory.index.pace import Breathe
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import Facility
from handrail.directory.places.place import Place
from handrail.kernel.geography import great_circle_miles
from handrail.pathways import wording
from handrail.pathways.columns import beside
from handrail.pathways.domain import explaining
from handrail.pathways.domain.arrivals import arrive_more
from handrail.pathways.domain.asking import questions
from handrail.pathways.domain.belonging import Tonight
from handrail.pathways.domain.explaining import LegFacts, Note, PathFacts
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Availability, Leg, Line, Path
from handrail.pathways.domain.relaxing import Easing, Found
from handrail.pathways.domain.requirements import PLACE_OF, Kind
from handrail.pathways.domain.strands import OFFERS
from handrail.pathways.domain.vocabulary import KIND_WISHES, open_trait
from handrail.pathways.known_facilities import KnownFacility
from handrail.pathways.room import Room

MOST_TOLD = 8_192  # in each process; some ten megabytes, and then the one longest unused is forgotten
LARGEST_MINOR = 17

SUMMARY_SOURCES = {
    "medicine_first": "Santo et al., JAMA Psychiatry 2021",
    "medicine_first_taken": "Cornish et al., BMJ 2010",
    "withdrawal_first": "Cornish et al., BMJ 2010",
    "residential": "Walley et al., Addiction 2020",
    "hospital": "Walley et al., Addiction 2020",
}


@dataclass(frozen=True, eq=False)
class Told:
    """What a path says to everybody who asks the same of the same two places. It knows no reader and no home."""

    kind: str
    way: str
    title: str
    summary: str
    summary_source: str
    reasons: tuple[Line, ...]
    warnings: tuple[Line, ...]
    ask: tuple[Line, ...]
    naloxone: str
    whens: tuple[str, str]
    summaries: tuple[str, str]
    belong: Leg


class Seen(NamedTuple):
    """A facility as it lies from home, as coarsely as words tell it: near is near, wherever home is.

    `is_open` where it has room for this person: room for others is no reason.
    """

    known: KnownFacility
    miles: float
    is_in_state: bool
    is_open: bool = False
    arrive_more: bool = False


class PathTeller:
    """Tells the paths of one search."""

    def __init__(
        self,
        index: SearchIndex,
        known: dict[int, KnownFacility],
        need: Need,
        place: Place,
        language: str,
        far: Easing | None,
        room: Room,
        tonight: Tonight | None = None,
        who: str = "myself",
    ) -> None:
        self.index, self.known, self.far, self.room, self.tonight = index, known, far, room, tonight
        self.asked, self.place, self.language = asked_words(need), place, language
        self.helps = who != "myself"
        forget_each_hour(room.at)

    def tell(self, found: Found) -> Path | None:
        start, go_on = self.known.get(found.match.start), self.known.get(found.match.go_on)
        if start is None or go_on is None:
            return None
        miles = self.miles(found.match.start), self.miles(found.match.go_on)
        rooms = self.rooms(found, start, go_on)
        is_rare = self.asked.is_pregnant or self.asked.is_minor
        words = (tell_words if is_rare else told)(
            found.kind,
            self.asked,
            self.seen(start, miles[0], is_open=self.is_open(found, rooms[0])),
            self.seen(go_on, miles[1]),
            self.is_one_organization(found),
            self.work_together_since(found),
            self.keeps_everything(found),
            self.language,
            self.helps,
        )
        return Path(
            kind=words.kind,
            way=words.way,
            title=words.title,
            summary=words.summary,
            summary_source=words.summary_source,
            cost=found.match.cost / 1000,
            reasons=words.reasons,
            warnings=words.warnings,
            ask=words.ask,
            naloxone=words.naloxone,
            legs=legs(words, (start, go_on), miles, rooms, self.tonight),
            told=None if is_rare else words,
        )

    def miles(self, row: int) -> float:
        return miles_between(self.place, self.index, row)

    def seen(self, known: KnownFacility, miles: float, *, is_open: bool = False) -> Seen:
        more = arrive_more(self.index.arrivals.get(known.facility.pk))
        return Seen(known, told_miles(miles), known.facility.state == self.place.state, is_open, more)

    def rooms(self, found: Found, start: KnownFacility, go_on: KnownFacility) -> tuple[Availability, Availability]:
        kind, is_stay = found.kind, explaining.is_a_stay(found.kind, start.traits)
        return (
            self.room.on_leg(start.facility.pk, role="start", kind=kind, is_stay=is_stay),
            self.room.on_leg(go_on.facility.pk, role="continue", kind=kind, is_stay=is_stay),
        )

    def is_open(self, found: Found, room: Availability) -> bool:
        """Open somewhere is no reason for a person whom that place does not fit."""
        return bool(self.index.open_now[found.match.start]) and room.state == "open"

    def is_one_organization(self, found: Found) -> bool:
        group = self.index.name_group
        return bool(group[found.match.start] == group[found.match.go_on])

    def work_together_since(self, found: Found) -> date | None:
        """Of exactly these two, in a path of this kind."""
        return beside(self.index).working_together.since.get((found.kind, found.match.start, found.match.go_on))

    def keeps_everything(self, found: Found) -> bool:
        """The path that keeps everything is told apart from the nearer ones."""
        return self.far is not None and (found.miles, found.kept) == (self.far.miles, self.far.kept)


def miles_between(place: Place, index: SearchIndex, row: int) -> float:
    """By the point of the search itself: an import may have taken the facility's own away since the index was built."""
    latitude, longitude = float(index.latitude[row]), float(index.longitude[row])
    return great_circle_miles(place.latitude, place.longitude, latitude, longitude)


def asked_words(need: Need) -> Need:
    """A need as far as words depend on it: without the radius, the number of paths and the exact age."""
    age = need.age if need.age is None else LARGEST_MINOR if need.is_minor else LARGEST_MINOR + 1
    return Need(need.payment, need.wishes, need.ruled, need.medicine, age, need.substances)


def told_miles(miles: float) -> float:
    """Zero where no sentence names the distance; else such that it is rounded, and compared, as the miles are."""
    if miles < min(explaining.FAR_FOR_DAILY_VISITS, explaining.FAR_MILES):
        return 0.0
    whole = int(miles)
    return whole + 0.75 if round(miles) > whole else float(whole)


def tell_words(
    kind: Kind,
    asked: Need,
    start: Seen,
    go_on: Seen,
    is_one_organization: bool,
    work_together_since: date | None,
    keeps_everything: bool,
    language: str,
    helps: bool = False,
) -> Told:
    """What a path says of this pair of facilities to all who ask the same. Of a rare need it is never remembered.

    `helps` where the reader calls for another person: it changes the words of the questions alone.
    """
    facts = PathFacts(
        kind=kind,
        need=asked,
        start=leg_facts("start", start, beside=go_on, place=PLACE_OF[kind]),
        go_on=leg_facts("continue", go_on, beside=start, place="day"),
        is_one_facility=start.known is go_on.known,
        is_one_organization=is_one_organization,
        wishes=tuple(wish.name for wish in asked.wishes if wish.name not in KIND_WISHES),
        work_together_since=work_together_since,
    )
    beside = (Note("keeps_everything"),) if keeps_everything else ()
    return Told(
        kind=kind.value,
        way=way_of(facts),
        title=wording.say("title", title_code(facts), language),
        summary=wording.say("summary", summary_code(facts), language),
        summary_source=SUMMARY_SOURCES[summary_code(facts)],
        reasons=lines((*beside, *explaining.reasons(facts)), wording.say_reason, facts, language),
        warnings=lines(explaining.warnings(facts), wording.say_warning, facts, language),
        ask=lines(questions(facts), partial(wording.say_question, helps=helps), facts, language),
        naloxone=wording.say("naloxone", "myself", language),
        whens=whens(facts, language),
        summaries=(strand_words(start.known.strands, language), strand_words(go_on.known.strands, language)),
        belong=belong(facts, language),
    )


told = lru_cache(maxsize=MOST_TOLD)(tell_words)  # in memory alone, and an hour at most (ADR 0021)
_hour: datetime | None = None


def forget_each_hour(at: datetime) -> None:
    """How fast an answer comes could tell that somebody asked the same before; not of longer ago than this hour."""
    global _hour
    hour = at.replace(minute=0, second=0, microsecond=0)
    if hour != _hour:
        _hour = hour
        told.cache_clear()


def forget_with_the_index(index: SearchIndex, before: SearchIndex | None, breathe: Breathe) -> None:
    """Called by the live index before it swaps. Sheets of cards go with the words they were made for."""
    told.cache_clear()


def leg_facts(role: str, seen: Seen, *, beside: Seen, place: str) -> LegFacts:
    facility = seen.known.facility
    return LegFacts(
        role=role,
        name=name_beside(facility, beside.known.facility),
        codes=seen.known.codes,
        traits=seen.known.traits | {open_trait(place)} if seen.is_open else seen.known.traits,
        miles=seen.miles,
        is_in_state=seen.is_in_state,
        has_exact_point=facility.precision == Precision.ADDRESS,
        arrive_more=seen.arrive_more,
    )


def name_beside(facility: Facility, other: Facility) -> str:
    """Two programs of one name are told apart by the program."""
    if facility.name == other.name and facility.program and facility.program != other.program:
        return f"{facility.name}, {facility.program}"
    return facility.name


def lines(notes: Iterable[Note], say: Callable[[Note, str], str], facts: PathFacts, language: str) -> tuple[Line, ...]:
    """Notes in words. What is about the second of two places names it, since the first is the one being read."""
    second = "" if facts.is_one_facility else f"{facts.go_on.name}: "
    return tuple(
        Line(note.code, (second if note.leg == "continue" else "") + say(note, language), note.leg) for note in notes
    )


def whens(facts: PathFacts, language: str) -> tuple[str, str]:
    first = "start_stay" if facts.is_stay else "both" if facts.is_one_facility else "start_day"
    then = "continue_after" if facts.ends_before_continuing else "continue_beside"
    return wording.say("when", first, language), wording.say("when", then, language)


def strand_words(strands: Iterable[str], language: str) -> str:
    return ", ".join(wording.say("strand", strand, language) for strand in strands)


def belong(facts: PathFacts, language: str) -> Leg:
    offers = tuple(code for code in OFFERS if code in facts.start.codes | facts.go_on.codes)
    return Leg(
        role="belong",
        when=wording.say("when", "belong", language),
        offers=offers,
        summary=wording.in_one_line([wording.say("offer", code, language) for code in offers])
        or wording.say("belong", "none", language),
    )


def legs(
    words: Told,
    known: tuple[KnownFacility, KnownFacility],
    miles: tuple[float, float],
    rooms: tuple[Availability, Availability],
    tonight: Tonight | None,
) -> tuple[Leg, ...]:
    """What changes with home, and with the hour, is added last and never remembered: distance, room, meetings."""
    places = tuple(
        Leg(
            role=role,
            when=when,
            facility=each.facility,
            distance_miles=round(away, 2),
            strands=each.strands,
            availability=room,
            summary=summary,
        )
        for role, when, each, away, room, summary in zip(
            ("start", "continue"), words.whens, known, miles, rooms, words.summaries, strict=True
        )
    )
    return (*places, replace(words.belong, tonight=tonight))


def way_of(facts: PathFacts) -> str:
    if "methadone_clinic" in facts.start.traits or "MU" in facts.start.codes:
        return "methadone"
    return "buprenorphine" if "BU" in facts.start.codes else "todays_prescriber"


def title_code(facts: PathFacts) -> str:
    if facts.kind is Kind.WITHDRAWAL_FIRST and not facts.is_stay:
        return "withdrawal_first_at_home"
    if facts.kind is Kind.MEDICINE_FIRST and "prescribes" not in facts.start.traits:
        return "medicine_first_keeping"
    if facts.kind is Kind.MEDICINE_FIRST and not facts.need.medicine:
        return f"start_{explaining.medicines(facts.start)}"
    return summary_code(facts)


def summary_code(facts: PathFacts) -> str:
    if facts.kind is Kind.MEDICINE_FIRST and facts.need.medicine:
        return "medicine_first_taken"
    if facts.kind is Kind.RESIDENTIAL and not facts.start.codes & {"RS", "RL"}:
        return "hospital"
    return facts.kind.value
