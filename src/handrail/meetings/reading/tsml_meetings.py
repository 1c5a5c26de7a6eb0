"""One row of a Meeting Guide feed as a meeting."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.reading.moments import SQL, read_moment
from handrail.meetings.reading.place_clocks import Whereabouts
from handrail.meetings.reading.plain_text import as_text, plain_text
from handrail.meetings.reading.row_notes import DROPPED, RowNotes, RowRefused, RowWithdrawn
from handrail.meetings.reading.said_clocks import zone_in_name
from handrail.meetings.reading.tsml_codes import codes_of
from handrail.meetings.reading.tsml_places import Place, line_of, place_of
from handrail.meetings.reading.tsml_times import When, when_of
from handrail.meetings.reading.tsml_types import types_of
from handrail.meetings.reading.tsml_venues import Remote, remote_of, text_of, venue_of
from handrail.meetings.reading.web_links import email_addresses, read_link
from handrail.meetings.reading.zones import ReadZone, zone_of

ARCHIVED = {"true", "yes", "1"}
ADDRESSED_TO = ("feedback_emails", "entity_feedback_emails")


def meeting_of(
    key: str, fields: Mapping[str, Any], raw: Mapping[str, Any], *, defaults: FeedDefaults, notes: RowNotes
) -> MeetingRecord:
    check_kept(fields)
    name = name_of(fields, notes)
    when = when_of(fields, notes)
    place = place_of(fields, notes)
    types = types_of(fields, codes_of(defaults.fellowship), notes)
    remote = remote_of(fields, notes)
    venue = venue_of(fields, place=place, remote=remote, formats=types.formats, notes=notes)
    zone = zone_for(fields, name, when, place, venue, default=defaults.zone, notes=notes)
    return MeetingRecord(
        key=key,
        fellowship=defaults.fellowship,
        name=name,
        weekdays=when.weekdays,
        start=when.start,
        minutes=when.minutes,
        zone=zone.zone,
        zone_from=zone.source,
        venue=venue,
        languages=types.languages,
        traits=types.traits,
        formats=types.formats,
        world_ids=types.world_ids,
        changed_upstream=changed_upstream_of(fields, notes),
        raw=raw,
        **place_fields(place),
        **remote_fields(remote),
        **words_of(fields, notes),
        **links_of(fields, notes),
    )


def place_fields(place: Place) -> dict[str, Any]:
    return place.address.by_name() | {
        "formatted_address": place.line,
        "latitude": place.point[0] if place.point else None,
        "longitude": place.point[1] if place.point else None,
        "is_approximate": place.is_approximate,
        "regions": place.regions,
    }


def remote_fields(remote: Remote) -> dict[str, str]:
    return {f"conference_{name}": getattr(remote, name) for name in remote.__slots__}


def words_of(fields: Mapping[str, Any], notes: RowNotes) -> dict[str, str]:
    return {
        "group": line_of(fields, "group", notes),
        "place": line_of(fields, "location", notes),
        "place_notes": text_of(fields, "location_notes", notes),
        "notes": notes_of(fields, notes),
    }


def links_of(fields: Mapping[str, Any], notes: RowNotes) -> dict[str, Any]:
    """The group's own page; where it has none, the listing's."""
    return {
        "website": link_of(fields, "website", notes) or link_of(fields, "url", notes),
        "feedback_url": feedback_url_of(fields, notes),
        "feedback_emails": feedback_emails_of(fields),
    }


def check_kept(fields: Mapping[str, Any]) -> None:
    archived = fields.get("archived")
    if archived is True or as_text(archived).strip().casefold() in ARCHIVED:
        raise RowWithdrawn("It is archived by those who publish it.")


def name_of(fields: Mapping[str, Any], notes: RowNotes) -> str:
    """A meeting whose name is missing is still known by its group or its place."""
    if name := line_of(fields, "name", notes):
        return name
    for field in ("group", "location"):
        if name := line_of(fields, field, notes):
            notes.note("name", "", name)
            return name
    raise RowRefused("It has no name.")


def zone_for(
    fields: Mapping[str, Any], name: str, when: When, place: Place, venue: Venue, *, default: str, notes: RowNotes
) -> ReadZone:
    is_met_there = venue in (Venue.IN_PERSON, Venue.HYBRID) or not place.is_approximate
    address = place.address
    where = Whereabouts(
        city=address.city,
        state=address.state,
        postal_code=address.postal_code,
        country=address.country,
        is_exact=is_met_there,
    )
    told = as_text(fields.get("timezone")) or zone_in_name(name, when.start)
    zone = zone_of(told=told, place=where, default=default)
    if zone.read_as:
        notes.note("timezone", zone.was, zone.read_as)
    return zone


def notes_of(fields: Mapping[str, Any], notes: RowNotes) -> str:
    """Those of the group stand below, once: our own export holds both together."""
    own, group = text_of(fields, "notes", notes), text_of(fields, "group_notes", notes)
    return own if group in own else plain_text(f"{own}\n\n{group}").text


def link_of(fields: Mapping[str, Any], name: str, notes: RowNotes) -> str:
    link = read_link(fields.get(name))
    if link.is_changed:
        notes.note(name, fields[name], link.url or DROPPED)
    return link.url


def feedback_url_of(fields: Mapping[str, Any], notes: RowNotes) -> str:
    """The specification allows mailto: too; its address is kept with the others."""
    is_mail = as_text(fields.get("feedback_url")).strip().startswith("mailto:")
    return "" if is_mail else link_of(fields, "feedback_url", notes)


def feedback_emails_of(fields: Mapping[str, Any]) -> tuple[str, ...]:
    mail = as_text(fields.get("feedback_url")).strip()
    written = [email_addresses(fields.get(name)) for name in ADDRESSED_TO]
    return email_addresses([each for found in written for each in found] + [mail] * mail.startswith("mailto:"))


def changed_upstream_of(fields: Mapping[str, Any], notes: RowNotes) -> datetime | None:
    """`updatedAt` is what a Mongo database calls it."""
    written = fields.get("updated", fields.get("updatedat"))
    if written is None:
        return None
    moment = read_moment(as_text(written))
    is_plain = moment is not None and (as_text(written) == moment.strftime(SQL) or "updated" not in fields)
    if not is_plain:
        notes.note("updated", written, moment.strftime(SQL) if moment else DROPPED)
    return moment
