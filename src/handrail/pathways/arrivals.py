"""Confirmed arrivals as the index keeps them: by facility, of what is published. Asked when an index is built."""

from handrail.directory.models import Facility
from handrail.referrals.mirroring.queries import arrival_rates_now


def arrivals_by_facility() -> dict[int, float]:
    """Only of places with enough people (S35); who has too few is not here, and stands as the average does."""
    ratios = {public_id: rate.ratio for public_id, rate in arrival_rates_now().items() if rate}
    pks = Facility.objects.filter(public_id__in=ratios).values_list("public_id", "pk")
    return {pk: ratios[public_id] for public_id, pk in pks}
