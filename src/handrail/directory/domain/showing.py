"""How often a place was shown may be kept only in numbers that lead back to nobody (S35)."""

from datetime import date, timedelta

SMALLEST_STEP = 11  # cells under 11 are suppressed; a smaller increase is never written either


def week_of(day: date) -> date:
    """The Monday that names the week."""
    return day - timedelta(days=day.weekday())


def ripe(counts: dict[int, int]) -> dict[int, int]:
    """What may be written of the counts at hand."""
    return {facility: times for facility, times in counts.items() if times >= SMALLEST_STEP}
