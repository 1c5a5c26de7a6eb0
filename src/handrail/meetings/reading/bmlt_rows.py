"""One row of GetSearchResults, as a meeting in the shape of all feeds."""

import re
from dataclasses import dataclass, replace

from handrail.meetings.domain.feeds import FeedDefaults
from handrail.meetings.domain.records import MeetingRecord
from handrail.meetings.domain.venues import Venue
from handrail.meetings.reading.bmlt_formats import KnownFormats, MeantByKeys
from handrail.meetings.reading.bmlt_joining import Joining, joining_of, with_directions, with_link_of_the_words
from handrail.meetings.reading.bmlt_places import Where, where_of
from handrail.meetings.reading.bmlt_raw import kept_of
from handrail.meetings.reading.bmlt_service_bodies import ServiceBodies
from handrail.meetings.reading.bmlt_times import when_of
from handrail.meetings.reading.bmlt_venues import venue_of
from handrail.meetings.reading.bmlt_written_rows import WrittenRow
from handrail.meetings.reading.place_clocks import Whereabouts
from handrail.meetings.reading.record_parts import columns_in
from handrail.meetings.reading.row_notes import RowRefused, RowWithdrawn
from handrail.meetings.reading.zones import ReadZone, zone_of

KEY, BODY, NAME = "id_bigint", "service_body_bigint", "meeting_name"
PUBLISHED, FORMATS, ZONE = "published", "formats", "time_zone"
IDENTIFIER = re.compile(r"\d{1,20}", re.ASCII)
UNPUBLISHED = {"0", "false"}
MOST_FORMATS = 100


@dataclass(frozen=True, slots=True)
class ToldBeside:
    """What explains the rows and does not stand in them."""

    defaults: FeedDefaults
    formats: KnownFormats
    bodies: ServiceBodies
    server_minutes: int


def key_of(row: WrittenRow) -> str:
    key = row.written(KEY).strip()
    if not key:
        raise RowRefused("it has no id_bigint")
    if not IDENTIFIER.fullmatch(key):
        raise RowRefused("its id_bigint is no number")
    return key


def meeting_of(row: WrittenRow, *, told: ToldBeside) -> MeetingRecord:
    key = key_of(row)
    check_is_published(row)
    when, codes, body = when_of(row, server_minutes=told.server_minutes), format_keys(row), row.line(BODY, 64)
    meant = told.formats.meant_by(codes, ids=format_ids(row), server=row.written("root_server_uri"))
    venue, where, joining = how_it_is_held(row, meant)
    zone = zone_in(row, where=where, venue=venue, default=told.defaults.zone)
    return MeetingRecord(
        key=key,
        fellowship=told.defaults.fellowship,
        name=name_of(row, where),
        zone=zone.zone,
        zone_from=zone.source,
        venue=venue,
        is_approximate=venue is Venue.ONLINE,
        regions=told.bodies.regions_of(body, named=row.line("service_body_name")),
        service_body=body,
        formats=codes,
        raw=kept_of(row.row),
        **columns_in(when),
        **columns_in(meant),
        **where.columns,
        **columns_in(joining),
    )


def how_it_is_held(row: WrittenRow, meant: MeantByKeys) -> tuple[Venue, Where, Joining]:
    """An online meeting without an address uses the words for its house to say how to join, password and all."""
    where, joining = where_of(row), joining_of(row)
    venue = venue_of(
        venue_type=row.written("venue_type").strip(), world_ids=meant.world_ids, has_a_way_in=joining.has_a_way_in
    )
    if venue is Venue.ONLINE and not where.has_an_address and (directions := where.words):
        for field in filter(row.written, ("location_text", "location_info")):
            row.correct(field, "how to join")
        where, joining = replace(where, place="", place_notes=""), with_directions(joining, directions)
    return venue, where, with_link_of_the_words(joining, row, venue)


def check_is_published(row: WrittenRow) -> None:
    value = row.row.get(PUBLISHED)
    if value is False or row.written(PUBLISHED).strip().casefold() in UNPUBLISHED:
        raise RowWithdrawn("it is unpublished")


def name_of(row: WrittenRow, where: Where) -> str:
    name = row.line(NAME)
    if name:
        return name
    if not where.place:
        raise RowRefused("it has no meeting_name")
    row.correct(NAME, where.place)
    return where.place


def format_keys(row: WrittenRow) -> tuple[str, ...]:
    """As written, each once."""
    keys = (key.strip() for key in row.line(FORMATS, 1_000).split(","))
    return tuple(dict.fromkeys(filter(None, keys)))[:MOST_FORMATS]


def format_ids(row: WrittenRow) -> frozenset[str]:
    return frozenset(each.strip() for each in row.written("format_shared_id_list").split(","))


def zone_in(row: WrittenRow, *, where: Where, venue: Venue, default: str) -> ReadZone:
    """By words alone: in real lists the point of an online meeting lies on another continent than its clock."""
    place = Whereabouts(
        city=where.city,
        state=where.state,
        postal_code=where.postal_code,
        country=where.country.replace(".", ""),
        is_exact=venue is not Venue.ONLINE,
    )
    zone = zone_of(told=row.line(ZONE), place=place, default=default)
    if zone.read_as:
        row.correct(ZONE, zone.read_as)
    return zone
