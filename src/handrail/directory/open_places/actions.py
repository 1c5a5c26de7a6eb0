"""Every write about open places. Each leaves its line in the log, and tells every process who is open now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    check_told_at,
    is_older,
    one_more_or_less,
)
from handrail.directory.models import Facility, OpenPlaces, OpenPlacesEvent
from handrail.directory.open_places.queries import columns_of, row_said_last


class ChangedMeanwhile(OpenPlacesRefused):
    """Somebody else has spoken since this page was opened."""

    def __init__(self) -> None:
        super().__init__("Someone else changed this while you were writing.", code="changed_meanwhile")


class OlderThanStored(OpenPlacesRefused):
    """Something newer is known already. `rows` are those that came too late."""

    def __init__(self, rows: list["SentRow"]) -> None:
        super().__init__("Something newer was said already.", code="older_than_stored", group=rows[0].group)
        self.rows = rows


@dataclass(frozen=True)
class Speaker:
    """Whose word it is: somebody who is signed in, or nobody but a link or key, by its public id."""

    source: SaidBy
    user: User | None = None
    through: str = ""


@dataclass(frozen=True)
class SentRow:
    """What another system says of one group, and when it was true. `number` counts the rows of one call."""

    facility: Facility
    group: Group
    numbers: Numbers
    told_at: datetime
    number: int = 0


@transaction.atomic
def say(
    *,
    facility: Facility,
    numbers: Mapping[Group, Numbers],
    by: User | None,
    at: datetime,
    seen: int | None = None,
    source: SaidBy = SaidBy.OPERATOR,
    through: str = "",
) -> list[OpenPlacesEvent]:
    """Put these numbers in the place of all that was said of the facility; a group not named is withdrawn.

    `seen` is the number of the last event that the editor saw: another one since, and nothing is changed.
    """
    for group, each in numbers.items():
        check_numbers(group, each)
    held, speaker = locked(facility, seen=seen), Speaker(source, by, through)
    said = [put(facility, held.get(group), group, each, speaker, at) for group, each in numbers.items()]
    gone = [withdraw(row, speaker, at) for group, row in held.items() if group not in numbers]
    return logged([*said, *gone], at=at)


@transaction.atomic
def renew(
    *,
    facility: Facility,
    by: User | None,
    at: datetime,
    seen: int | None = None,
    source: SaidBy = SaidBy.OPERATOR,
    through: str = "",
) -> list[OpenPlacesEvent]:
    """ "Still true": every number as it was, told again now."""
    held, speaker = locked(facility, seen=seen), Speaker(source, by, through)
    return logged([put(facility, row, group, row.numbers, speaker, at) for group, row in held.items()], at=at)


@transaction.atomic
def step(
    *,
    facility: Facility,
    group: Group,
    by_one: int,
    by: User | None,
    at: datetime,
    seen: int | None = None,
    source: SaidBy = SaidBy.OPERATOR,
) -> list[OpenPlacesEvent]:
    """One more or one less of one group. What was said of the others grows older."""
    row = locked(facility, seen=seen).get(group)
    if row is None:
        raise ChangedMeanwhile
    changed = one_more_or_less(group, row.numbers, by_one)
    return logged([put(facility, row, group, changed, Speaker(source, by), at)], at=at)


@transaction.atomic
def take_one(
    *, facility: Facility, group: Group, by: User | None, at: datetime, source: SaidBy = SaidBy.PROGRAM
) -> list[OpenPlacesEvent]:
    """Somebody came and has the place. The number keeps its age and its source, since nobody counted anew.

    Where nothing was said of the group, or none is open, nothing changes.
    """
    Facility.objects.select_for_update().get(pk=facility.pk)
    row = row_said_last(facility=facility, group=group)
    if row is None or row.available == 0:
        return []
    before, row.available = row.numbers, row.available - 1
    row.save(update_fields=["available"])
    told = event(row.facility, group, Change.SAID, Speaker(source, by), at, before=before, after=row.numbers)
    return logged([told], at=at)


@transaction.atomic
def say_each(*, rows: Iterable[SentRow], speaker: Speaker, at: datetime) -> list[OpenPlacesEvent]:
    """Single numbers of any facilities, each as of its own time: all or none. A group not named stays as it was.

    A time a little ahead is read as now. Raises `OpenPlacesRefused`, and `OlderThanStored` for all that came too late.
    """
    rows = list(rows)
    check_rows(rows, at=at)
    held = locked_together({row.facility.pk for row in rows})
    late = [row for row in rows if came_late(row, held, at=at)]
    if late:
        raise OlderThanStored(late)
    return logged([put_told(row, held, speaker, at) for row in rows], at=at)


def check_rows(rows: Iterable[SentRow], *, at: datetime) -> None:
    """One number a group: of two, nobody could say which is meant."""
    seen = set[tuple[int, Group]]()
    for row in rows:
        try:
            check_numbers(row.group, row.numbers)
            check_told_at(row.group, row.told_at, at=at)
            check_once(row, seen)
        except OpenPlacesRefused as refusal:
            refusal.number = row.number
            raise


def check_once(row: SentRow, seen: set[tuple[int, Group]]) -> None:
    key = row.facility.pk, row.group
    if key in seen:
        raise OpenPlacesRefused("This group stands twice in one call.", code="group_twice", group=row.group)
    seen.add(key)


def came_late(row: SentRow, held: Mapping[tuple[int, Group], OpenPlaces], *, at: datetime) -> bool:
    stored = held.get((row.facility.pk, row.group))
    return stored is not None and is_older(row.told_at, than=stored.updated_at, at=at)


def put_told(
    row: SentRow, held: Mapping[tuple[int, Group], OpenPlaces], speaker: Speaker, at: datetime
) -> OpenPlacesEvent:
    stored, told_at = held.get((row.facility.pk, row.group)), min(row.told_at, at)
    return put(row.facility, stored, row.group, row.numbers, speaker, at, told_at=told_at)


def locked(facility: Facility, *, seen: int | None) -> dict[Group, OpenPlaces]:
    """The facility's row is the lock: two who write about one facility follow each other."""
    Facility.objects.select_for_update().get(pk=facility.pk)
    last = OpenPlacesEvent.objects.filter(facility=facility).values_list("pk", flat=True).first() or 0
    if seen is not None and seen != last:
        raise ChangedMeanwhile
    return {row.group: row for row in OpenPlaces.objects.filter(facility=facility)}


def locked_together(facility_ids: set[int]) -> dict[tuple[int, Group], OpenPlaces]:
    """In one order, whoever locks them: two who name the same places never wait for each other."""
    list(Facility.objects.select_for_update().filter(pk__in=facility_ids).order_by("pk").values_list("pk"))
    return {(row.facility_id, row.group): row for row in OpenPlaces.objects.filter(facility__in=facility_ids)}


def put(
    facility: Facility,
    row: OpenPlaces | None,
    group: Group,
    numbers: Numbers,
    speaker: Speaker,
    at: datetime,
    *,
    told_at: datetime | None = None,
) -> OpenPlacesEvent:
    before = row.numbers if row else None
    row = row or OpenPlaces(facility=facility, unit=UNIT_OF[group.level], **columns_of(group))
    row.available, row.maximum = numbers.available, numbers.maximum
    row.updated_at, row.updated_by, row.source = told_at or at, speaker.user, speaker.source
    row.save()
    change = Change.RENEWED if before == numbers else Change.SAID
    return event(facility, group, change, speaker, at, before=before, after=numbers)


def withdraw(row: OpenPlaces, speaker: Speaker, at: datetime) -> OpenPlacesEvent:
    made = event(row.facility, row.group, Change.WITHDRAWN, speaker, at, before=row.numbers, after=None)
    row.delete()
    return made


def event(
    facility: Facility,
    group: Group,
    change: Change,
    speaker: Speaker,
    at: datetime,
    *,
    before: Numbers | None,
    after: Numbers | None,
) -> OpenPlacesEvent:
    return OpenPlacesEvent(
        facility=facility,
        **columns_of(group),
        change=change,
        at=at,
        by=speaker.user,
        source=speaker.source,
        through=speaker.through,
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
