"""Agreeing to be written to: who types a number proves that they have it, by a link that is sent there (S20, S37)."""

from datetime import datetime, timedelta

from django.db import transaction

from handrail.messaging.actions import check_zone, enqueue, give_agreement, normal_address
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.models import AskedContact
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.notices import Notice
from handrail.privacy.models import OneTimeLink, Subject
from handrail.privacy.notices.actions import give_versions
from handrail.privacy.notices.library import version_of
from handrail.privacy.one_time_links.actions import LinkRefused, claim_link, make_link, use_link, withdraw_link
from handrail.privacy.queries import held_subjects
from handrail.privacy.sealed_values import opened, seal

CONTACT = "contact"
ASKED_FOR = timedelta(days=1)  # as long as the message itself lives


@transaction.atomic
def ask_contact(
    *,
    subject: Subject,
    channel: Channel,
    address: str,
    language: str,
    zone: str,
    text_version: str,
    under: str,
    by: Actor,
    at: datetime,
) -> AskedContact:
    """Sends one neutral message with a link below `under`, in place of an older question. Raises `MessageRefused`."""
    check_zone(zone)
    address = normal_address(channel, address)
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    forget_question(subject, channel, at)
    asked = AskedContact(
        subject=subject, channel=channel, language=language, zone=zone, text_version=text_version, asked_at=at
    )
    link = make_link(purpose=CONTACT, about=named(asked), lasts=ASKED_FOR, has_code=False, at=at)
    asked.link_id = link.public_id
    seal(asked, at=at, address=address)
    asked.save(force_insert=True)
    enqueue(
        subject=subject,
        kind=MessageKind.CONFIRM_CONTACT,
        language=language,
        channel=channel,
        address=address,
        at=at,
        key=named(asked),
        link=f"{under}{link.token}/",
    )
    record("contact.asked", by=by, at=at, subject=subject, about=named(asked), purpose=channel)
    return asked


@transaction.atomic
def forget_question_of(*, subject: Subject, channel: Channel, at: datetime) -> None:
    """The person thought again before anybody answered: the link opens nothing any more."""
    forget_question(Subject.objects.select_for_update().get(pk=subject.pk), channel, at)


def forget_question(subject: Subject, channel: Channel, at: datetime) -> None:
    for asked in AskedContact.objects.filter(subject=subject, channel=channel):
        withdraw_link(public_id=asked.link_id, at=at)
        asked.delete()


@transaction.atomic
def confirm_contact(*, token: str, browser: str, at: datetime) -> Subject:
    """Whoever opened the link there said yes, for this person. Raises `LinkRefused`, also where they took it back."""
    link, asked = claimed(token=token, browser=browser, at=at)
    use_link(link=link, at=at)
    give_agreement(
        subject=asked.subject,
        channel=Channel(asked.channel),
        address=opened(asked, "address")["address"],
        language=asked.language,
        zone=asked.zone,
        text_version=asked.text_version,
        by=Actor(ActorKind.LINK, link.public_id),
        at=at,
    )
    give_notice_on_the_form(asked, at)
    asked.delete()
    return asked.subject


def who_is_asked(*, token: str, browser: str, at: datetime) -> Subject:
    """For whom the link would say yes: who locks rows of theirs first asks here. Raises `LinkRefused`."""
    _, asked = claimed(token=token, browser=browser, at=at)
    return asked.subject


def claimed(*, token: str, browser: str, at: datetime) -> tuple[OneTimeLink, AskedContact]:
    link = claim_link(purpose=CONTACT, token=token, browser=browser, at=at)
    public_id = link.about.partition(":")[2]
    asked = AskedContact.objects.select_related("subject").filter(public_id=public_id).first()
    if asked is None or asked.subject.erased_at is not None:
        raise LinkRefused
    return link, asked


def give_notice_on_the_form(asked: AskedContact, at: datetime) -> None:
    notice = version_of(Notice.MESSAGES, int(asked.text_version)) if asked.text_version.isdecimal() else None
    if notice is not None:
        give_versions(subject=asked.subject, versions=[notice], language=asked.language, at=at)


def forget_unanswered(*, at: datetime) -> int:
    """A pass of the worker: nobody said yes within a day, so the number goes, where no law holds the record."""
    past = AskedContact.objects.filter(asked_at__lte=at - ASKED_FOR)
    deleted, _ = past.exclude(subject__in=held_subjects()).delete()
    return deleted


def named(asked: AskedContact) -> str:
    return f"{CONTACT}:{asked.public_id}"
