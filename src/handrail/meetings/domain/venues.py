"""How a meeting is held."""

from enum import StrEnum


class Venue(StrEnum):
    """SUSPENDED is listed, and not held now: told so, never hidden without a word."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    SUSPENDED = "suspended"


class ZoneFrom(StrEnum):
    """Who says in which zone a meeting's clock runs. GUESSED ones are marked: the hour may be another."""

    ROW = "row"
    PLACE = "place"
    FEED = "feed"
    GUESSED = "guessed"
