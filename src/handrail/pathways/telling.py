"""Tells a found path in words: which facilities, what each step is, why it stands where it stands."""

from handrail.directory.index.search_index import SearchIndex
from handrail.directory.models import Facility
from handrail.directory.places.place import Place
from handrail.kernel.geography import great_circle_miles
from handrail.pathways import wording
from handrail.pathways.domain import explaining
from handrail.pathways.domain.asking import questions
from handrail.pathways.domain.explaining import LegFacts, PathFacts
from handrail.pathways.domain.paths import Leg, Line, Path
from handrail.pathways.domain.relaxing import Found
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.domain.strands import OFFERS, strands_of
from handrail.pathways.domain.traits import traits_of
from handrail.pathways.surroundings import DirectorySurroundings

SUMMARY_SOURCES = {
    "medicine_first": "Santo et al., JAMA Psychiatry 2021",
    "medicine_first_taken": "Cornish et al., BMJ 2010",
    "withdrawal_first": "Cornish et al., BMJ 2010",
    "residential": "Walley et al., Addiction 2020",
}


class PathTeller:
    """Tells the paths of one search."""

    def __init__(
        self,
        index: SearchIndex,
        facilities: dict[int, Facility],
        surroundings: DirectorySurroundings,
        place: Place,
        language: str,
    ) -> None:
        self.index, self.facilities, self.surroundings = index, facilities, surroundings
        self.need, self.place, self.language = surroundings.need, place, language

    def tell(self, found: Found) -> Path | None:
        start = self.facility(found.match.start)
        go_on = self.facility(found.match.go_on)
        if start is None or go_on is None:
            return None
        facts = self.facts(found, start, go_on)
        marks = tuple(note for note in explaining.warnings(facts) if note.code.startswith("cover_not_listed"))
        return Path(
            kind=found.kind.value,
            way=way_of(facts),
            title=wording.say("title", title_code(facts), self.language),
            summary=wording.say("summary", summary_code(facts), self.language),
            summary_source=SUMMARY_SOURCES[summary_code(facts)],
            cost=found.match.cost / 1000,
            reasons=self.lines(explaining.reasons(facts), wording.say_reason),
            warnings=self.lines(explaining.warnings(facts), wording.say_warning),
            ask=self.lines(questions(facts), wording.say_question),
            marks=self.lines(marks, wording.say_warning),
            naloxone=wording.say("naloxone", "myself", self.language),
            legs=self.legs(facts, start, go_on),
        )

    def facility(self, row: int) -> Facility | None:
        return self.facilities.get(int(self.index.facility_ids[row]))

    def lines(self, notes, say) -> tuple[Line, ...]:
        return tuple(Line(note.code, say(note, self.language), note.leg) for note in notes)

    def facts(self, found: Found, start: Facility, go_on: Facility) -> PathFacts:
        group = self.index.name_group
        return PathFacts(
            kind=found.kind,
            need=self.need,
            start=self.leg_facts("start", start),
            go_on=self.leg_facts("continue", go_on),
            is_one_facility=start.pk == go_on.pk,
            is_one_organization=bool(group[found.match.start] == group[found.match.go_on]),
            wishes=tuple(wish.name for wish in self.need.wishes if wish.name not in ("withdrawal_stay", "residential")),
        )

    def leg_facts(self, role: str, facility: Facility) -> LegFacts:
        codes = frozenset(facility.code_list)
        return LegFacts(
            role=role,
            name=facility.name,
            codes=codes,
            traits=traits_of(codes),
            miles=self.miles_to(facility),
            is_in_state=facility.state == self.place.state,
            has_exact_point=facility.precision == "address",
        )

    def miles_to(self, facility: Facility) -> float:
        return great_circle_miles(self.place.latitude, self.place.longitude, facility.latitude, facility.longitude)

    def legs(self, facts: PathFacts, start: Facility, go_on: Facility) -> tuple[Leg, ...]:
        first = "start_stay" if facts.is_stay else "both" if facts.is_one_facility else "start_day"
        then = "continue_after" if facts.ends_before_continuing else "continue_beside"
        return (
            self.leg("start", first, start, facts.start),
            self.leg("continue", then, go_on, facts.go_on),
            self.belong(facts),
        )

    def leg(self, role: str, when: str, facility: Facility, facts: LegFacts) -> Leg:
        strands = strands_of(facts.codes)
        words = [wording.say("strand", strand, self.language) for strand in strands]
        return Leg(
            role=role,
            when=wording.say("when", when, self.language),
            facility=facility,
            distance_miles=round(facts.miles, 1),
            strands=strands,
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
    return summary_code(facts)


def summary_code(facts: PathFacts) -> str:
    if facts.kind is Kind.MEDICINE_FIRST and facts.need.medicine:
        return "medicine_first_taken"
    return facts.kind.value
