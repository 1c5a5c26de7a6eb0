"""Tells a found path in words: which facilities, what each step is, why it stands where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from handrail.directory.domain.sources import Precision
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.places.place import Place
from handrail.kernel.geography import great_circle_miles
from handrail.pathways import wording
from handrail.pathways.domain import explaining
from handrail.pathways.domain.asking import questions
from handrail.pathways.domain.explaining import LegFacts, Note, PathFacts
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Leg, Line, Path
from handrail.pathways.domain.relaxing import Easing, Found
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.domain.strands import OFFERS
from handrail.pathways.domain.vocabulary import KIND_WISHES
from handrail.pathways.known_facilities import OPEN, KnownFacility
from handrail.pathways.room import Room

SUMMARY_SOURCES = {
    "medicine_first": "Santo et al., JAMA Psychiatry 2021",
    "medicine_first_taken": "Cornish et al., BMJ 2010",
    "withdrawal_first": "Cornish et al., BMJ 2010",
    "residential": "Walley et al., Addiction 2020",
    "hospital": "Walley et al., Addiction 2020",
}


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
    ) -> None:
        self.index, self.known, self.far, self.room = index, known, far, room
        self.need, self.place, self.language = need, place, language

    def tell(self, found: Found) -> Path | None:
        start, go_on = self.known.get(found.match.start), self.known.get(found.match.go_on)
        if start is None or go_on is None:
            return None
        facts = self.facts(found, start, go_on)
        return Path(
            kind=found.kind.value,
            way=way_of(facts),
            title=wording.say("title", title_code(facts), self.language),
            summary=wording.say("summary", summary_code(facts), self.language),
            summary_source=SUMMARY_SOURCES[summary_code(facts)],
            cost=found.match.cost / 1000,
            reasons=self.lines((*self.beside(found), *explaining.reasons(facts)), wording.say_reason, facts),
            warnings=self.lines(explaining.warnings(facts), wording.say_warning, facts),
            ask=self.lines(questions(facts), wording.say_question, facts),
            naloxone=wording.say("naloxone", "myself", self.language),
            legs=self.legs(facts, start, go_on),
        )

    def lines(self, notes: Iterable[Note], say: Callable[[Note, str], str], facts: PathFacts) -> tuple[Line, ...]:
        """Notes in words. What is about the second of two places names it, since the first is the one being read."""
        second = "" if facts.is_one_facility else f"{facts.go_on.name}: "
        return tuple(
            Line(note.code, (second if note.leg == "continue" else "") + say(note, self.language), note.leg)
            for note in notes
        )

    def beside(self, found: Found) -> tuple[Note, ...]:
        """The path that keeps everything is told apart from the nearer ones."""
        is_far = self.far is not None and (found.miles, found.kept) == (self.far.miles, self.far.kept)
        return (Note("keeps_everything"),) if is_far else ()

    def facts(self, found: Found, start: KnownFacility, go_on: KnownFacility) -> PathFacts:
        group = self.index.name_group
        return PathFacts(
            kind=found.kind,
            need=self.need,
            start=self.leg_facts("start", self.as_open(start, found.kind)),
            go_on=self.leg_facts("continue", go_on),
            is_one_facility=start is go_on,
            is_one_organization=bool(group[found.match.start] == group[found.match.go_on]),
            wishes=tuple(wish.name for wish in self.need.wishes if wish.name not in KIND_WISHES),
        )

    def as_open(self, start: KnownFacility, kind: Kind) -> KnownFacility:
        """Open somewhere is no reason for a person whom that place does not fit."""
        is_stay = explaining.is_a_stay(kind, start.traits)
        room = self.room.on_leg(start.facility.pk, role="start", kind=kind, is_stay=is_stay)
        return start if room.state == "open" else replace(start, traits=start.traits - OPEN)

    def leg_facts(self, role: str, known: KnownFacility) -> LegFacts:
        facility, place = known.facility, self.place
        return LegFacts(
            role=role,
            name=facility.name,
            codes=known.codes,
            traits=known.traits,
            miles=great_circle_miles(place.latitude, place.longitude, facility.latitude, facility.longitude),
            is_in_state=facility.state == place.state,
            has_exact_point=facility.precision == Precision.ADDRESS,
        )

    def legs(self, facts: PathFacts, start: KnownFacility, go_on: KnownFacility) -> tuple[Leg, ...]:
        first = "start_stay" if facts.is_stay else "both" if facts.is_one_facility else "start_day"
        then = "continue_after" if facts.ends_before_continuing else "continue_beside"
        return (
            self.leg("start", first, start, facts),
            self.leg("continue", then, go_on, facts),
            self.belong(facts),
        )

    def leg(self, role: str, when: str, known: KnownFacility, facts: PathFacts) -> Leg:
        miles = facts.start.miles if role == "start" else facts.go_on.miles
        words = [wording.say("strand", strand, self.language) for strand in known.strands]
        return Leg(
            role=role,
            when=wording.say("when", when, self.language),
            facility=known.facility,
            distance_miles=round(miles, 2),
            strands=known.strands,
            availability=self.room.on_leg(known.facility.pk, role=role, kind=facts.kind, is_stay=facts.is_stay),
            summary=", ".join(words),
        )

    def belong(self, facts: PathFacts) -> Leg:
        offers = tuple(code for code in OFFERS if code in facts.start.codes | facts.go_on.codes)
        return Leg(
            role="belong",
            when=wording.say("when", "belong", self.language),
            offers=offers,
            summary="; ".join(wording.say("offer", code, self.language) for code in offers)
            or wording.say("belong", "none", self.language),
        )


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
