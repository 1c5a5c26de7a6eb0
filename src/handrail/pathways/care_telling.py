"""Tells one place of a facility search in words: why it is here, and what to be warned of."""

from collections.abc import Callable, Iterable

from handrail.directory.domain.sources import Precision
from handrail.directory.index.search_index import SearchIndex
from handrail.directory.places.place import Place
from handrail.pathways import wording
from handrail.pathways.domain.care_explaining import PlaceFacts, care_reasons, care_warnings
from handrail.pathways.domain.care_search import PlaceFound
from handrail.pathways.domain.explaining import Note
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import CarePlace, Line
from handrail.pathways.domain.vocabulary import open_trait
from handrail.pathways.known_facilities import KnownFacility
from handrail.pathways.telling import miles_between


def tell_place(
    found: PlaceFound,
    known: KnownFacility,
    need: Need,
    place: Place,
    language: str,
    *,
    index: SearchIndex,
    is_open: bool,
) -> CarePlace:
    """`is_open` where it has room for this person's need: room for others is no reason."""
    facility, miles = known.facility, miles_between(place, index, found.match.row)
    facts = PlaceFacts(
        need=need,
        door=found.door,
        codes=known.codes,
        traits=known.traits | {open_trait(found.door.value)} if is_open else known.traits,
        miles=miles,
        is_in_state=facility.state == place.state,
        has_exact_point=facility.precision == Precision.ADDRESS,
        keeps_everything=found.keeps_everything,
    )
    return CarePlace(
        facility=facility,
        distance_miles=round(miles, 2),
        reasons=lines(care_reasons(facts), wording.say_reason, language),
        warnings=lines(care_warnings(facts), wording.say_warning, language),
        has_withdrawal_bed=facts.treats_the_withdrawal,
    )


def lines(notes: Iterable[Note], say: Callable[[Note, str], str], language: str) -> tuple[Line, ...]:
    return tuple(Line(note.code, say(note, language)) for note in notes)
