"""What the page of found meetings is called: when, near where, and whether online too."""

from handrail.directory.places.place import Place
from handrail.meetings.finder.cards import Reader
from handrail.meetings.finder.choices import NOW, TODAY, TOMORROW
from handrail.meetings.finder.search import MeetingSearch
from handrail.meetings.wordings.times import NOW as NOW_WORD
from handrail.meetings.wordings.times import TOMORROW as TOMORROW_WORD
from handrail.meetings.wordings.times import WEEKDAYS, today_told
from handrail.web.translation import mark, translate

NEAR_AND_ONLINE = mark("%(when)s, near %(place)s and online")
NEAR = mark("%(when)s, near %(place)s")
ONLINE = mark("%(when)s, online")


def heading_of_list(search: MeetingSearch, place: Place | None, reader: Reader) -> str:
    when = when_wanted(search.when, reader)
    when = when[:1].upper() + when[1:]
    if place is None or not search.is_near_a_place:
        return translate(ONLINE, reader.language, when=when)
    words = NEAR_AND_ONLINE if search.is_online_too else NEAR
    return translate(words, reader.language, when=when, place=place.zip or place.label)


def when_wanted(when: str, reader: Reader) -> str:
    if when in ("", TODAY):
        return today_told(reader.at, zone=reader.zone, language=reader.language)
    return translate({NOW: NOW_WORD, TOMORROW: TOMORROW_WORD}.get(when) or WEEKDAYS[int(when)], reader.language)
