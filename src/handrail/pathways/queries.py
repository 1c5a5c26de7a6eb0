"""The search itself: a place and a need in, whole paths in words out. Nothing about the searcher is kept."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from handrail.directory.index.live import current_index
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.places.place import Place
from handrail.meetings.index.meeting_index import MeetingIndex
from handrail.pathways import wording
from handrail.pathways.bridges import bridges
from handrail.pathways.care_surroundings import CareSurroundings
from handrail.pathways.care_telling import tell_place
from handrail.pathways.columns import PathIndex, path_index
from handrail.pathways.domain.care_search import CareOutcome, CareSearch
from handrail.pathways.domain.explaining import TOO_FAR_MILES
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Counts, Line, Path, PathAnswer, Relaxed
from handrail.pathways.domain.relaxing import Found, Outcome, Relaxing, is_within
from handrail.pathways.domain.requirements import allowed_kinds, main_kinds
from handrail.pathways.meetings_tonight import meetings_tonight
from handrail.pathways.room import room_for
from handrail.pathways.surroundings import DirectorySurroundings
from handrail.pathways.telling import PathTeller
from handrail.web.resources import resources

PLACES_DANGER = ("withdrawal_danger", "call_emergency", "never_stop_alone")
WITHDRAWAL_DANGER = (*PLACES_DANGER, "medicine_need_not_wait")


def find_paths(
    *,
    need: Need,
    place: Place,
    language: str,
    at: datetime,
    index: SearchIndex | None = None,
    meetings: MeetingIndex | None = None,
    who: str = "myself",
) -> PathAnswer:
    """Whole paths for a need at a place, explained in `language` ("en" or "es") to `who` reads them.

    Where no opioid is among the substances the answer has no paths; its `facilities` are an honest search for places.
    `who` is "myself", "loved" (someone who helps) or "client" (a clinician): it changes words, never paths.
    """
    index = index or current_index()
    paths = path_index(index)
    if not need.is_for_opioids:
        return find_places(paths, need=need, place=place, language=language, at=at, who=who)
    surroundings = DirectorySurroundings(
        paths, need, latitude=place.latitude, longitude=place.longitude, state=place.state
    )
    outcome = Relaxing(need, surroundings).outcome()
    rows = {row for path in (*outcome.paths, *outcome.other_kinds) for row in (path.match.start, path.match.go_on)}
    known = paths.known.at(rows)
    shown = {each.facility.pk for each in known.values()}
    room = room_for(facility_ids=shown, index=index, need=need, language=language, at=at)
    tonight = meetings_tonight(place=place, asked=need.ruled, at=at, index=meetings) if known else None
    teller = PathTeller(index, known, need, place, language, outcome.far, room, tonight, who)
    return PathAnswer(
        need=need,
        place=place,
        first=first_lines(first_codes(need, outcome, is_empty=index.size == 0), language, who),
        paths=told(outcome.paths, teller.tell),
        other_kinds=told(outcome.other_kinds, teller.tell),
        bridges=bridges(state=place.state, language=language, on=at.date(), medicine=need.medicine),
        relaxed=relaxed_lines(need, outcome, language),
        counts=counts(need, outcome, surroundings),
    )


def find_places(paths: PathIndex, *, need: Need, place: Place, language: str, at: datetime, who: str) -> PathAnswer:
    """Places for alcohol, stimulants or another substance: no path is promised, and safety comes first."""
    point = {"latitude": place.latitude, "longitude": place.longitude}
    surroundings = CareSurroundings(paths, need, **point, state=place.state)
    outcome = CareSearch(need, surroundings).outcome()
    known = paths.known.at({found.match.row for found in outcome.places})
    shown = {each.facility.pk for each in known.values()}
    room = room_for(facility_ids=shown, index=paths.index, need=need, language=language, at=at)
    return PathAnswer(
        need=need,
        place=place,
        first=first_lines(first_codes_of_places(need, outcome, is_empty=paths.index.size == 0), language, who),
        paths=(),
        other_kinds=(),
        bridges=bridges(state=place.state, language=language, on=at.date(), medicine=need.medicine, cares=need.cares),
        relaxed=relaxed_in_places(need, outcome, language),
        counts=surroundings.counts(outcome),
        facilities=tuple(
            tell_place(
                found,
                known[found.match.row],
                need,
                place,
                language,
                index=paths.index,
                is_open=room.is_open_for_care(known[found.match.row].facility.pk, door=found.door),
            )
            for found in outcome.places
            if found.match.row in known  # taken out since the index was built
        ),
    )


def told(found: Iterable[Found], tell: Callable[[Found], Path | None]) -> tuple[Path, ...]:
    """Paths in words. One whose facility was taken out since the index was built is left out, never half told."""
    return tuple(path for path in map(tell, found) if path)


def counts(need: Need, outcome: Outcome, surroundings: DirectorySurroundings) -> Counts:
    circle = surroundings.circle(outcome.last.miles)
    kinds = [kind for kind in main_kinds(need, outcome.last.kept) if kind in allowed_kinds(need)]
    matching = surroundings.count_starts(kinds, outcome.last) if outcome.paths else 0
    return Counts(in_radius=surroundings.index.treating_addiction(circle), matching=matching)


def first_codes(need: Need, outcome: Outcome, *, is_empty: bool) -> tuple[str, ...]:
    """What is said before any path: red flags come first, whatever the distance (P5)."""
    is_far = outcome.near is not None and not is_within(outcome.near.miles, TOO_FAR_MILES)
    rules = {
        safety_codes(need): True,
        ("no_directory",): is_empty,
        ("nothing_found",): not outcome.paths and not is_empty,
        ("no_bed_near",): is_far and bool(need.withdraws_from),
        ("nothing_near",): is_far and not need.withdraws_from,
        ("more_beside",): outcome.has_more_beside,
    }
    return tuple(code for codes, holds in rules.items() if holds for code in codes)


def safety_codes(need: Need) -> tuple[str, ...]:
    """Of what is said first, that which holds wherever the person goes: it stands on a list of places as well."""
    rules = {
        WITHDRAWAL_DANGER: bool(need.withdraws_from),
        ("pregnant", "pregnant_emergency"): need.is_pregnant,
        ("tolerance",): need.has_low_tolerance,
        ("minor",): need.is_minor,
        ("keep_medicine",): need.medicine is not None,
        ("keep_methadone",): need.medicine == "methadone",
    }
    return tuple(code for codes, holds in rules.items() if holds for code in codes)


def safety_lines(need: Need, language: str, who: str) -> tuple[Line, ...]:
    return first_lines(safety_codes(need), language, who)


def naloxone_words(language: str) -> str:
    """What stands beside every path, and beside a list that comes from one."""
    return wording.say("naloxone", "myself", language)


def first_codes_of_places(need: Need, outcome: CareOutcome, *, is_empty: bool) -> tuple[str, ...]:
    """What is said before any place. The danger of alcohol and benzos stands first of all (R6)."""
    is_dangerous = bool(need.withdraws_from)
    nearest_bed = outcome.bed.miles if outcome.bed else None
    is_far = outcome.near is not None and not is_within(outcome.near.miles, TOO_FAR_MILES)
    rules = {
        PLACES_DANGER: is_dangerous,
        ("no_bed_near",): is_dangerous and not is_empty and not is_within(nearest_bed, TOO_FAR_MILES),
        ("pregnant_other", "pregnant_emergency"): need.is_pregnant,
        ("tolerance",): need.has_low_tolerance,
        ("minor",): need.is_minor,
        ("keep_medicine",): need.medicine is not None,
        ("keep_methadone",): need.medicine == "methadone",
        ("fentanyl_supply",): need.cares != ("alcohol",),
        ("no_directory",): is_empty,
        ("nothing_found",): not outcome.places and not is_empty,
        ("places_nothing_near",): is_far and not is_dangerous,
        ("places_not_paths",): bool(outcome.places),
    }
    return tuple(code for codes, holds in rules.items() if holds for code in codes)


def first_lines(codes: tuple[str, ...], language: str, who: str) -> tuple[Line, ...]:
    line = resources(settings.COUNTRY).emergency
    emergency = line.number if line else wording.say("first", "local_emergency_number", language)
    return tuple(Line(code, wording.say_first(code, language, who, emergency=emergency)) for code in codes)


def relaxed_lines(need: Need, outcome: Outcome, language: str) -> tuple[Relaxed, ...]:
    pregnant = need.is_pregnant
    lines = [
        Relaxed(wish, wording.say_relaxed_wish(wish, language, is_pregnant=pregnant)) for wish in outcome.dropped_wishes
    ]
    if outcome.is_wider:
        miles = outcome.near.miles if outcome.near else None
        lines.append(Relaxed(circle_name(miles), wording.say_relaxed_circle(need.radius, miles, language)))
    if outcome.far:
        lines.append(Relaxed(circle_name(outcome.far.miles), wording.say_relaxed_far(outcome.far.miles, language)))
    if outcome.lets_cover_go:
        lines += [Relaxed(f"payment:{name}", wording.say_relaxed_cover(name, language)) for name in need.payment]
    return tuple(lines)


def relaxed_in_places(need: Need, outcome: CareOutcome, language: str) -> tuple[Relaxed, ...]:
    lines = [
        Relaxed(wish, wording.say_relaxed_place(wish.split(":")[0], language, wish=wish))
        for wish in outcome.dropped_wishes
    ]
    if outcome.is_wider and outcome.near:
        lines.append(relaxed_circle(outcome.near.miles, "radius", "nation", language, radius=f"{need.radius:g}"))
    if outcome.far and (not outcome.near or outcome.far.miles != outcome.near.miles):
        lines.append(relaxed_circle(outcome.far.miles, "far", "far_nation", language))
    if outcome.lets_cover_go:
        lines += [
            Relaxed(f"payment:{name}", wording.say_relaxed_place("payment", language, cover=name))
            for name in need.payment
        ]
    return tuple(lines)


def relaxed_circle(miles: float | None, within: str, nation: str, language: str, **values: str) -> Relaxed:
    if miles is None:
        return Relaxed(circle_name(miles), wording.say_relaxed_place(nation, language, **values))
    return Relaxed(circle_name(miles), wording.say_relaxed_place(within, language, miles=f"{miles:g}", **values))


def circle_name(miles: float | None) -> str:
    return "radius:nation" if miles is None else f"radius:{miles:g}"
