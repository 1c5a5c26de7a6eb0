"""A path answer as the JSON that other programs rely on: the keys are fixed (design section 5)."""

from typing import Any

from handrail.directory.models import Facility
from handrail.directory.places.place import Place
from handrail.meetings.export.withheld import name_told
from handrail.meetings.finder.cards import room_of
from handrail.pathways.domain.belonging import HeldMeeting
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.paths import Bridge, CarePlace, Leg, Line, Path, PathAnswer


def answer_as_json(answer: PathAnswer) -> dict[str, Any]:
    return {
        "query": need_as_json(answer.need),
        "place": place_as_json(answer.place),
        "first": [line_as_json(line) for line in answer.first],
        "paths": [path_as_json(path, answer.first) for path in answer.paths],
        "other_kinds": [path_as_json(path, answer.first) for path in answer.other_kinds],
        "facilities": [place_found_as_json(place, answer.first) for place in answer.facilities],
        "bridges": [bridge_as_json(bridge) for bridge in answer.bridges],
        "relaxed": [{"what": relaxed.what, "text": relaxed.text} for relaxed in answer.relaxed],
        "counts": {"in_radius": answer.counts.in_radius, "matching": answer.counts.matching},
    }


def need_as_json(need: Need) -> dict[str, Any]:
    return {
        "payment": list(need.payment),
        "need": sorted(need.ruled),
        "wishes": [f"{wish.name}!" if wish.is_hard else wish.name for wish in need.wishes],
        "medicine": need.medicine,
        "age": need.age,
        "substance": list(need.substances),
        "radius": need.radius,
        "limit": need.limit,
    }


def place_as_json(place: Place) -> dict[str, Any]:
    return {
        "label": place.label,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def path_as_json(path: Path, first: tuple[Line, ...]) -> dict[str, Any]:
    """What is said first stands among each path's warnings too, so that no reader of one path can miss it."""
    return {
        "kind": path.kind,
        "way": path.way,
        "title": path.title,
        "cost": path.cost,
        "reasons": [line_as_json(line) for line in path.reasons],
        "warnings": [line_as_json(line) for line in (*first, *path.warnings)],
        "ask": [line_as_json(line) for line in path.ask],
        "naloxone": {"text": path.naloxone},
        "legs": [leg_as_json(leg) for leg in path.legs],
    }


def place_found_as_json(place: CarePlace, first: tuple[Line, ...]) -> dict[str, Any]:
    """As with a path: what is said first stands among the warnings of each place too."""
    return {
        "facility": facility_as_json(place.facility),
        "distance_miles": place.distance_miles,
        "reasons": [line_as_json(line) for line in place.reasons],
        "warnings": [line_as_json(line) for line in (*first, *place.warnings)],
    }


def line_as_json(line: Line) -> dict[str, str]:
    return {"code": line.code, "text": line.text, **({"leg": line.leg} if line.leg else {})}


def leg_as_json(leg: Leg) -> dict[str, Any]:
    if leg.facility is None:
        held = leg.tonight.meetings if leg.tonight else ()
        meetings = [meeting_as_json(each) for each in held]
        return {"role": leg.role, "offers": list(leg.offers), "text": leg.summary, "meetings": meetings}
    return {
        "role": leg.role,
        "facility": facility_as_json(leg.facility),
        "distance_miles": leg.distance_miles,
        "strands": list(leg.strands),
        "availability": {
            "state": leg.availability.state,
            "available": leg.availability.available,
            "updated": leg.availability.updated and leg.availability.updated.isoformat(),
        },
    }


def meeting_as_json(held: HeldMeeting) -> dict[str, Any]:
    """Moments are on the meeting's own clock. How to join it stands in the lists, by their terms."""
    meeting, occurrence = held.meeting, held.occurrence
    return {
        "id": meeting.public_id,
        "name": name_told(meeting.name),
        "fellowship": meeting.fellowship,
        "starts": occurrence.local_start.isoformat(),
        "ends": occurrence.local_end.isoformat(),
        "time_zone": occurrence.zone,
        "venue": meeting.venue,
        "place": room_of(meeting),
        "distance_miles": None if held.miles is None else round(held.miles, 2),
        "medicine_welcome": held.rank.is_welcome,
        "source": str(meeting.feed),
    }


def facility_as_json(facility: Facility) -> dict[str, Any]:
    return {
        "id": facility.public_id,
        "name": facility.name,
        "program": facility.program,
        "phone": facility.phone,
        "intake_phones": facility.intake_phones,
        "address": facility.address,
        "codes": facility.code_list,
        "source": facility.source,
        "source_year": facility.source_year,
        "last_verified": facility.checked_at and facility.checked_at.isoformat(),
    }


def bridge_as_json(bridge: Bridge) -> dict[str, str]:
    return {
        "code": bridge.code,
        "text": bridge.text,
        "source": bridge.source,
        "checked": bridge.checked.isoformat(),
        "expires": bridge.expires.isoformat(),
    }
