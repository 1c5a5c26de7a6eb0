"""What happened with a referral, in one line of time: each move, each answer, and what the person said."""

from dataclasses import dataclass, field
from datetime import datetime

from handrail.referrals.models import Referral
from handrail.referrals.sending.words import ANSWERS, ASKED_THEM, REPLIES, STAGES


@dataclass(frozen=True, order=True)
class Event:
    """`words` are ours and are translated where they are shown; `text` is what somebody wrote."""

    at: datetime
    words: str = field(compare=False)
    place: str = field(compare=False)
    text: str = field(default="", compare=False, repr=False)


def events_of(referral: Referral, said: dict[int, str]) -> list[Event]:
    """`said`: what was written with a move, by its number."""
    steps = [
        Event(each.at, STAGES[each.to_stage], each.facility.name if each.facility else "", said.get(each.number, ""))
        for each in referral.history.select_related("facility").order_by("number")
    ]
    answers = [
        Event(each.answered_at, ANSWERS[each.answer], each.facility.name)
        for each in referral.questions.select_related("facility")
        if each.answered_at
    ]
    return sorted([*steps, *answers, *agreements_of(referral)])


def agreements_of(referral: Referral) -> list[Event]:
    rows = list(referral.asked_consents.select_related("facility"))
    asked = [Event(each.asked_at, ASKED_THEM, each.facility.name) for each in rows]
    return asked + [Event(each.replied_at, REPLIES[each.reply], each.facility.name) for each in rows if each.replied_at]
