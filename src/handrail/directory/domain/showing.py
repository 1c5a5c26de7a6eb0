"""How often something happened in searches may be kept only in numbers that lead back to nobody (S35)."""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import TypeVar

Counted = TypeVar("Counted", bound=Hashable)

SMALLEST_STEP = 11  # cells under 11 are suppressed; a smaller increase is never written either


def week_of(day: date) -> date:
    """The Monday that names the week."""
    return day - timedelta(days=day.weekday())


def ripe(counts: Mapping[Counted, int]) -> dict[Counted, int]:
    """What may be written of the counts at hand."""
    return {what: times for what, times in counts.items() if times >= SMALLEST_STEP}
