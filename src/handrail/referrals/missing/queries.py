"""What was not found in a quarter."""

from datetime import date

from django.db.models import Sum

from handrail.privacy.domain.fixed_periods import Period
from handrail.referrals.models import UnmetSearches


def unmet_in(quarter: Period) -> dict[tuple[str, str], int]:
    """A week counts for the quarter in which it begins."""
    rows = UnmetSearches.objects.filter(week__gte=quarter.first_day, week__lt=quarter.day_after)
    summed = rows.order_by().values_list("state", "missed").annotate(times=Sum("times"))
    return {(state, missed): times for state, missed, times in summed}


def first_week() -> date | None:
    return UnmetSearches.objects.order_by("week").values_list("week", flat=True).first()
