"""One row of a file, whatever its layout: what every reader yields."""

from dataclasses import dataclass, field
from typing import NamedTuple

from handrail.directory.domain.sources import FacilityKind, Precision


class Point(NamedTuple):
    """Where a row says it is, how exactly, and who says so."""

    latitude: float
    longitude: float
    precision: Precision
    source: str


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row that could be read. `website` is None where the layout has no such column: silence, not an empty answer."""

    number: int
    kind: FacilityKind
    name: str
    program: str
    street1: str
    street2: str
    city: str
    state: str
    zip: str
    phone: str
    intake_phones: tuple[str, ...]
    website: str | None
    codes: tuple[str, ...]
    point: Point | None = None

    @property
    def only_adds_codes(self) -> bool:
        """FindTreatment's OTP rows carry no true flags: such a row says that a place is an OTP, and nothing else."""
        return self.kind is FacilityKind.OPIOID_TREATMENT_PROGRAM


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that was not taken, and why. `content` stays empty for individual clinicians."""

    number: int
    reason: str
    content: dict[str, str] = field(default_factory=dict)
