"""How much of JSON is made into objects: a few letters of it can become a hundred bytes of memory each."""

from handrail.meetings.domain.records import FeedRefused

BEGINNINGS_OF_A_ROW = 10  # lists and objects, with itself; real rows are one to three, those of Mongo databases nine


def check_room_for(text: str, *, rows: int) -> None:
    """Whether so many rows can be all that begins here. Brackets in words count too: there are few."""
    if text.count("[") + text.count("{") > rows * BEGINNINGS_OF_A_ROW:
        raise FeedRefused("The feed holds more lists and objects than any list of meetings.")
