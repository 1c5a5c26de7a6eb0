"""The telephone numbers of a program, for a coordinator who rings."""

from datetime import datetime
from typing import Any

from handrail.directory.calls.queries import numbers_to_dial
from handrail.directory.domain.phone_numbers import href, significant_digits
from handrail.directory.models import Facility


def called_at(place: Facility, *, at: datetime) -> dict[str, Any]:
    """Each as it is shown, and as a telephone dials it."""
    shown = [each.shown for each in numbers_to_dial(facility=place, at=at)]
    return {"numbers": [(each, href(significant_digits(each), "", place.state)) for each in shown]}
