"""The form of a roster as it was typed, read into the people, hours and clock that `keep_roster` takes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from handrail.accounts.domain.handles import seen_alike
from handrail.accounts.models import User
from handrail.accounts.queries import is_staff
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import DAYS, as_typed, read_typed
from handrail.messaging.models import Roster
from handrail.messaging.models.messages import LANGUAGES
from handrail.messaging.rosters.actions import OnCall
from handrail.messaging.rosters.queries import RosterRefused, members_of
from handrail.web.translation import mark

MOST = 12  # people on one roster
FREE = 2  # rows for new ones
LONGEST = 200
NO_SUCH_PERSON = mark("Nobody who works here signs in by one of these names.")
NO_NUMBER = mark("A roster says within how many minutes somebody answers.")


@dataclass(frozen=True)
class Row:
    """One person as typed. An empty address keeps the one that is sealed."""

    handle: str = ""
    address: str = ""
    language: str = "en"
    is_deputy: bool = False
    is_kept: bool = False


@dataclass(frozen=True)
class RosterForm:
    zone: str = "America/New_York"
    minutes: str = "15"
    week: dict[str, str] = field(default_factory=lambda: dict.fromkeys(DAYS, ""))
    rows: tuple[Row, ...] = (Row(),) * (FREE + 1)

    @classmethod
    def of(cls, roster: Roster) -> "RosterForm":
        members = members_of(roster)
        handles = dict(
            User.objects.filter(public_id__in=[each.person_id for each in members]).values_list("public_id", "username")
        )
        rows = [Row(handles.get(each.person_id, ""), "", each.language, each.is_deputy, True) for each in members]
        week = {day: as_typed(roster.week.get(day, ())) for day in DAYS}
        return cls(roster.zone, str(roster.minutes), week, filled(rows))

    @classmethod
    def from_post(cls, post: QueryDict) -> "RosterForm":
        deputy = post.get("deputy", "")
        rows = [
            Row(
                handle=typed(post, f"handle-{number}"),
                address=typed(post, f"address-{number}"),
                language=language if (language := post.get(f"language-{number}")) in LANGUAGES else "en",
                is_deputy=deputy == str(number),
                is_kept=bool(post.get(f"kept-{number}")),
            )
            for number in range(MOST)
        ]
        week = {day: typed(post, f"hours-{day}") for day in DAYS}
        return cls(typed(post, "zone"), typed(post, "minutes"), week, filled(rows))

    def hours(self) -> dict[str, list[list[str]]]:
        """Raises `HoursRefused`."""
        read = {day: read_typed(text, field=f"hours-{day}") for day, text in self.week.items()}
        return {day: spans for day, spans in read.items() if spans}

    def clock(self) -> int:
        if not (self.minutes.isascii() and self.minutes.isdigit() and len(self.minutes) < 4):
            raise RosterRefused(NO_NUMBER, "minutes")
        return int(self.minutes)

    def people(self) -> list[OnCall]:
        """Raises `RosterRefused` for a name by which nobody of the staff signs in."""
        named = [row for row in self.rows if row.handle]
        keys = [seen_alike(row.handle) for row in named]
        users = {
            user.handle_key: user
            for user in User.objects.filter(handle_key__in=keys, is_active=True).select_related("subject")
        }
        numbers = [number for number, row in enumerate(self.rows) if row.handle]
        return [
            on_call(row, users.get(key), f"handle-{number}")
            for number, row, key in zip(numbers, named, keys, strict=True)
        ]


def on_call(row: Row, user: User | None, field: str) -> OnCall:
    if user is None or not is_staff(user):
        raise RosterRefused(NO_SUCH_PERSON, field)
    channel = None if not row.address else Channel.EMAIL if "@" in row.address else Channel.SMS
    return OnCall(user.public_id, user.subject, channel, row.address, row.language, row.is_deputy)


def filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those that name somebody, and some that are free. A row keeps its number, by which the deputy is chosen."""
    named = [*rows]
    while named and not named[-1].handle:
        named.pop()
    return (*named, *(Row(),) * FREE)[:MOST]


def typed(post: QueryDict, name: str) -> str:
    return post.get(name, "").strip()[:LONGEST]
