"""Writes of the outbox: a message in its caller's transaction, agreements, STOP, and the end of a person's messages."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from handrail.messaging.domain.kinds import KINDS, Channel, MessageKind
from handrail.messaging.domain.mailboxes import is_mailbox
from handrail.messaging.domain.numbers import as_e164
from handrail.messaging.domain.quiet_hours import USUAL_FROM, USUAL_TO
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Mover, Status, sources
from handrail.messaging.models import AskedContact, ContactAgreement, Message, RosterMember, StopWord
from handrail.messaging.queries import number_subject, standing_agreement
from handrail.messaging.stop_list import STOP_LIST, number_key
from handrail.privacy.actions import make_findable, open_subject, write_identity
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import BlindIndex, Consent, Subject
from handrail.privacy.sealed_values import opened, seal
from handrail.web.translation import mark

KEY = re.compile(r"[A-Za-z0-9._:-]{1,80}")
LINK = re.compile(r"/[A-Za-z0-9._~/-]{0,200}")


class MessageRefused(Exception):
    """The message may be shown to the person who asked. It never holds an address."""


@transaction.atomic
def enqueue(
    *,
    subject: Subject,
    kind: MessageKind,
    language: str,
    channel: Channel,
    address: str,
    at: datetime,
    key: str,
    link: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    is_urgent: bool = False,
    consent: Consent | None = None,
    zone: str = "",
) -> Message:
    """Writes one message into the outbox, in the caller's transaction: it is sent if and only if that commits.

    `key` names what it is about, by ids. The same key again is the same message, for the 90 days a row is kept.
    `link` is a path of ours; it may hold a one-time code, for it is sealed with the address. `zone`: where the reader
    is, as far as anybody knows; what somebody agreed to says it better, and comes first.
    """
    check_writable(kind, key, link, is_urgent=is_urgent)
    if zone:
        check_zone(zone)
    message = Message(key=key, subject=subject, kind=kind, language=language, channel=channel, is_urgent=is_urgent)
    message.zone = zone
    message.consent, message.written_at, message.not_before = consent, at, not_before or at
    message.expires_at = expires_at or of_use_until(message)
    seal(message, at=at, letter={"address": normal_address(channel, address), "link": link})
    return kept_once(message)


def of_use_until(message: Message) -> datetime:
    return max(message.not_before, message.written_at) + KINDS[MessageKind(message.kind)].lives


def kept_once(message: Message) -> Message:
    """The one that is there already where two wrote under one key."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        written = Message.objects.filter(key=message.key).first()
        if written is None:
            raise
        return written
    return message


def write_where_agreed(*, subject: Subject, kind: MessageKind, view: str, key: str, at: datetime) -> None:
    """By each way the person agreed to, with a link to one of our pages. Call it in the transaction it tells of."""
    for agreement in ContactAgreement.objects.filter(subject=subject, withdrawn_at=None):
        with override(agreement.language):
            link = reverse(view)
        enqueue(
            subject=subject,
            kind=kind,
            language=agreement.language,
            channel=Channel(agreement.channel),
            address=opened(agreement, "address")["address"],
            at=at,
            key=f"{key}:{agreement.channel}",
            link=link,
        )


def check_writable(kind: MessageKind, key: str, link: str | None, *, is_urgent: bool) -> None:
    if not KEY.fullmatch(key):
        raise MessageRefused("The key of a message is made of ids.")
    if link is not None and (not LINK.fullmatch(link) or link.startswith("//")):
        raise MessageRefused("A message links to a path of ours, without a query.")
    if is_urgent and not KINDS[kind].may_be_urgent:
        raise MessageRefused(f"A message of the kind {kind} is never urgent.")


def normal_address(channel: Channel, address: str) -> str:
    """A number as networks write it, a mailbox as it was given. Anything else would only fail later, unseen."""
    found = as_e164(address) if channel == Channel.SMS else address.strip()
    if found is None:
        raise MessageRefused(mark("This is not a telephone number we can text."))
    if channel == Channel.EMAIL and not is_mailbox(found):
        raise MessageRefused(mark("This is not an e-mail address we can write to."))
    return found


@transaction.atomic
def give_agreement(
    *,
    subject: Subject,
    channel: Channel,
    address: str,
    language: str,
    zone: str,
    text_version: str,
    by: Actor,
    at: datetime,
    quiet_from: time = USUAL_FROM,
    quiet_to: time = USUAL_TO,
) -> ContactAgreement:
    """Keeps that a person agreed to be written to at this address. It takes the place of what they agreed to before."""
    check_zone(zone)
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if before := standing_agreement(subject=subject, channel=channel):
        end_agreement(before, at=at)
    agreement = ContactAgreement(
        subject=subject,
        channel=channel,
        language=language,
        zone=zone,
        text_version=text_version,
        quiet_from=quiet_from,
        quiet_to=quiet_to,
        given_at=at,
    )
    seal(agreement, at=at, address=normal_address(channel, address))
    agreement.save(force_insert=True)
    record("contact.agreed", by=by, at=at, subject=subject, about=f"agreement:{agreement.public_id}", purpose=channel)
    return agreement


def check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise MessageRefused("This time zone is not known.") from error


@transaction.atomic
def withdraw_agreement(*, subject: Subject, channel: Channel, by: Actor, at: datetime) -> None:
    """From this moment nothing more goes out by this channel, not even what is written already."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if standing := standing_agreement(subject=subject, channel=channel):
        end_agreement(standing, at=at)
        about = f"agreement:{standing.public_id}"
        record("contact.withdrawn", by=by, at=at, subject=subject, about=about, purpose=channel)


def end_agreement(standing: ContactAgreement, *, at: datetime) -> None:
    standing.withdrawn_at = max(at, standing.given_at)  # a clock may have been moved back since
    standing.save(update_fields=["withdrawn_at"])
    note("contact.withdrawn", standing.public_id, at=standing.withdrawn_at)


@transaction.atomic
def hear_stop_word(*, number: str, is_stop: bool, at: datetime, provider_id: str | None = None) -> bool:
    """Somebody texted STOP or START. False where this very text was heard before: a replay never undoes a STOP."""
    if provider_id and StopWord.objects.filter(provider_id=provider_id).exists():
        return False
    subject = number_subject(number=number) or opened_number(number, at)
    try:
        with transaction.atomic():
            keep_stop_word(subject=subject, is_stop=is_stop, at=at, provider_id=provider_id)
    except IntegrityError:  # the provider sent it twice at once
        return False
    return True


def keep_stop_word(*, subject: Subject, is_stop: bool, at: datetime, provider_id: str | None) -> None:
    """Call it in a transaction. `subject` stands for the number."""
    StopWord.objects.create(subject=subject, is_stop=is_stop, at=at, provider_id=provider_id)
    what = "contact.stopped" if is_stop else "contact.started"
    record(what, by=PRODUCT, at=at, subject=subject)
    for index in BlindIndex.objects.filter(organization=STOP_LIST, subject=subject):
        note(what, number_key(index), at=at)


def opened_number(number: str, at: datetime) -> Subject:
    """A subject for the number alone, found by a blind index that only the STOP list uses."""
    subject = open_subject(by=PRODUCT, at=at)
    write_identity(subject=subject, person={"phone": number}, by=PRODUCT, at=at)
    make_findable(subject=subject, organization=STOP_LIST, kind="phone", value=number)
    return subject


@transaction.atomic
def drop_unsent(*, at: datetime) -> int:
    """After a restore: what waits in a backup may have been sent long since, and nobody gets it twice."""
    return end_unsent(Message.objects.all(), Reason.RESTORED, mover=Mover.RESTORE, at=at)


def end_unsent(messages: QuerySet[Message], reason: Reason, *, mover: Mover, at: datetime) -> int:
    return messages.filter(status__in=sources(Status.DROPPED, mover=mover)).update(
        status=Status.DROPPED,
        reason=reason,
        letter=None,
        ended_at=at,
        lease_token="",
        leased_at=None,
        leased_until=None,
        retry_at=None,
    )


@transaction.atomic
def erase(*, subject: Subject, at: datetime) -> None:
    """Part of a person's erasure: nothing is sent to them any more, and no address of theirs is kept."""
    end_unsent(Message.objects.filter(subject=subject), Reason.ERASED, mover=Mover.ERASURE, at=at)
    ContactAgreement.objects.filter(subject=subject).delete()
    AskedContact.objects.filter(subject=subject).delete()
    RosterMember.objects.filter(subject=subject).delete()
