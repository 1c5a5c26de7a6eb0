"""A path answer as a person reads it in a terminal: what is urgent first, then each path as a rail."""

import textwrap
from collections.abc import Iterator

from django.conf import settings

from handrail.directory.call_lines import call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, NOWHERE, Found
from handrail.directory.facility_facts import source_words
from handrail.directory.models import Facility
from handrail.pathways.domain.paths import CarePlace, Leg, Path, PathAnswer
from handrail.pathways.telling_meetings import MeetingsTold, tell_meetings
from handrail.web.resources import resources

WIDTH = 96


def answer_as_text(answer: PathAnswer, found: Found = NOWHERE) -> str:
    """`found` is what calls, visitors and checks found of the numbers of any place."""
    return "\n".join(lines_of(answer, found)) + "\n"


def lines_of(answer: PathAnswer, found: Found) -> Iterator[str]:
    yield f"{'Paths' if answer.need.is_for_opioids else 'Places'} near {answer.place.label}"
    for line in answer.first:
        yield from wrapped(line.text, "! ")
    for relaxed in answer.relaxed:
        yield from wrapped(relaxed.text, "~ ")
    for number, path in enumerate(answer.paths, start=1):
        yield ""
        yield from path_lines(path, f"{number}. ", found)
    for number, place in enumerate(answer.facilities, start=1):
        yield ""
        yield from place_lines(place, f"{number}. ", found)
    if answer.other_kinds:
        yield from ("", "Other kinds of help")
        for path in answer.other_kinds:
            yield ""
            yield from path_lines(path, "- ", found)
    yield from ("", "Other ways to start today")
    for bridge in answer.bridges:
        yield from wrapped(f"{bridge.text} ({bridge.source}; checked {bridge.checked:%Y-%m-%d})", "- ")
    if answer.paths:
        yield ""
        yield from wrapped(answer.paths[0].naloxone, "Naloxone: ")
    yield ""
    what = "can start such a path" if answer.need.is_for_opioids else "are such a place"
    yield f"{answer.counts.matching} of {answer.counts.in_radius} facilities in this circle {what}."
    yield from wrapped(" ".join(("Call first: listings are dated.", *crisis_words())), "")


def place_lines(place: CarePlace, mark: str, found: Found) -> Iterator[str]:
    yield from wrapped(name_of(place.facility), mark)
    yield from number_lines(place.facility, place.distance_miles, found)
    yield f"     {source_words(place.facility, 'en')}; open places: call to ask"
    for line in place.reasons:
        yield from wrapped(line.text, "   + ")
    for line in place.warnings:
        yield from wrapped(line.text, "   ! ")


def number_lines(facility: Facility, miles: float | None, found: Found) -> Iterator[str]:
    """The numbers in the order to call, then how far and where."""
    lines = call_lines(facility, "en", found.get(facility.pk, NOTHING_FOUND))
    for line in lines:
        yield f"     {line.name}: {line.shown}" if line.name else f"     {line.shown}"
        yield from wrapped(line.warning, "     ! ")
    yield f"     {'' if lines else 'no phone listed · '}{miles:.1f} mi · {facility.address}"


def crisis_words() -> Iterator[str]:
    lines = resources(settings.COUNTRY)
    if lines.emergency:
        yield f"In danger of death: {lines.emergency.number}."
    if lines.crisis_line:
        yield f"In crisis: call or text {lines.crisis_line.number}."


def path_lines(path: Path, mark: str, found: Found) -> Iterator[str]:
    yield f"{mark}{path.title}"
    for leg in path.legs:
        if leg.role == "continue" and path.is_one_facility:
            continue
        yield from leg_lines(leg, found)
    for line in path.reasons:
        yield from wrapped(line.text, "   + ")
    for line in path.warnings:
        yield from wrapped(line.text, "   ! ")
    for line in path.ask:
        yield from wrapped(line.text, "   ? ")


def leg_lines(leg: Leg, found: Found) -> Iterator[str]:
    if leg.facility is None:
        yield from wrapped(f"{leg.when}: {leg.summary}", "   o ")
        if leg.tonight:
            yield from meeting_lines(tell_meetings(leg.tonight, "en"))
        return
    yield from wrapped(f"{leg.when}: {name_of(leg.facility)}", "   o ")
    yield from number_lines(leg.facility, leg.distance_miles, found)
    if leg.summary:
        yield from wrapped(leg.summary, "     ")
    yield f"     {source_words(leg.facility, 'en')}; open places: {leg.availability.text or 'call to ask'}"


def meeting_lines(told: MeetingsTold) -> Iterator[str]:
    if told.heading:
        yield f"     {told.heading}"
    for card in told.cards:
        when = " ".join(filter(None, (card.when.main, card.when.beside)))
        tags = tuple(tag.words for tag in card.tags)
        facts = " · ".join(filter(None, (card.name, *card.facts, card.where, *tags)))
        yield from wrapped(f"{when}: {facts}", "     * ")
    for note in told.notes:
        yield from wrapped(note, "     ! ")


def name_of(facility: Facility) -> str:
    return f"{facility.name} ({facility.program})" if facility.program else facility.name


def wrapped(text: str, mark: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
