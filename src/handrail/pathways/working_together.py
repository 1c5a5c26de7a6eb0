"""Which rows of the index work together, as both sides confirmed, and since when: for matching, and for the cards."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from handrail.directory.domain.partnerships import PartnerKind, Partners
from handrail.directory.index.openness import Openness, positions_of
from handrail.directory.index.search_index import SearchIndex
from handrail.pathways.domain.requirements import Kind

KIND_OF: Final[dict[PartnerKind, Kind]] = {
    PartnerKind.AFTER_WITHDRAWAL: Kind.WITHDRAWAL_FIRST,
    PartnerKind.AFTER_STAY: Kind.RESIDENTIAL,
    PartnerKind.BESIDE_MEDICINE: Kind.MEDICINE_FIRST,
}
"""The kind of path whose hand-over a partnership speaks of; it changes no other."""


@dataclass(frozen=True, eq=False)
class WorkingTogether:
    """`go_on_from`: for each kind of path, the rows that go on from a row. `since`: the day of the later word."""

    go_on_from: Mapping[Kind, Mapping[int, tuple[int, ...]]] = field(default_factory=dict)
    since: Mapping[tuple[Kind, int, int], date] = field(default_factory=dict)


def working_together(index: SearchIndex) -> WorkingTogether:
    """Who is not listed works with nobody."""
    pairs = (index.openness or Openness()).partners_until
    rows = rows_by_id(index, {facility_id for pair in pairs for facility_id in (pair.first, pair.then)})
    since = {
        (KIND_OF[pair.kind], rows[pair.first], rows[pair.then]): pair.confirmed_on
        for pair in in_order(pairs)
        if pair.first in rows and pair.then in rows
    }
    found: dict[Kind, dict[int, tuple[int, ...]]] = {}
    for kind, first, then in since:
        of_kind = found.setdefault(kind, {})
        of_kind[first] = (*of_kind.get(first, ()), then)
    return WorkingTogether(found, since)


def in_order(pairs: Iterable[Partners]) -> list[Partners]:
    """Where two rows of one place were said, the newest word stands."""
    return sorted(pairs, key=lambda pair: pair.confirmed_on)


def rows_by_id(index: SearchIndex, facility_ids: Collection[int]) -> dict[int, int]:
    rows = positions_of(index, facility_ids)
    return dict(zip(index.facility_ids[rows].tolist(), rows.tolist(), strict=True))
