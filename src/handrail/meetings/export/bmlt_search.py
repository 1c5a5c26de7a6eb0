"""GetSearchResults: which meetings match, in which order. Only what is compared is held of each; the rest is read
later, in pieces, while it is sent."""

from collections.abc import Callable
from typing import Any

from handrail.directory.places.place import PlaceAmbiguous, PlaceUnknown
from handrail.directory.places.resolving import resolve_place
from handrail.meetings.export.bmlt_fields import COLUMNS, DERIVED, SORTS, USUAL_SORT, derived
from handrail.meetings.export.bmlt_matching import FormatMatching
from handrail.meetings.export.bmlt_parameters import Parameters
from handrail.meetings.export.bmlt_wanted import wanted_rows
from handrail.meetings.export.distances import Circle, circle_of
from handrail.meetings.export.queries import Hit, Publishers, listed_of

COMPARED = ("pk", "weekdays", "start", "minutes", "latitude", "longitude")
PLACES = ("lat_val", "long_val", "geo_width", "geo_width_km")
OWN_CHOICE = ("meeting_ids", "meeting_id", "SearchString", "meeting_key_value")
NARROWING = (*PLACES, *OWN_CHOICE, "services", "weekdays", "formats", "venue_types")
FETCHED = 2_000


def search(asked: Parameters, known: Publishers, matching: FormatMatching) -> list[Hit]:
    is_near, circle = asks_for_a_place(asked), circle_asked(asked)
    if (is_near and circle is None) or matching.matches_nothing:
        return []
    keys = sort_keys(asked)
    columns = [COLUMNS[key] for key in keys if key in COLUMNS]
    rows = listed_of(known).exclude(weekdays="").filter(wanted_rows(asked, known, circle)).order_by("pk")
    told = matching.columns if matching.is_asked else ()
    found: list[Hit] = []
    for row in rows.values_list(*COMPARED, *told, *columns).iterator(chunk_size=FETCHED):
        if not told or matching.matches(row[len(COMPARED) : len(COMPARED) + len(told)]):
            found.extend(days_of(row, circle, row[len(COMPARED) + len(told) :]))
    tests = tests_of_a_day(asked)
    found = [hit for hit in found if all(passes(hit) for passes in tests)]
    if circle is not None:
        found = circle.within(found, far=lambda hit: hit.far)
    return page_of(sorted(found, key=order(asked, keys, circle)), asked)


def days_of(row: tuple[Any, ...], circle: Circle | None, sorted_by: tuple[Any, ...]) -> list[Hit]:
    number, days, start, minutes, latitude, longitude = row[: len(COMPARED)]
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
    return not any(asked.values(name) for name in NARROWING)


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


def page_of(found: list[Hit], asked: Parameters) -> list[Hit]:
    size, page = asked.whole("page_size"), asked.whole("page_num") or 1
    if not size or size < 0:
        return found
    return found[(max(1, page) - 1) * size : max(1, page) * size]
