"""The telephone numbers of a program, for a coordinator who rings."""

from datetime import datetime
from typing import Any

from handrail.directory.calls.choices import DIALED
from handrail.directory.calls.queries import numbers_to_dial
from handrail.directory.domain.phone_numbers import dial_address
from handrail.directory.models import Facility


def called_at(place: Facility, *, at: datetime) -> dict[str, Any]:
    """Each with what the line is, as it is shown, and as a telephone dials it, its extension included."""
    numbers = numbers_to_dial(facility=place, at=at)
    return {
        "numbers": [(DIALED[each.kind], each.shown, dial_address(each.shown, state=place.state)) for each in numbers]
    }
