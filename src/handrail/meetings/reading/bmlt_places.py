"""Where a BMLT meeting is: address, point, and the lines that go there."""

import math
from dataclasses import dataclass
from typing import Any

from handrail.meetings.domain.address_lines import address_line
from handrail.meetings.reading.bmlt_written_rows import WrittenRow
from handrail.meetings.reading.record_parts import columns_in

TRANSIT = {
    "train_lines": ("Train", ("train", "tren", "zug", "subway")),
    "bus_lines": ("Bus", ("bus",)),
    "public_transport": ("", ()),
}
"""Lines with the word that leads them, unless they begin with one. The last is a local field of German servers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place columns of a record, by the same names."""

    place: str
    place_notes: str
    street: str
    neighborhood: str
    city: str
    county: str
    state: str
    postal_code: str
    country: str
    latitude: float | None
    longitude: float | None
    transit: str

    @property
    def has_an_address(self) -> bool:
        return bool(self.street or self.city)

    @property
    def words(self) -> str:
        return "\n".join(filter(None, (self.place, self.place_notes)))

    @property
    def columns(self) -> dict[str, Any]:
        return {**columns_in(self), "formatted_address": self.formatted_address}

    @property
    def formatted_address(self) -> str:
        return address_line(
            street=self.street,
            city=self.city,
            state=self.state,
            postal_code=self.postal_code,
            country=self.country,
        )


def where_of(row: WrittenRow) -> Where:
    borough, town = row.line("location_city_subsection"), row.line("location_municipality")
    quarters = (row.line("location_neighborhood"), borough if town else "")
    latitude, longitude = point_of(row)
    return Where(
        place=row.line("location_text"),
        place_notes=row.text("location_info"),
        street=row.line("location_street"),
        neighborhood=", ".join(filter(None, dict.fromkeys(quarters)))[:255],
        city=town or borough,
        county=row.line("location_sub_province"),
        state=row.line("location_province", 100),
        postal_code=row.line("location_postal_code_1", 32),
        country=row.line("location_nation", 100),
        latitude=latitude,
        longitude=longitude,
        transit=transit_of(row),
    )


def point_of(row: WrittenRow) -> tuple[float, float] | tuple[None, None]:
    """Whole, on the earth, and not the point off Africa where a missing place is zero."""
    latitude, longitude = (degrees(row.written(field), most) for field, most in (("latitude", 90), ("longitude", 180)))
    if latitude is not None and longitude is not None and (latitude, longitude) != (0, 0):
        return latitude, longitude
    for field in ("latitude", "longitude"):
        if row.written(field).strip():
            row.correct(field, "")
    return None, None


def degrees(written: str, most: float) -> float | None:
    try:
        value = float(written[:32])
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= most else None


def transit_of(row: WrittenRow) -> str:
    """One line for each: "Train: 4 to Mosholu Pkwy"."""
    told = ((label, begins, row.text(field)) for field, (label, begins) in TRANSIT.items())
    return "\n".join(
        f"{label}: {lines}" if label and not lines.casefold().startswith(begins) else lines
        for label, begins, lines in told
        if lines
    )
