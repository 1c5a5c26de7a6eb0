"""Clocks by the names people use: that of a town which keeps it, or the ordinary one. Never an offset."""

from handrail.web.time_zones import TIME_ZONES, zone_within
from handrail.web.translation import mark, translate

UNIVERSAL = ("UTC", "GMT", "Zulu", "Universal", "UCT", "Greenwich")
UNIVERSAL_PLACE = mark("universal time (UTC)")
OTHERWISE_IN_SPANISH = (
    mark("New York"), mark("Los Angeles"), mark("Mexico City"), mark("London"), mark("Havana"), mark("Tokyo"),
    mark("St Johns"),
)  # fmt: skip
"""Towns whose name a translation may change; all others are said as their zone names them."""

CHOICES = TIME_ZONES
"""The clocks a reader in the United States chooses among."""


def zone_place(zone: str, language: str) -> str:
    """The town a zone is named after: "8:00 pm in New York"."""
    area, _, town = zone.rpartition("/")
    if zone in UNIVERSAL or area in ("Etc", ""):
        return translate(UNIVERSAL_PLACE, language)
    return translate(town.replace("_", " "), language)


def zone_told(zone: str, language: str) -> str:
    """The ordinary name where there is one ("Central time"), else the town."""
    return zone_within(zone, language) if zone in dict(CHOICES) else zone_place(zone, language)
