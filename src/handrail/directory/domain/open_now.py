"""When a call makes a place "open now" for starting medicine, and until when.

| the newest telling call of the last 24 hours | open now |
| --- | --- |
| takes new patients, first dose in 0 days | until 24 hours after the call |
| takes new patients, first dose today, but denied methadone and buprenorphine | no |
| takes new patients, first dose later or not said | no |
| takes none, or has a waiting list | no |
| wrong number | no |
| nobody answered, or nothing was said on new patients | the call before it decides |
| none within 24 hours | no |

Only calls by operators count. A visitor's tap is no call (P2, S29).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handrail.directory.domain.observations import Call, Medicine, NewPatients, RightNumber, Said

SHELF_LIFE = timedelta(hours=24)
FIRST_LINE = (Medicine.METHADONE, Medicine.BUPRENORPHINE)


def is_telling(call: Call) -> bool:
    if call.right_number is RightNumber.NO:
        return True
    return call.answered and call.new_patients is not NewPatients.UNKNOWN


def says_open(call: Call) -> bool:
    return (
        call.reached_them
        and call.new_patients is NewPatients.YES
        and call.days_to_first_dose == 0
        and any(call.medicines.get(name) != Said.NOT for name in FIRST_LINE)
    )


def open_until(calls: Iterable[Call], *, at: datetime) -> datetime | None:
    """The moment at which "open now" ends, or None. Calls may come in any order."""
    fresh = [call for call in calls if is_telling(call) and at - SHELF_LIFE < call.at <= at]
    newest = max(fresh, key=lambda call: call.at, default=None)
    return newest.at + SHELF_LIFE if newest and says_open(newest) else None
