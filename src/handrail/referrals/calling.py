"""The telephone numbers of a program as pages of handing over show them: the line to start treatment first."""

from datetime import datetime

from handrail.directory.call_lines import CallLine, call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, numbers_found
from handrail.directory.models import Facility


def lines_to_call(place: Facility, *, at: datetime, language: str) -> tuple[CallLine, ...]:
    """As public pages show them, with what calls and checks found. An entry that goes on elsewhere is called there."""
    kept = place.merged_into or place
    return call_lines(kept, language, numbers_found(at=at).get(kept.pk, NOTHING_FOUND))
