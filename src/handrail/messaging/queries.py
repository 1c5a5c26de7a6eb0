"""Reads of the outbox. None of them opens an address for a person to see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.rosters import PageState
from handrail.messaging.domain.status import Status
from handrail.messaging.models import AskedContact, ContactAgreement, Message, RosterMember, RosterPage, StopWord
from handrail.messaging.stop_list import STOP_LIST
from handrail.privacy.models import BlindIndex, Subject
from handrail.privacy.queries import subjects_found, told_moment
from handrail.privacy.sealed_values import keys_of, opened


@dataclass(frozen=True)
class KindCounts:
    """How many messages of a kind stand in each state that any stands in."""

    kind: str
    states: dict[str, int]


@dataclass(frozen=True)
class ReasonCount:
    """How many messages ended in a state, or wait in it, for one reason."""

    status: str
    reason: str
    count: int
    latest: datetime | None


def counts_by_kind() -> list[KindCounts]:
    rows = Message.objects.values_list("kind", "status").annotate(count=Count("pk"))
    counted = {(kind, status): count for kind, status, count in rows}
    kinds = [kind for kind in MessageKind if any(kind == counted_kind for counted_kind, _ in counted)]
    return [KindCounts(kind, {to: counted[kind, to] for to in Status if (kind, to) in counted}) for kind in kinds]


def counts_by_reason() -> list[ReasonCount]:
    """The most frequent first."""
    rows = Message.objects.exclude(reason="").values("status", "reason")
    found = [ReasonCount(**row) for row in rows.annotate(count=Count("pk"), latest=Max("ended_at"))]
    return sorted(found, key=lambda row: (-row.count, row.reason, row.status))


def message_called(*, key: str) -> Message | None:
    """What became of a message that somebody wrote under this key; None once it is forgotten."""
    return Message.objects.filter(key=key).first()


def stopped_numbers() -> QuerySet[BlindIndex, dict[str, int]]:
    """The subjects that stand for a number which said STOP, and for nobody that is known."""
    return BlindIndex.objects.filter(organization=STOP_LIST).values("subject")


def dead_letters() -> int:
    return Message.objects.filter(status=Status.DEAD).count()


def open_calls() -> int:
    """Calls to a roster that nobody has answered yet, missed ones too."""
    return RosterPage.objects.exclude(state=PageState.ACKNOWLEDGED).count()


def missed_pages() -> int:
    return RosterPage.objects.filter(state=PageState.MISSED).count()


def number_subject(*, number: str) -> Subject | None:
    """What stands for a number on the STOP list, if it ever said STOP or START."""
    found = subjects_found(organization=STOP_LIST, kind="phone", value=number)
    return found[0] if found else None


def is_stopped(*, number: str) -> bool:
    """Whether the last word from this number was STOP."""
    found = subjects_found(organization=STOP_LIST, kind="phone", value=number)
    last = StopWord.objects.filter(subject__in=found).order_by("-pk").first()
    return last is not None and last.is_stop


def standing_agreement(*, subject: Subject, channel: Channel) -> ContactAgreement | None:
    return ContactAgreement.objects.filter(subject=subject, channel=channel, withdrawn_at=None).first()


def ways_to_reach(*, people: Iterable[str]) -> dict[str, set[str]]:
    """By channel, which of these people (by public id) agreed to be written to there."""
    standing = ContactAgreement.objects.filter(withdrawn_at=None, subject__erased_at=None)
    rows = standing.values_list("channel", "subject__public_id")
    wanted, found = set(people), {channel.value: set[str]() for channel in Channel}
    for channel, public_id in rows:
        found[channel] |= {public_id} & wanted
    return found


def export_for(*, subject: Subject) -> dict[str, Any]:
    """All that this package keeps of a person, opened for themselves."""
    agreements = list(ContactAgreement.objects.filter(subject=subject).order_by("given_at"))
    memberships = list(RosterMember.objects.filter(subject=subject).select_related("roster").order_by("pk"))
    messages = Message.objects.filter(subject=subject).order_by("written_at")
    questions = list(AskedContact.objects.filter(subject=subject).order_by("asked_at"))
    keys = keys_of([*agreements, *memberships, *questions])
    return {
        "contact_agreements": [
            {
                "channel": one.channel,
                **opened(one, "address", keys=keys),
                "language": one.language,
                "given_at": told_moment(one.given_at),
                "withdrawn_at": told_moment(one.withdrawn_at),
            }
            for one in agreements
        ],
        "contact_questions": [
            {"channel": one.channel, **opened(one, "address", keys=keys), "asked_at": told_moment(one.asked_at)}
            for one in questions
        ],
        "rosters": [{"name": one.roster.name, **opened(one, "address", keys=keys)} for one in memberships],
        "messages": [message_told(one) for one in messages],
    }


def message_told(message: Message) -> dict[str, Any]:
    """What became of it: the words were neutral, and the address is gone."""
    names = ("kind", "channel", "language", "status", "reason")
    moments = {name: told_moment(getattr(message, name)) for name in ("written_at", "ended_at")}
    return {name: getattr(message, name) for name in names} | moments
