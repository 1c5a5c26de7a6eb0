"""GetSearchResults: which meetings match, in which order. Only what is compared is held of each; the rest is read
later, in pieces, while it is sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from django.db.models import QuerySet

from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.meetings.export.bmlt_day_search import is_by_day, rows_found
from handrail.meetings.export.bmlt_fields import COLUMNS, DERIVED, SORTS, USUAL_SORT, derived
from handrail.meetings.export.bmlt_matching import FormatMatching
from handrail.meetings.export.bmlt_parameters import Parameters
from handrail.meetings.export.bmlt_wanted import wanted_rows
from handrail.meetings.export.day_columns import DayColumns
from handrail.meetings.export.distances import Circle, circle_of
from handrail.meetings.export.live_days import days_as_stored
from handrail.meetings.export.queries import Hit, Publishers, listed_of
from handrail.meetings.models import Meeting

COMPARED = ("pk", "weekdays", "start", "minutes", "latitude", "longitude", "feed_id")
FEED = COMPARED.index("feed_id")
PLACES = ("lat_val", "long_val", "geo_width", "geo_width_km")
OWN_CHOICE = ("meeting_ids", "meeting_id", "SearchString", "meeting_key_value")
NARROWING = (*PLACES, *OWN_CHOICE, "services", "weekdays", "formats", "venue_types")
FETCHED = 2_000
Found = TypeVar("Found", list[Hit], np.ndarray)
REACHES = (0.25, 1.0, 4.0)  # in degrees, one after the other, where the nearest are asked for
MOST_NEAREST = 1_000


def search(asked: Parameters, known: Publishers, matching: FormatMatching) -> list[Hit]:
    is_near, circle = asks_for_a_place(asked), circle_asked(asked)
    if (is_near and circle is None) or matching.matches_nothing:
        return []
    if is_by_day(asked, sort_keys(asked)) and (days := days_as_stored()):
        return of_days(days, asked, known, matching)
    return searched(asked, known, matching, circle)


def of_days(days: DayColumns, asked: Parameters, known: Publishers, matching: FormatMatching) -> list[Hit]:
    return days.hits(page_of(rows_found(days, asked, known, matching, sort_keys(asked)), asked))


def searched(asked: Parameters, known: Publishers, matching: FormatMatching, circle: Circle | None) -> list[Hit]:
    """By the database."""
    searching = Searching(asked, known, matching)
    found = searching.nearest(circle) if circle and circle.degrees is None else searching.within(circle)
    return page_of(sorted(found, key=order(asked, searching.keys, circle)), asked)


class Searching:
    """One question, asked of one circle or of several."""

    def __init__(self, asked: Parameters, known: Publishers, matching: FormatMatching) -> None:
        self.asked, self.known, self.matching = asked, known, matching
        self.keys, self.tests = sort_keys(asked), tests_of_a_day(asked)

    def nearest(self, circle: Circle) -> list[Hit]:
        """At least so many, and all that lie as far as the last: looked for close by first, and seldom everywhere."""
        for degrees in REACHES:
            found = self.within(replace(circle, degrees=degrees))
            if len(found) >= circle.at_least:
                return circle.within(found, far=far_of)
        return self.within(circle)

    def within(self, circle: Circle | None) -> list[Hit]:
        found = [hit for hit in self.of_rows(circle) if all(passes(hit) for passes in self.tests)]
        return found if circle is None else circle.within(found, far=far_of)

    def of_rows(self, circle: Circle | None) -> Iterator[Hit]:
        told = self.matching.columns if self.matching.is_asked else ()
        columns = [COLUMNS[key] for key in self.keys if key in COLUMNS]
        rows = self.rows(circle).values_list(*COMPARED, *told, *columns)
        for row in rows.iterator(chunk_size=FETCHED):
            matched, sorted_by = row[len(COMPARED) :][: len(told)], row[len(COMPARED) + len(told) :]
            if row[FEED] in self.known.by_id and (not told or self.matching.matches(matched)):
                yield from days_of(row, circle, sorted_by)

    def rows(self, circle: Circle | None) -> QuerySet[Meeting]:
        """Of a circle by its points alone: were the feeds named too, a database would look for those first."""
        is_by_point = circle is not None and circle.degrees is not None
        rows = Meeting.objects.listed() if is_by_point else listed_of(self.known)
        return rows.exclude(weekdays="").filter(wanted_rows(self.asked, self.known, circle)).order_by()


def far_of(hit: Hit) -> float | None:
    return hit.far


def days_of(row: tuple[Any, ...], circle: Circle | None, sorted_by: tuple[Any, ...]) -> list[Hit]:
    number, days, start, minutes, latitude, longitude, _ = row[: len(COMPARED)]
    far = circle.distance(latitude, longitude) if circle and latitude is not None else None
    folded = tuple(str(value).casefold() for value in sorted_by)
    return [Hit(number, int(day), start, minutes, far, folded) for day in days]


def tests_of_a_day(asked: Parameters) -> list[Callable[[Hit], bool]]:
    """What can be told only of one day of a meeting, or is reckoned."""
    tests: list[Callable[[Hit], bool]] = []
    ids, days, ends = asked.numbers("meeting_ids"), asked.numbers("weekdays"), asked.minutes("EndsBefore")
    if ids.is_told:
        tests.append(lambda hit: (not ids.wanted or hit.id in ids.wanted) and hit.id not in ids.unwanted)
    if days.is_told:
        tests.append(
            lambda hit: (not days.wanted or hit.weekday + 1 in days.wanted) and hit.weekday + 1 not in days.unwanted
        )
    if ends is not None:
        tests.append(lambda hit: hit.start.hour * 60 + hit.start.minute + hit.minutes <= ends)
    named = asked.numbers("SearchString")
    if named.wanted and len(named.wanted) == len(asked.values("SearchString")):
        tests.append(lambda hit: hit.id in named.wanted)
    key, value = asked.text("meeting_key"), asked.text("meeting_key_value")
    if key in DERIVED:
        tests.append(lambda hit: value_of(hit, key) == value)
    return tests


def value_of(hit: Hit, key: str) -> str:
    return derived(key, id_=hit.id, weekday=hit.weekday, start=hit.start, minutes=hit.minutes)


def tells_of_a_person(asked: Parameters) -> bool:
    """Where somebody is, which meetings they go to, or what they typed: an address that is nobody else's business."""
    return asks_for_a_place(asked) or any(asked.text(name) for name in OWN_CHOICE)


def is_of_everything(asked: Parameters) -> bool:
    """Nothing narrows it: every meeting is read."""
    return is_wide(circle_asked(asked)) or not any(asked.values(name) for name in NARROWING)


def is_wide(circle: Circle | None) -> bool:
    """A place is named, and half the country is asked for."""
    if circle is None:
        return False
    return circle.at_least > MOST_NEAREST if circle.degrees is None else circle.degrees > REACHES[-1]


def asks_for_a_place(asked: Parameters) -> bool:
    by_name = asked.is_on("StringSearchIsAnAddress") and bool(asked.text("SearchString"))
    return by_name or any(asked.text(name) for name in PLACES)


def circle_asked(asked: Parameters) -> Circle | None:
    if asked.is_on("StringSearchIsAnAddress") and asked.text("SearchString"):
        return circle_by_name(asked)
    latitude, longitude = asked.decimal("lat_val"), asked.decimal("long_val")
    return circle_of(latitude, longitude, miles=asked.decimal("geo_width"), km=asked.decimal("geo_width_km"))


def circle_by_name(asked: Parameters) -> Circle | None:
    """Other servers ask a geocoder, which then knows who looks for what. We know the towns ourselves."""
    try:
        place = resolve_place(asked.text("SearchString"))
    except (PlaceUnknown, PlaceAmbiguous):
        return None
    width = asked.decimal("SearchStringRadius") or -10
    return circle_of(place.latitude, place.longitude, miles=width, km=None)


def sort_keys(asked: Parameters) -> tuple[str, ...]:
    """Each once: the first of two decides, and every one costs its text in every row."""
    told = tuple(dict.fromkeys(key for key in asked.values("sort_keys") if key in COLUMNS or key in DERIVED))
    return told or SORTS.get(asked.text("sort_key"), USUAL_SORT)


def order(asked: Parameters, keys: tuple[str, ...], circle: Circle | None) -> Callable[[Hit], tuple[Any, ...]]:
    by_distance = circle is not None and asked.is_on("sort_results_by_distance")
    places = {key: place for place, key in enumerate(key for key in keys if key in COLUMNS)}

    def key_of(hit: Hit) -> tuple[Any, ...]:
        values = tuple(hit.sorted_by[places[key]] if key in places else reckoned(hit, key) for key in keys)
        return (hit.far if by_distance else 0, *values, hit.id)

    return key_of


def reckoned(hit: Hit, key: str) -> Any:
    return {"id_bigint": hit.id, "weekday_tinyint": hit.weekday, "start_time": hit.start, "duration_time": hit.minutes}[
        key
    ]


def page_of(found: Found, asked: Parameters) -> Found:
    size, page = asked.whole("page_size"), asked.whole("page_num") or 1
    if not size or size < 0:
        return found
    return found[(max(1, page) - 1) * size : max(1, page) * size]
