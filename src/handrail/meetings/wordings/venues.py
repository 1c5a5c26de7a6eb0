"""How a meeting is held, in a word."""

from handrail.meetings.domain.venues import Venue
from handrail.web.translation import mark, translate

WORDS: dict[Venue, str] = {
    Venue.IN_PERSON: mark("in person"),
    Venue.ONLINE: mark("online"),
    Venue.HYBRID: mark("in person and online"),
    Venue.SUSPENDED: mark("not held now"),
}


def venue_told(venue: Venue | str, language: str) -> str:
    return translate(WORDS[Venue(venue)], language)
