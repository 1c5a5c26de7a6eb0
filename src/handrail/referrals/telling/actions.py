"""Neutral messages of the clocks: that somebody waits, or that something changed. Never what, or about whom (P8)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse, translate_url
from django.utils.translation import override

from handrail.directory.claims.actions.writing import write_to_contact
from handrail.directory.models import ListingContact
from handrail.messaging.actions import enqueue
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import ContactAgreement
from handrail.privacy.models import Subject
from handrail.privacy.one_time_links.actions import make_link
from handrail.privacy.sealed_values import opened
from handrail.referrals.asking.actions import ANSWER, named
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import GONE_AFTER
from handrail.referrals.domain.stages import Stage
from handrail.referrals.domain.telling import TOLD
from handrail.referrals.models import Question, Referral
from handrail.referrals.queries import has_receivers
from handrail.referrals.telling.queries import subjects_of_program, subjects_of_sender, themselves_of

INBOX = "/referrals/inbox/"
OURS = "/referrals/"  # what a sender handed over
RECEIPT = "/receipt/"  # where a person without an account comes back


@transaction.atomic
def tell_both(referral: Referral, *, about: str, at: datetime) -> int:
    """That something changed, to the sender and to the program. How many were written to."""
    return write_news([*subjects_of_sender(referral), *subjects_of_program(referral)], referral, about=about, at=at)


def tell_answer(referral: Referral, *, at: datetime) -> int:
    """What a program did, once it did it: to whoever sent the person, or to who asked for themselves (P10).

    Call it in the transaction of the move. Police and custody are told nothing (S24).
    """
    kind = TOLD.get(Stage(referral.stage))
    return tell_picker(referral, kind, key=f"answer:{referral.public_id}:{referral.moves}", at=at) if kind else 0


def tell_picker(referral: Referral, kind: MessageKind, *, key: str, at: datetime) -> int:
    """Whoever goes on from here."""
    told = write_to(subjects_of_sender(referral), kind, referral, key=key, at=at, link=OURS)
    return told + write_to(themselves_of(referral), kind, referral, key=key, at=at, link=RECEIPT)


def write_news(people: Iterable[Subject], referral: Referral, *, about: str, at: datetime) -> int:
    key = f"{about}:{referral.public_id}:{referral.moves}"
    return write_to(people, MessageKind.NEWS, referral, key=key, at=at)


def write_to(
    people: Iterable[Subject], kind: MessageKind, referral: Referral, *, key: str, at: datetime, link: str | None = None
) -> int:
    """The same key again is the same message: a clock that is set back writes nothing twice."""
    is_urgent = kind is MessageKind.REPLY_WANTED and referral.need_urgency is Urgency.NOW
    agreed = ContactAgreement.objects.filter(subject__in=list(people), withdrawn_at=None).select_related("subject")
    written = [
        enqueue(
            subject=one.subject,
            kind=kind,
            language=one.language,
            channel=Channel(one.channel),
            address=opened(one, "address")["address"],
            at=at,
            key=f"{key}:{one.public_id}",
            link=in_language(link, one.language) if link else None,
            is_urgent=is_urgent,
        )
        for one in agreed
    ]
    return len(written)


def turn_named(referral: Referral) -> str:
    """This turn and no other: it may go back to who had it without a move, and then has another limit."""
    return f"{referral.moves}:{referral.due_at:%Y%m%d%H%M%S}"


@transaction.atomic
def remind_contact(contact: ListingContact, referral: Referral, question: Question | None, *, at: datetime) -> None:
    """Once more to what the program named (S17): with a new link for a question, else with the way to its desk.

    A link that opens who somebody is goes out once alone, since its code is told by telephone.
    """
    key = f"remind:{(question or referral).public_id}:{turn_named(referral)}"
    kind, is_urgent = MessageKind.QUESTION if question else MessageKind.CHOSEN, referral.need_urgency is Urgency.NOW
    link = question_link(question, contact, at=at) if question else desk_link(contact)
    write_to_contact(contact, kind, key=key, link=link, at=at, is_urgent=is_urgent)


def in_language(path: str, language: str) -> str:
    """A page of ours, in the language of who is written to. Workers speak English among themselves."""
    with override("en"):
        return translate_url(path, language)


def desk_link(contact: ListingContact) -> str | None:
    """None where nobody of the program could sign in there: a sign-in page would help them no further."""
    return in_language(INBOX, contact.language) if has_receivers(contact.claim.organization) else None


def question_link(question: Question, contact: ListingContact, *, at: datetime) -> str:
    """It ends when the first one does."""
    lasts = max(question.asked_at + GONE_AFTER - at, timedelta(minutes=1))
    made = make_link(purpose=ANSWER, about=named(question), lasts=lasts, has_code=False, at=at)
    with override(contact.language):
        return reverse("answer-question", args=[made.token])
