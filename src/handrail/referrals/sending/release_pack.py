"""The sheet for the day of release: where to go, when, what to bring, and whom to call. Nothing outside tells why."""

from dataclasses import dataclass
from datetime import date, datetime

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
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
NALOXONE: dict[str, str] = {
    "handed_over": mark("You get it when you leave. Keep it where others can reach it."),
    "at_pharmacy": mark("It waits for you at the pharmacy. It needs no prescription."),
    "at_program": mark("You get it at the place you go to, on the same day."),
    "not_wanted": mark("You said no for now. Any pharmacy has it, without a prescription."),
    "not_arranged": mark("Ask any pharmacy for it today. It needs no prescription."),
}


@dataclass(frozen=True)
class ReleasePack:
    """What is printed. `place` is the program that expects the person, else the first on the way."""

    release_on: date
    place: Facility | None
    expected_at: datetime | None
    zone: str
    medicine: str
    naloxone: str
    language: str


def pack_of(referral: Referral, *, expected_at: datetime | None) -> ReleasePack:
    leg = referral.legs.select_related("facility").first()
    place = referral.facility if expected_at and referral.facility else leg.facility if leg else None
    assert referral.release_on is not None, "a pack is for a day of release"
    return ReleasePack(
        release_on=referral.release_on,
        place=place,
        expected_at=expected_at,
        zone=zone_of_state(place.state) if place else referral.zone,
        medicine=MEDICINES.get(referral.first_day_medicine, ""),
        naloxone=NALOXONE.get(referral.first_day_naloxone, ""),
        language=referral.language,
    )
