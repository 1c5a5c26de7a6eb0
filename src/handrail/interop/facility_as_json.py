"""One facility with everything that is known of it, for programs: the listing, in codes and in plain words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from handrail.directory.calls.queries import trust_of
from handrail.directory.calls.telling import Told
from handrail.directory.domain.open_places import OpenPlace
from handrail.directory.facility_facts import FacilityFacts, Group, Line, Phone, facility_facts
from handrail.directory.models import Facility
from handrail.directory.open_places.queries import open_places_of
from handrail.pathways.as_json import facility_as_json


def whole_facility_as_json(facility: Facility, language: str, *, at: datetime) -> dict[str, Any]:
    """What search answers hold of it, and the rest, as known at a moment. Every sentence is in `language`."""
    facts, trust = facility_facts(facility, language), trust_of(facility, at, language)
    places = open_places_of(facility_ids=[facility.pk], at=at).get(facility.pk, ())
    return {
        **facility_as_json(facility),
        "kind": facility.kind,
        "street": ", ".join(part for part in (facility.street1, facility.street2) if part),
        "city": facility.city,
        "state": facility.state,
        "zip": facility.zip,
        "intake_phones": [phone_as_json(phone) for phone in facts.intake_phones],
        "website": facts.website or None,
        "coordinates": coordinates_as_json(facility, facts),
        "gone": {"since_year": facility.gone_since_year, "text": facts.gone} if facts.gone else None,
        "merged_into": facility.merged_into.public_id if facility.merged_into_id else None,
        "closed_at": facility.closed_at and facility.closed_at.isoformat(),
        "source_text": facts.source,
        "verified_text": facts.verified,
        "added_codes": facility.added_codes.split(),
        "added_year": facility.added_year,
        "groups": [group_as_json(group) for group in facts.groups],
        "ask": lines_as_json(facts.asks),
        "only_serves": lines_as_json(facts.only_serves),
        "checked": [checked_as_json(fact) for fact in trust.facts],
        "calls_made": trust.calls_made,
        "calls": [belief_as_json(belief) for belief in trust.calls],
        "visitors": trust.visitors or None,
        "doubt": trust.doubt or None,
        "open_places": [open_place_as_json(place) for place in places],
        "is_demonstration": facts.is_demonstration,
    }


def checked_as_json(fact: Told) -> dict[str, str | None]:
    return {"code": fact.code, "text": fact.text, "href": fact.href or None}


def belief_as_json(belief: Told) -> dict[str, str | None]:
    return {"code": belief.code, "text": belief.text, "strength": belief.strength, "beside": belief.beside or None}


def open_place_as_json(place: OpenPlace) -> dict[str, Any]:
    """Named as in HSDS `service_capacity`, with what its description tells in words as fields."""
    return {
        "level": place.group.level.value,
        "sex": place.group.sex.value,
        "age": place.group.age_band.value,
        "payer": place.group.payer.value,
        "unit": place.unit.value,
        "state": place.state.value,
        "available": place.available,
        "maximum": place.maximum,
        "updated": place.updated_at.isoformat(),
    }


def coordinates_as_json(facility: Facility, facts: FacilityFacts) -> dict[str, Any] | None:
    if facility.latitude is None:
        return None
    return {
        "latitude": facility.latitude,
        "longitude": facility.longitude,
        "precision": facility.precision,
        "source": facility.coordinates_source,
        "text": facts.position or None,
    }


def phone_as_json(phone: Phone) -> dict[str, str | None]:
    return {"text": phone.shown, "tel": phone.href or None, "say": phone.spoken or None}


def group_as_json(group: Group) -> dict[str, Any]:
    return {
        "code": group.code,
        "heading": group.heading,
        "note": group.note or None,
        "lines": [{"code": line.code, "text": line.text, "is_disputed": line.is_disputed} for line in group.lines],
    }


def lines_as_json(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [{"code": line.code, "text": line.text} for line in lines]
