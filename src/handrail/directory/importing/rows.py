"""The part of a row that all layouts share, and what becomes of a row that cannot be read."""

from collections.abc import Callable, Iterator

from handrail.directory.domain import field_values
from handrail.directory.domain.field_values import ValueRefused
from handrail.directory.domain.listed_row import ListedRow, Point, UnreadableRow
from handrail.directory.domain.sources import FacilityKind, Precision
from handrail.directory.importing.tables import Row, Table, cell

PLACE_COLUMNS = ("name1", "name2", "street1", "street2", "city", "state", "zip", "phone")
LONGEST = {"name1": 255, "name2": 255, "street1": 255, "street2": 255, "city": 100, "phone": 40, "website": 255}
LONGEST_PHONE = 40
MOST_CODES = 1_000
APPROXIMATE = frozenset({"zip"})


def whole_content(row: Row) -> dict[str, str]:
    """What is kept of a refused row, so that an operator can find it."""
    return {name: cell(row.cells, name)[:300].replace("\0", "") for name in PLACE_COLUMNS}


def read_rows(
    table: Table, read: Callable[[Row], ListedRow], *, content_of: Callable[[Row], dict[str, str]] = whole_content
) -> Iterator[ListedRow | UnreadableRow]:
    for row in table.rows:
        try:
            check_whole(row)
            yield read(row)
        except ValueRefused as refusal:
            yield UnreadableRow(row.number, str(refusal), content_of(row))


def check_whole(row: Row) -> None:
    if not row.is_whole:
        raise ValueRefused("it has more or fewer cells than the header")
    for name, limit in LONGEST.items():
        if len(cell(row.cells, name)) > limit:
            raise ValueRefused(f"its {name} is longer than {limit} characters")
    if any("\0" in text for text in row.cells.values()):
        raise ValueRefused("it holds a NUL byte")


def listed_row(
    row: Row,
    *,
    kind: FacilityKind,
    codes: tuple[str, ...],
    intake_columns: tuple[str, ...],
    website: str | None = None,
    point: Point | None = None,
) -> ListedRow:
    cells = row.cells
    if not (name := cell(cells, "name1")):
        raise ValueRefused("it has no name")
    if len(codes) > MOST_CODES:
        raise ValueRefused(f"it lists more than {MOST_CODES:,} service codes")
    intake_phones = field_values.filled(cell(cells, column) for column in intake_columns)
    if any(len(phone) > LONGEST_PHONE for phone in intake_phones):
        raise ValueRefused(f"an intake phone is longer than {LONGEST_PHONE} characters")
    return ListedRow(
        number=row.number,
        kind=kind,
        name=name,
        program=cell(cells, "name2"),
        street1=cell(cells, "street1"),
        street2=cell(cells, "street2"),
        city=cell(cells, "city"),
        state=field_values.state(cell(cells, "state")),
        zip=field_values.zip5(cell(cells, "zip")),
        phone=field_values.phone(cell(cells, "phone")),
        intake_phones=intake_phones,
        website=website,
        codes=codes,
        point=point,
    )


def point_in(row: Row, *, source: str) -> Point | None:
    """The row's own coordinates, if they are numbers. `geo_quality` zip means the middle of the ZIP area."""
    try:
        latitude, longitude = float(cell(row.cells, "latitude")), float(cell(row.cells, "longitude"))
    except ValueError:
        return None
    is_approximate = cell(row.cells, "geo_quality").lower() in APPROXIMATE
    named = cell(row.cells, "geo_source")[:40] or source
    return Point(latitude, longitude, Precision.ZIP if is_approximate else Precision.ADDRESS, named)
