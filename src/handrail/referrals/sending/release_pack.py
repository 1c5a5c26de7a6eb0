"""The sheet for the day of release: where to go, when, what to bring, and whom to call. Nothing outside tells why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.referrals.domain.stages import KEEPS_A_PLACE, Stage
from handrail.referrals.models import Referral
from handrail.web.translation import mark

MEDICINES: dict[str, str] = {
    "supply": mark("You get a supply when you leave. Keep it with you."),
    "prescription": mark("A prescription waits for you at the pharmacy. Fetch it first."),
    "at_program": mark("You get it at the place you go to, on the same day."),
    "injection": mark("You had a shot before you left. Ask at the place you go to when the next one is due."),
    "not_wanted": mark("You said no for now. You can change your mind: ask at the place you go to."),
    "not_arranged": mark("Nothing is arranged yet. Ask at the place you go to, or at any emergency department, today."),
}
"""To the person, on a sheet that others may see: the medicine has no name there."""
AT_PROGRAM, NOTHING_YET = "at_program", "not_arranged"
NALOXONE: dict[str, str] = {
    "handed_over": mark("You get it when you leave. Keep it where others can reach it."),
    "at_pharmacy": mark("It waits for you at the pharmacy. It needs no prescription."),
    "at_program": mark("You get it at the place you go to, on the same day."),
    "not_wanted": mark("You said no for now. Any pharmacy has it, without a prescription."),
    "not_arranged": mark("Ask any pharmacy for it today. It needs no prescription."),
}


@dataclass(frozen=True)
class ReleasePack:
    """What is printed. `place`: the program that said yes, and no other. Nobody is sent to a door that stays closed."""

    alias: str
    release_on: date
    place: Facility | None
    expected_at: datetime | None
    zone: str
    medicine: str
    naloxone: str
    language: str


def pack_of(referral: Referral, *, alias: str) -> ReleasePack:
    assert referral.release_on is not None, "a pack is for a day of release"
    place = referral.facility if Stage(referral.stage) in KEEPS_A_PLACE else None
    return ReleasePack(
        alias=alias,
        release_on=referral.release_on,
        place=place,
        expected_at=None if referral.is_expected_too_early else referral.expected_at,
        zone=zone_of_state(place.state) if place else referral.zone,
        medicine=said_of(referral.first_day_medicine, MEDICINES, has_place=place is not None),
        naloxone=said_of(referral.first_day_naloxone, NALOXONE, has_place=place is not None),
        language=referral.language,
    )


def said_of(code: str, words: Mapping[str, str], *, has_place: bool) -> str:
    """What a program was to give is not arranged before one has agreed."""
    return words.get(code if has_place or code != AT_PROGRAM else NOTHING_YET, "")
