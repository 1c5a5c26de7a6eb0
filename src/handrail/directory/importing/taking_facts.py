"""One row's facts written onto one facility, and the names of what changed."""

from collections.abc import Callable

from handrail.directory.domain import codes, coordinates, precedence
from handrail.directory.domain.coordinates import Centroid
from handrail.directory.domain.identity import address_key
from handrail.directory.domain.listed_row import ListedRow, Point
from handrail.directory.domain.sources import FacilityKind, Precision, Source
from handrail.directory.models import Facility

VERBATIM = ("kind", "name", "program", "street1", "street2", "city", "state", "zip", "phone")
LISTED_AGAIN = "listed_again"

FindCentroid = Callable[[str], Centroid | None]


class FactTaker:
    """Knows the file's source and year and where to look for coordinates; writes rows onto facilities in memory."""

    def __init__(self, *, source: Source, year: int, points: dict[str, Point], centroid_of: FindCentroid) -> None:
        self.source, self.year = source, year
        self._points, self._centroid_of = points, centroid_of
        self.unbelievable_points = 0

    def new_facility(self, row: ListedRow) -> Facility:
        facility = Facility(source=self.source, source_year=self.year)
        self._take_all(row, facility)
        return facility

    def take(self, row: ListedRow, facility: Facility) -> set[str]:
        """The facts with the newer year stay; whichever stays, empty fields may be filled."""
        if row.only_adds_codes and facility.kind != FacilityKind.OPIOID_TREATMENT_PROGRAM:
            return self._add_codes(row, facility)
        wins = precedence.facts_win(
            source=self.source,
            year=self.year,
            over_source=Source(facility.source),
            over_year=facility.source_year,
        )
        changed = self._take_all(row, facility) if wins else self._fill(row, facility)
        if self.source is Source.NATIONAL_DIRECTORY:
            facility.national_year = self.year
        return changed

    def _take_all(self, row: ListedRow, facility: Facility) -> set[str]:
        point = self._best_point(row, facility)
        changed = {name for name in VERBATIM if put_text(facility, name, str(getattr(row, name)))}
        changed |= self._take_codes(row, facility)
        if put(facility, "intake_phones", list(row.intake_phones)):
            changed.add("intake_phones")
        if row.website is not None and put(facility, "website", row.website):
            changed.add("website")
        if put_point(facility, point):
            changed.add("coordinates")
        changed |= self._list_again(facility)
        facility.same_address_key = address_key(row.street1, row.street2, row.zip)
        facility.source, facility.source_year = self.source, self.year
        if self.source is Source.NATIONAL_DIRECTORY:
            facility.national_year = self.year
        return changed

    def _take_codes(self, row: ListedRow, facility: Facility) -> set[str]:
        """Codes that another source added stay while that source is as new as this file."""
        held = facility.added_codes.split() if (facility.added_year or 0) >= self.year else []
        added = codes.still_added(row.codes, held)
        facility.added_codes = " ".join(added)
        facility.added_year = facility.added_year if added else None
        listed = codes.joined(row.codes, added)
        if set(listed) == set(facility.code_list):
            return set()  # only the order differs
        facility.codes = " ".join(listed)
        return {"codes"}

    def _list_again(self, facility: Facility) -> set[str]:
        gone = facility.gone_since_year
        if not gone or not precedence.comes_back(year=self.year, gone_since_year=gone):
            return set()
        facility.gone_since_year = None
        return {LISTED_AGAIN}

    def _add_codes(self, row: ListedRow, facility: Facility) -> set[str]:
        """Of a facility listed again these codes alone are listed now; the others stay from its old year."""
        if self.year < facility.source_year:
            return set()
        missing = codes.still_added(facility.code_list, row.codes)
        changed = self._list_again(facility) | ({"codes"} if missing else set())
        facility.codes = " ".join(codes.joined(facility.code_list, missing))
        added = row.codes if LISTED_AGAIN in changed else missing
        facility.added_codes = " ".join(codes.joined(facility.added_codes.split(), added))
        if facility.added_codes:
            facility.added_year = max(self.year, facility.added_year or 0)
        return changed

    def _fill(self, row: ListedRow, facility: Facility) -> set[str]:
        changed = set()
        if row.website and not facility.website:
            facility.website = row.website
            changed.add("website")
        is_filled = facility.precision != Precision.ADDRESS and is_same_address(row, facility)
        if is_filled and put_point(facility, self._best_point(row, facility)):
            changed.add("coordinates")
        return changed

    def _best_point(self, row: ListedRow, facility: Facility) -> Point | None:
        """From the row, else from the coordinates file, else what is known, else the middle of the ZIP area."""
        key, centroid = address_key(row.street1, row.street2, row.zip), self._centroid_of(row.zip)
        told = row.point
        if from_file := self._points.get(key):
            told = from_file if told is None or told.precision is Precision.ZIP else told
        if told and not coordinates.is_believable(told, state=row.state, centroid=centroid):
            self.unbelievable_points += 1
            told = None
        return coordinates.best_point(
            told,
            held=held_point(facility),
            is_same_address=is_same_address(row, facility),
            centroid=centroid,
        )


def is_same_address(row: ListedRow, facility: Facility) -> bool:
    """A point belongs to an address: a facility that moved leaves its old point behind."""
    if (facility.street1, facility.street2, facility.zip) == (row.street1, row.street2, row.zip):
        return True
    old = address_key(facility.street1, facility.street2, facility.zip)
    return old == address_key(row.street1, row.street2, row.zip)


def put(facility: Facility, name: str, value: object) -> bool:
    """Whether the facility said something else before."""
    if getattr(facility, name) == value:
        return False
    setattr(facility, name, value)
    return True


def put_text(facility: Facility, name: str, value: str) -> bool:
    """Blanks alone are no change: the same directory is published with single and with doubled ones."""
    held = getattr(facility, name)
    return held != value and held.split() != value.split() and put(facility, name, value)


def held_point(facility: Facility) -> Point | None:
    if facility.latitude is None or facility.longitude is None:
        return None
    return Point(facility.latitude, facility.longitude, Precision(facility.precision), facility.coordinates_source)


def put_point(facility: Facility, point: Point | None) -> bool:
    if held_point(facility) == point:
        return False
    latitude, longitude, precision, source = point or (None, None, Precision.NONE, "")
    facility.latitude, facility.longitude = latitude, longitude
    facility.precision, facility.coordinates_source = precision, source
    return True
