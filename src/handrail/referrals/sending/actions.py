"""Handing somebody over: writing it down, putting places on the way, and what the sender does afterwards."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from handrail.accounts.models import User
from handrail.directory.models import Facility
from handrail.kernel.keyed_digests import keyed_digest
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.referrals.agreeing.queries import agreed_places
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.domain.clocks import PREPARES
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.moves import MISSING, MoveRefused, Requires
from handrail.referrals.domain.questions import THREE_AT_MOST, may_be_told
from handrail.referrals.domain.releases import UNANSWERED, ReleaseRefused, check_day, is_answered
from handrail.referrals.domain.sending import (
    ENDED,
    HAS_THEM,
    MOST_PLACES,
    NO_SUCH_NUMBER,
    SENT_ALREADY,
    TOO_MANY,
    SentAlready,
    WritingRefused,
    Written,
    check_places,
)
from handrail.referrals.domain.stages import Stage, is_open
from handrail.referrals.models import Referral, ReferralLeg
from handrail.referrals.moving.actions import limit_of, locked
from handrail.referrals.sending.access import Sender
from handrail.referrals.sending.queries import zone_of_first
from handrail.referrals.switch import check_switched_on
from handrail.referrals.telling.actions import write_news
from handrail.referrals.telling.queries import subjects_of_program
from handrail.referrals.writing.actions import Draft, write_referral


@transaction.atomic
def write_down(
    *,
    written: Written,
    places: Sequence[Facility],
    sender: Sender,
    user: User,
    key: str,
    at: datetime,
    more: Sequence[str] = (),
) -> Referral:
    """A new person in the record, in front of whoever wrote. The same form again is the same referral.

    Raises `WritingRefused`, and `SwitchedOff` where no coordinator would step in (P10).
    """
    check_switched_on()
    check_places(len(places), is_one_way=sender.is_one_way)
    if before := written_before(written=written, places=places, sender=sender, user=user, key=key, more=more):
        return before
    key = f"{prefix_of(sender, user, key)}{digest_of(written, places, more)}"
    subject = open_subject(by=sender.by, at=at)
    return write_referral(
        subject=subject,
        draft=draft_of(written, places, at=at),
        sender=sender.organization,
        made_by=user,
        key=key,
        legs=places,
        by=sender.by,
        at=at,
    )


def draft_of(written: Written, places: Sequence[Facility], *, at: datetime) -> Draft:
    return Draft(
        need=written.need,
        urgency=written.urgency,
        language=written.language,
        zone=zone_of_first(places),
        requested_at=at,
        is_injecting=written.is_injecting,
        is_pregnant=written.is_pregnant,
        words=written.words,
        release_on=written.release_on,
        first_day_medicine=written.first_day_medicine,
        first_day_naloxone=written.first_day_naloxone,
        condition=written.condition,
    )


def written_before(
    *,
    written: Written,
    places: Sequence[Facility],
    sender: Sender,
    user: User,
    key: str,
    more: Sequence[str] = (),
) -> Referral | None:
    """What this form wrote when it was sent before. Raises `SentAlready` where other words stood in it then.

    A browser's way back brings the key of a form again, and another person may be typed into it.
    """
    prefix = prefix_of(sender, user, key)
    before = Referral.objects.filter(sender=sender.organization, key__startswith=prefix).order_by("pk").first()
    if before is None or before.key == f"{prefix}{digest_of(written, places, more)}":
        return before
    raise SentAlready(SENT_ALREADY)


def prefix_of(sender: Sender, user: User, key: str) -> str:
    return f"sent:{sender.organization.public_id}:{user.public_id}:{key}:"


def digest_of(written: Written, places: Sequence[Facility], more: Sequence[str]) -> str:
    """Of everything that was typed. Keyed, because it stays when the sealed words go."""
    content = [asdict(written), [place.public_id for place in places], list(more)]
    return keyed_digest(json.dumps(content, default=str, sort_keys=True), purpose="referrals.sent_form")


@transaction.atomic
def add_place(*, referral: Referral, facility: Facility, by: Actor, at: datetime) -> None:
    """Another place on the way, in the first gap. Raises `WritingRefused` for a fourth; twice is once."""
    referral = locked(referral)
    legs = list(ReferralLeg.objects.filter(referral=referral))
    if any(leg.facility_id == facility.pk for leg in legs):
        return
    check_still_open(referral)
    if len(legs) >= MOST_PLACES:
        raise WritingRefused(TOO_MANY)
    if not may_be_told(facility.merged_into_id or facility.pk, told=programs_told(referral=referral)):
        raise WritingRefused(THREE_AT_MOST)
    free = min(set(range(1, MOST_PLACES + 1)) - {leg.order for leg in legs})
    ReferralLeg.objects.create(referral=referral, order=free, facility=facility)
    record("referral.place_added", by=by, at=at, subject=referral.subject, about=f"referral:{referral.public_id}")


@transaction.atomic
def drop_place(*, referral: Referral, facility: Facility, by: Actor, at: datetime) -> None:
    """It makes room for another, unless it has the person now."""
    referral = locked(referral)
    check_still_open(referral)
    if referral.facility_id == facility.pk:
        raise WritingRefused(HAS_THEM)
    gone, _ = ReferralLeg.objects.filter(referral=referral, facility=facility).delete()
    if gone:
        record("referral.place_dropped", by=by, at=at, subject=referral.subject, about=f"referral:{referral.public_id}")


def check_still_open(referral: Referral) -> None:
    if not is_open(Stage(referral.stage)):
        raise WritingRefused(ENDED)


@transaction.atomic
def say_who_it_is(*, referral: Referral, person: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Name, birth date and telephone: asked for once the person agreed to a program, and not before. Sealed."""
    referral = locked(referral)
    check_still_open(referral)
    if not agreed_places(referral=referral, at=at):
        raise MoveRefused(MISSING[Requires.CONSENT], code="needs_consent")
    write_identity(subject=referral.subject, person=dict(person), by=by, at=at)


@transaction.atomic
def put_release(
    *, referral: Referral, release_on: date, medicine: str, naloxone: str, by: Actor, at: datetime
) -> Referral:
    """The day of release, also where it moved, and what the person has on it. Raises `ReleaseRefused`.

    The program that has them is told that something changed: it may expect them on another day.
    """
    referral = locked(referral)
    check_still_open(referral)
    if not is_answered(medicine=medicine, naloxone=naloxone):
        raise ReleaseRefused(UNANSWERED)
    has_moved = release_on != referral.release_on
    if has_moved:
        check_day(release_on, on=at.astimezone(ZoneInfo(referral.zone)).date())
    referral.release_on, referral.first_day_medicine, referral.first_day_naloxone = release_on, medicine, naloxone
    if has_moved and referral.stage in PREPARES:
        put_limit(referral, at=at)
    referral.save(update_fields=[*RELEASE, "due_at", "rung", "rung_at"])
    record("referral.first_day", by=by, at=at, subject=referral.subject, about=f"referral:{referral.public_id}")
    if has_moved:
        write_news(subjects_of_program(referral), referral, about=f"release-{release_on:%Y%m%d}-{at:%H%M%S}", at=at)
    return referral


@transaction.atomic
def tell_release_day(
    *, number: str, senders: Sequence[Sender], release_on: date, medicine: str, naloxone: str, at: datetime
) -> None:
    """What custody tells of somebody it sent. Raises `ReleaseRefused`, or `WritingRefused`: no such number.

    Where it has ended nothing is written, and nothing else is said: every check comes before that (S24).
    """
    by = {each.organization.pk: each.by for each in senders}
    found = Referral.objects.filter(public_id="".join(number.split()).lower(), sender__in=by).first()
    if found is None:
        raise WritingRefused(NO_SUCH_NUMBER)
    if not is_answered(medicine=medicine, naloxone=naloxone):
        raise ReleaseRefused(UNANSWERED)
    check_day(release_on, on=at.astimezone(ZoneInfo(found.zone)).date())
    referral = locked(found)
    if is_open(Stage(referral.stage)) and referral.sender_id is not None:
        words = {"medicine": medicine, "naloxone": naloxone}
        put_release(referral=referral, release_on=release_on, **words, by=by[referral.sender_id], at=at)


RELEASE = ("release_on", "first_day_medicine", "first_day_naloxone")


def put_limit(referral: Referral, *, at: datetime) -> None:
    """Counted from when the stage began: a day that is moved again and again puts nothing off."""
    referral.due_at = limit_of(referral, since=referral.stage_since)
    if referral.due_at is not None and referral.due_at > at:
        referral.rung, referral.rung_at = Rung.IN_TIME, None
