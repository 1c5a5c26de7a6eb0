"""What a search asks of the index, and what it answers."""

from dataclasses import dataclass, field

ALL_CODES = "all codes"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One code of each group, and every word. An empty group asks nothing; an unknown code is listed by nobody."""

    latitude: float
    longitude: float
    radius_miles: float | None
    groups: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    include_mental_health: bool = False
    page: int = 1
    page_size: int = 20
    # Counted over all matches, only when asked for: ALL_CODES, or the codes wanted.
    counted_codes: tuple[str, ...] | str = ()
    # For each group in turn, the options a page offers there: each is counted with the other groups only.
    options: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.page < 1 or self.page_size < 0:
            raise ValueError("Pages are counted from 1, and their size is not negative.")
        if len(self.options) > len(self.groups):
            raise ValueError("Every list of options belongs to a group; an empty group asks nothing.")


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """All matches counted, and the rows of one page, nearest first; miles is None for a row without coordinates."""

    total: int
    positions: tuple[int, ...]
    miles: tuple[float | None, ...]
    counts: dict[str, int] = field(default_factory=dict)
    options: tuple[dict[str, int], ...] = ()
