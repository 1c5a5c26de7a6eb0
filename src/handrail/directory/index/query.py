"""What a search asks of the index, and what it answers."""

from dataclasses import dataclass, field

from handrail.directory.domain.filters import ChosenGroup

ALL_CODES = "all codes"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One code of each group, and every word. An empty group asks nothing; an unknown code is listed by nobody."""

    latitude: float | None  # without a point: everywhere, and no distance
    longitude: float | None
    radius_miles: float | None
    groups: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    include_mental_health: bool = False
    page: int = 1
    page_size: int = 20
    # Counted over all matches, only when asked for: ALL_CODES, or the codes wanted.
    counted_codes: tuple[str, ...] | str = ()
    # The filters of a list: each narrows the matches, and each of their options is counted.
    filters: tuple[ChosenGroup, ...] = ()

    def __post_init__(self) -> None:
        if self.page < 1 or self.page_size < 0:
            raise ValueError("Pages are counted from 1, and their size is not negative.")
        if self.latitude is None and self.radius_miles is not None:
            raise ValueError("A radius needs a point.")


@dataclass(frozen=True, slots=True)
class FilterCounts:
    """The rows that pass every other filter: all of them, and those that hold each option of this one."""

    without: int
    options: dict[str, int]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """All matches counted, and the rows of one page, nearest first; miles is None for a row without coordinates."""

    total: int
    positions: tuple[int, ...]
    miles: tuple[float | None, ...]
    counts: dict[str, int] = field(default_factory=dict)
    filters: tuple[FilterCounts, ...] = ()  # in step with those of the query
