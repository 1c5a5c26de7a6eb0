"""Coordinates from a file beside the directory, found again by street and ZIP."""

from pathlib import Path

from handrail.directory.domain.field_values import ValueRefused, zip5
from handrail.directory.domain.identity import address_key
from handrail.directory.domain.listed_row import Point
from handrail.directory.importing.csv_text import check_end, decoded, text_rows
from handrail.directory.importing.file_contents import is_workbook, read_content
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.importing.rows import point_in
from handrail.directory.importing.tables import Row, cell, table_with

NEEDED = ("zip", "latitude", "longitude")
STREETS = ("street1", "street")

PointsByAddress = dict[str, Point]


def read_coordinates(path: Path) -> PointsByAddress:
    """One point for a building. Where rows disagree, an address beats a ZIP area, then the smaller numbers win."""
    content = read_content(path)
    text = "" if is_workbook(content) else decoded(content)[0]
    table = table_with(NEEDED, text_rows(text), has_equal_rows=True)
    if table is None or not set(STREETS) & set(table.columns):
        raise ImportRefused(
            f"{path.name} is no file of coordinates: it needs columns street (or street1), zip, latitude, longitude."
        )
    check_end(text)
    points: PointsByAddress = {}
    for row in table.rows:
        if row.is_whole and (found := point_at_address(row)):
            key, point = found
            points[key] = min(points.get(key, point), point, key=lambda one: (one.precision, one))
    if not points:
        raise ImportRefused(f"The file {path.name} holds no usable coordinates.")
    return points


def point_at_address(row: Row) -> tuple[str, Point] | None:
    try:
        key = address_key(cell(row.cells, *STREETS), cell(row.cells, "street2"), zip5(cell(row.cells, "zip")))
    except ValueRefused:
        return None
    point = point_in(row, source="coordinates_file")
    return (key, point) if key and point else None
