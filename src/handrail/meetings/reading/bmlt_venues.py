"""How a BMLT meeting is held: by its venue type, and on older servers by its formats alone."""

from collections.abc import Collection

from handrail.meetings.domain.venues import Venue

VENUE_TYPES = {"1": Venue.IN_PERSON, "2": Venue.ONLINE, "3": Venue.HYBRID}


def venue_of(*, venue_type: str, world_ids: Collection[str], has_a_way_in: bool) -> Venue:
    """A closed house (TC) leaves what is online. `has_a_way_in`: a link or a number to join by is told."""
    held = VENUE_TYPES.get(venue_type) or venue_by_formats(world_ids)
    if "TC" not in world_ids:
        return held
    goes_on = held is Venue.ONLINE or "VM" in world_ids or (held is Venue.HYBRID and has_a_way_in)
    return Venue.ONLINE if goes_on else Venue.SUSPENDED


def venue_by_formats(world_ids: Collection[str]) -> Venue:
    if "HYBR" in world_ids:
        return Venue.HYBRID
    return Venue.ONLINE if "VM" in world_ids else Venue.IN_PERSON
