"""What a found place lists of a need and who has room there, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from handrail.directory.call_lines import CallLine
from handrail.directory.domain.open_places import State, expires_at
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.directory.open_places.queries import shelf_life
from handrail.directory.open_places.words import LEVELS, short_words
from handrail.referrals.calling import lines_to_call
from handrail.referrals.domain.fitting import Part, Wanted
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass
from handrail.referrals.finding.queries import FoundPlace
from handrail.referrals.need_words import PAYERS, TRAITS
from handrail.referrals.wall_times import wall_time
from handrail.web.translation import mark, translate

AGES = {Age.ADULT: mark("Adults"), Age.MINOR: mark("People under 18")}
MEDICINES = {
    Medicine.METHADONE: mark("Methadone"),
    Medicine.BUPRENORPHINE: mark("Buprenorphine"),
    Medicine.NALTREXONE: mark("Naltrexone"),
}
LOW_COST = mark("Free, or a price by income")
WORDS: dict[Part, str] = {
    Part.PREGNANCY: mark("Programs in pregnancy"),
    Part.WOMEN: mark("Women"),
    Part.LANGUAGE: mark("Spanish"),
    Part.RELEASE: mark("People who leave jail or prison"),
}
SEPARATOR = ", "


def part_words(part: Part, need: Need) -> str:
    """To be translated where it is shown."""
    if part is Part.PAYER:
        return LOW_COST if need.payer is PayerClass.NONE else PAYERS[need.payer]
    if part is Part.TRAIT:
        assert need.trait is not None, "a part of the need alone"
        return TRAITS[need.trait]
    of_need = {Part.CARE: LEVELS[need.level], Part.AGE: AGES[need.age], Part.MEDICINE: MEDICINES.get(need.medicine)}
    return of_need.get(part) or WORDS[part]


@dataclass(frozen=True)
class Told:
    """One place as it is shown. `room` and `room_until` are empty where nothing that is believed was said."""

    facility: Facility
    answers_here: bool
    lines: tuple[CallLine, ...] = ()
    miles: float | None = None
    listed: str = ""
    not_listed: str = ""
    unknown: str = ""
    room: str = ""
    room_until: str = ""
    is_open: bool = False


def told(found: FoundPlace, wanted: Wanted | None, *, answers_here: bool, at: datetime, language: str) -> Told:
    place = found.facility, answers_here, lines_to_call(found.facility, at=at, language=language), found.miles
    if wanted is None or found.fit is None:
        return Told(*place)
    spoken = [
        SEPARATOR.join(translate(part_words(part, wanted.need), language) for part in parts)
        for parts in (found.fit.listed, found.fit.not_listed, found.fit.unknown)
    ]
    return Told(*place, *spoken, *room_words(found, at=at, language=language))


def room_words(found: FoundPlace, *, at: datetime, language: str) -> tuple[str, str, bool]:
    """How many, how long ago, and until when that is believed."""
    state = found.room_state
    if state is State.UNKNOWN:
        return "", "", False
    shown = [each for each in found.room if each.state is state]
    ends = min(expires_at(each.updated_at, shelf_life=shelf_life()) for each in shown)
    until = wall_time(ends, zone=zone_of_state(found.facility.state), language=language)
    return short_words(found.room, at=at, language=language), until, state is State.OPEN
