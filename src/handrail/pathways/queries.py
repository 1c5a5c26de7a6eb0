"""The search itself: a place and a need in, whole paths in words out. Nothing about the searcher is kept."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from handrail.directory.index.live import current_index
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.places.place import Place
from handrail.pathways import wording
from handrail.pathways.bridges import bridges
from handrail.pathways.columns import path_index
from handrail.pathways.domain.explaining import TOO_FAR_MILES
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Counts, Line, Path, PathAnswer, Relaxed
from handrail.pathways.domain.relaxing import Found, Outcome, Relaxing, is_within
from handrail.pathways.domain.requirements import allowed_kinds, main_kinds
from handrail.pathways.room import room_for
from handrail.pathways.surroundings import DirectorySurroundings
from handrail.pathways.telling import PathTeller
from handrail.web.resources import resources

WITHDRAWAL_DANGER = ("withdrawal_danger", "call_emergency", "never_stop_alone", "medicine_need_not_wait")


def find_paths(
    *,
    need: Need,
    place: Place,
    language: str,
    at: datetime,
    index: SearchIndex | None = None,
    who: str = "myself",
) -> PathAnswer:
    """Whole paths for a need at a place, explained in `language` ("en" or "es") to `who` reads them.

    `who` is "myself", "loved" (someone who helps) or "client" (a clinician): it changes words, never paths.
    """
    index = index or current_index()
    paths = path_index(index)
    surroundings = DirectorySurroundings(
        paths, need, latitude=place.latitude, longitude=place.longitude, state=place.state
    )
    outcome = Relaxing(need, surroundings).outcome()
    rows = {row for path in (*outcome.paths, *outcome.other_kinds) for row in (path.match.start, path.match.go_on)}
    known = paths.known.at(rows)
    shown = {each.facility.pk for each in known.values()}
    room = room_for(facility_ids=shown, index=index, need=need, language=language, at=at)
    teller = PathTeller(index, known, need, place, language, outcome.far, room)
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


def told(found: Iterable[Found], tell: Callable[[Found], Path | None]) -> tuple[Path, ...]:
    """Paths in words. One whose facility was taken out since the index was built is left out, never half told."""
    return tuple(path for path in map(tell, found) if path)


def counts(need: Need, outcome: Outcome, surroundings: DirectorySurroundings) -> Counts:
    circle = surroundings.circle(outcome.last.miles)
    kinds = [kind for kind in main_kinds(need, outcome.last.kept) if kind in allowed_kinds(need)]
    matching = surroundings.count_starts(kinds, outcome.last) if outcome.paths else 0
    return Counts(in_radius=len(circle.rows), matching=matching)


def first_codes(need: Need, outcome: Outcome, *, is_empty: bool) -> tuple[str, ...]:
    """What is said before any path: red flags come first, whatever the distance (P5)."""
    is_far = outcome.near is not None and not is_within(outcome.near.miles, TOO_FAR_MILES)
    rules = {
        WITHDRAWAL_DANGER: bool(need.withdraws_from),
        ("pregnant", "pregnant_emergency"): need.is_pregnant,
        ("minor",): need.is_minor,
        ("keep_medicine",): need.medicine is not None,
        ("keep_methadone",): need.medicine == "methadone",
        ("no_directory",): is_empty,
        ("nothing_found",): not outcome.paths and not is_empty,
        ("no_bed_near",): is_far and bool(need.withdraws_from),
        ("nothing_near",): is_far and not need.withdraws_from,
        ("more_beside",): outcome.has_more_beside,
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


def circle_name(miles: float | None) -> str:
    return "radius:nation" if miles is None else f"radius:{miles:g}"
