"""Every write about open places. Each leaves its line in the log, and tells every process who is open now."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from handrail.accounts.models import User
from handrail.directory.actions import bump_openness
from handrail.directory.domain.open_places import (
    UNIT_OF,
    Change,
    Group,
    Numbers,
    OpenPlacesRefused,
    SaidBy,
    check_numbers,
)
from handrail.directory.models import Facility, OpenPlaces, OpenPlacesEvent


class ChangedMeanwhile(OpenPlacesRefused):
    """Somebody else has spoken since this page was opened."""

    def __init__(self) -> None:
        super().__init__("Someone else changed this while you were writing.", code="changed_meanwhile")


@transaction.atomic
def say(
    *,
    facility: Facility,
    numbers: Mapping[Group, Numbers],
    by: User,
    at: datetime,
    seen: int | None = None,
    source: SaidBy = SaidBy.OPERATOR,
) -> list[OpenPlacesEvent]:
    """Put these numbers in the place of all that was said of the facility; a group not named is withdrawn.

    `seen` is the number of the last event that the editor saw: another one since, and nothing is changed.
    """
    for group, each in numbers.items():
        check_numbers(group, each)
    held = locked(facility, seen=seen)
    said = [put(facility, held.get(group), group, each, by, at, source) for group, each in numbers.items()]
    gone = [withdraw(row, by, at, source) for group, row in held.items() if group not in numbers]
    return logged([*said, *gone], at=at)


@transaction.atomic
def renew(
    *,
    facility: Facility,
    by: User,
    at: datetime,
    seen: int | None = None,
    source: SaidBy = SaidBy.OPERATOR,
) -> list[OpenPlacesEvent]:
    """ "Still true": every number as it was, told again now."""
    held = locked(facility, seen=seen)
    return logged([put(facility, row, group, row.numbers, by, at, source) for group, row in held.items()], at=at)


def locked(facility: Facility, *, seen: int | None) -> dict[Group, OpenPlaces]:
    """The facility's row is the lock: two who write about one facility follow each other."""
    Facility.objects.select_for_update().get(pk=facility.pk)
    last = OpenPlacesEvent.objects.filter(facility=facility).values_list("pk", flat=True).first() or 0
    if seen is not None and seen != last:
        raise ChangedMeanwhile
    return {row.group: row for row in OpenPlaces.objects.filter(facility=facility)}


def put(
    facility: Facility,
    row: OpenPlaces | None,
    group: Group,
    numbers: Numbers,
    by: User,
    at: datetime,
    source: SaidBy,
) -> OpenPlacesEvent:
    before = row.numbers if row else None
    row = row or OpenPlaces(
        facility=facility, level=group.level, sex=group.sex, age_band=group.age_band, unit=UNIT_OF[group.level]
    )
    row.available, row.maximum = numbers.available, numbers.maximum
    row.updated_at, row.updated_by, row.source = at, by, source
    row.save()
    change = Change.RENEWED if before == numbers else Change.SAID
    return event(facility, group, change, by, at, source, before=before, after=numbers)


def withdraw(row: OpenPlaces, by: User, at: datetime, source: SaidBy) -> OpenPlacesEvent:
    made = event(row.facility, row.group, Change.WITHDRAWN, by, at, source, before=row.numbers, after=None)
    row.delete()
    return made


def event(
    facility: Facility,
    group: Group,
    change: Change,
    by: User,
    at: datetime,
    source: SaidBy,
    *,
    before: Numbers | None,
    after: Numbers | None,
) -> OpenPlacesEvent:
    return OpenPlacesEvent(
        facility=facility,
        level=group.level,
        sex=group.sex,
        age_band=group.age_band,
        change=change,
        at=at,
        by=by,
        source=source,
        available_before=before and before.available,
        maximum_before=before and before.maximum,
        available_after=after and after.available,
        maximum_after=after and after.maximum,
    )


def logged(events: list[OpenPlacesEvent], *, at: datetime) -> list[OpenPlacesEvent]:
    if events:
        OpenPlacesEvent.objects.bulk_create(events)
        bump_openness(at=at)
    return events
