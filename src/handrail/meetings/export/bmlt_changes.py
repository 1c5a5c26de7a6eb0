"""GetChanges: what came, changed and went. Who did it is nobody's business, and is never told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from handrail.meetings.export.bmlt import meeting_id, number_and_day
from handrail.meetings.export.bmlt_bodies import body_id
from handrail.meetings.export.bmlt_parameters import Parameters
from handrail.meetings.export.bmlt_wanted import in_bodies
from handrail.meetings.export.queries import Publishers
from handrail.meetings.export.ways_in import without_ways_in
from handrail.meetings.export.withheld import name_told
from handrail.meetings.models import Meeting

MOST = 500
LETTERS = "%-I:%M %p, %-m/%-d/%Y"


class Kind(NamedTuple):
    """A change, the column of its moment, and the words for it."""

    name: str
    column: str
    words: str


KINDS = (
    Kind("comdef_change_type_new", "first_seen_at", "The meeting was added."),
    Kind("comdef_change_type_change", "changed_at", "The meeting was changed."),
    Kind("comdef_change_type_delete", "gone_at", "The meeting is no longer listed."),
)


def changes(asked: Parameters, known: Publishers) -> list[dict[str, object]]:
    """The latest first. Of each kind of change a meeting has its last."""
    found = [(moment, meeting, kind) for kind in KINDS for moment, meeting in of_kind(kind, asked, known)]
    found.sort(key=lambda each: (each[0], each[1].pk), reverse=True)
    return [row_of(moment, meeting, kind, known) for moment, meeting, kind in found[:MOST]]


def of_kind(kind: Kind, asked: Parameters, known: Publishers) -> Iterator[tuple[datetime, Meeting]]:
    rows = chosen(asked, known).filter(**{f"{kind.column}__isnull": False})
    if kind.column == "changed_at":
        rows = rows.filter(changed_at__gt=F("first_seen_at"))
    first, last = day(asked.text("start_date")), day(asked.text("end_date"))
    if first:
        rows = rows.filter(**{f"{kind.column}__gte": first})
    if last:
        rows = rows.filter(**{f"{kind.column}__lt": last + timedelta(days=1)})
    for meeting in rows.defer("raw").order_by(f"-{kind.column}", "-pk")[:MOST]:
        yield getattr(meeting, kind.column), meeting


def chosen(asked: Parameters, known: Publishers) -> QuerySet[Meeting]:
    wanted, one = Q(), asked.whole("meeting_id")
    if one is not None:
        wanted &= Q(pk=number_and_day(one)[0])
    bodies = {str(each) for each in asked.numbers("service_body_id").wanted}
    wanted &= in_bodies(bodies) if bodies else Q()
    return Meeting.objects.filter(wanted, feed_id__in=list(known.by_id)).exclude(weekdays="")


def day(text: str) -> datetime | None:
    try:
        found = date.fromisoformat(text)
        return datetime(found.year, found.month, found.day, tzinfo=UTC) if 1900 < found.year < 3000 else None
    except ValueError:
        return None


def row_of(moment: datetime, meeting: Meeting, kind: Kind, known: Publishers) -> dict[str, object]:
    publisher, name = known.by_id[meeting.feed_id], meeting.name
    region = meeting.regions[-1] if meeting.regions else ""
    region = region if publisher.shares_video_links else without_ways_in(region)
    return {
        "date_int": str(int(moment.timestamp())),
        "date_string": moment.astimezone(UTC).strftime(LETTERS),
        "change_type": kind.name,
        "change_id": f"{meeting.pk}{KINDS.index(kind)}",
        "meeting_id": str(meeting_id(meeting.pk, int(meeting.weekdays[0]))),
        "meeting_name": name if publisher.shares_video_links else name_told(name),
        "user_id": "",
        "user_name": "",
        "service_body_id": body_id(publisher, meeting.service_body),
        "service_body_name": region or publisher.entity,
        "meeting_exists": "0" if meeting.gone_at else "1",
        "details": kind.words,
        "json_data": {"before": None, "after": None},
    }
