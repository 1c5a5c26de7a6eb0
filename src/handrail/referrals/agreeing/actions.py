"""Asking the person whether a program may learn who they are, and keeping what they say: yes, no, or no longer."""

from datetime import datetime

from django.db import transaction

from handrail.accounts.domain.roles import Kind
from handrail.accounts.models import User
from handrail.directory.models import Facility
from handrail.messaging.actions import enqueue
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.privacy.audit.entries import record
from handrail.privacy.consenting.actions import Evidence, Terms, give_consent, withdraw_consent
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.consents import ConsentKind, Purpose
from handrail.privacy.domain.operator_roles import THE_OPERATOR
from handrail.privacy.models import Consent
from handrail.privacy.one_time_links.actions import MadeLink, lengthen_link, make_link, withdraw_link
from handrail.referrals.agreeing.queries import consents_of
from handrail.referrals.agreeing.wording import ConsentWords, consent_words, day_of, names_us
from handrail.referrals.domain.agreeing import (
    ANSWERED,
    ENDED,
    ENDS_WITH,
    LASTS,
    VERSION,
    WORDS_CHANGED,
    AgreeingRefused,
    Reply,
    Signing,
    check_asking,
    check_evidence,
    ends_at,
)
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.needs import Age
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage, is_open
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.moving.actions import limit_of, locked, move
from handrail.referrals.moving.consent import OPENS, discloser_of, recipient_of
from handrail.referrals.telling.actions import write_news
from handrail.referrals.telling.queries import subjects_of_program, subjects_of_sender
from handrail.referrals.turns import is_one_way, turn_in

AGREE = "agree"  # purpose of the one-time link


@transaction.atomic
def ask_to_agree(
    *,
    referral: Referral,
    facility: Facility,
    way: Signing,
    language: str,
    user: User,
    by: Actor,
    at: datetime,
    number: str = "",
) -> tuple[AskedConsent, MadeLink | None]:
    """Asks the person. An older question about the place that nobody answered is stopped. Raises `AgreeingRefused`.

    On the person's own phone: the link is shown once, or goes to `number` in a neutral text; then it has a code too,
    which is told by word of mouth, since somebody else may hold that phone.
    """
    referral = locked(referral)
    check_open(referral)
    check_asking(kind=kind_of(referral), way=way, age=Age(referral.age))
    stop_waiting(referral, facility, at=at)
    asked = AskedConsent(
        referral=referral, facility=facility, way=way, language=language, text_version=VERSION, asked_at=at
    )
    asked.asked_by = user
    link = linked(asked, has_code=bool(number), at=at) if way is Signing.OWN_PHONE else None
    asked.link_id = link.public_id if link else ""
    asked.save(force_insert=True)
    if link and number:
        send_link(asked, link, number, at=at)
    record("consent.asked", by=by, at=at, subject=referral.subject, about=named(asked), rule=way)
    return asked, link


def kind_of(referral: Referral) -> Kind:
    """A person who hands over themselves signs like anybody: nobody stands beside them."""
    return Kind(referral.sender.kind) if referral.sender else Kind.CLINIC


def linked(asked: AskedConsent, *, has_code: bool, at: datetime) -> MadeLink:
    return make_link(purpose=AGREE, about=named(asked), lasts=LASTS, has_code=has_code, at=at)


def send_link(asked: AskedConsent, link: MadeLink, number: str, *, at: datetime) -> None:
    prefix = "" if asked.language == "en" else f"/{asked.language}"
    enqueue(
        subject=asked.referral.subject,
        kind=MessageKind.TO_READ,
        language=asked.language,
        channel=Channel.SMS,
        address=number,
        at=at,
        key=named(asked),
        link=f"{prefix}/agree/{link.token}/",
    )


def named(asked: AskedConsent) -> str:
    return f"asked-consent:{asked.public_id}"


def check_open(referral: Referral) -> None:
    if not is_open(Stage(referral.stage)):
        raise AgreeingRefused(ENDED)


def stop_waiting(referral: Referral, facility: Facility, *, at: datetime) -> None:
    for older in AskedConsent.objects.filter(referral=referral, facility=facility).waiting():
        withdraw_link(public_id=older.link_id, at=at)
        AskedConsent.objects.filter(pk=older.pk).update(stopped_at=max(at, older.asked_at))


@transaction.atomic
def sign(
    *,
    asked: AskedConsent,
    read: str,
    by: Actor,
    at: datetime,
    present: str = "",
    kept_at: str = "",
    is_named: bool = True,
    language: str = "",
) -> Consent:
    """The person said yes. `read`: the hash of the words as they were shown; others are never signed.

    `language`: in which they were read, where that is another than the one in which they were asked.
    `is_named`: whether the words call the person by the name that was written down; else their signature names them.

    Raises `AgreeingRefused`, and `ConsentRefused` for what could never allow anything.
    """
    asked, referral = answerable(asked)
    asked.language = language or asked.language
    way = Signing(asked.way)
    check_evidence(way, present=present.strip(), kept_at=kept_at.strip())
    words = consent_words(
        referral=referral, facility=asked.facility, language=asked.language, way=way, is_named=is_named
    )
    if words.hash != read:
        raise AgreeingRefused(WORDS_CHANGED)
    evidence = evidence_of(words, way, present=present.strip(), kept_at=kept_at.strip())
    consent = give_consent(subject=referral.subject, terms=terms_of(asked, at=at), evidence=evidence, by=by, at=at)
    keep_reply(asked, Reply.SIGNED, consent=consent, at=at)
    renew(referral, asked.facility, consent, at=at)
    if consent.expires_at is not None:
        lengthen_link(public_id=asked.link_id, ends_at=consent.expires_at)  # by it the person takes it back
    return consent


def evidence_of(words: ConsentWords, way: Signing, *, present: str, kept_at: str) -> Evidence:
    return Evidence(
        text=words.text,
        text_version=words.version,
        language=words.language,
        tells_how_to_revoke=True,
        tells_what_refusing_means=True,
        present=(present,) if present else (),
        how="on paper" if way is Signing.ON_PAPER else "pressed",
        copy_to=COPIES[way],
        more={"way": way.value} | ({"kept_at": kept_at} if kept_at else {}),
    )


@transaction.atomic
def sign_on_paper(
    *, referral: Referral, facility: Facility, read: str, kept_at: str, user: User, by: Actor, at: datetime
) -> Consent:
    """Somebody beside the person asked them, on paper that has no name but the signature (S18)."""
    language, way = referral.language, Signing.ON_PAPER
    asked, _ = ask_to_agree(referral=referral, facility=facility, way=way, language=language, user=user, by=by, at=at)
    return sign(asked=asked, read=read, by=by, at=at, kept_at=kept_at, is_named=False)


def renew(referral: Referral, place: Facility, consent: Consent, *, at: datetime) -> None:
    """Another yes to the program that has the person: it stands by this one now. Call it under the referral's lock."""
    if Stage(referral.stage) not in WITH_A_PROGRAM or referral.facility_id not in (place.pk, place.merged_into_id):
        return
    former = referral.consent
    referral.consent = consent
    if former is not None and former.expires_at is not None and former.expires_at <= at:
        referral.turn = turn_in(Stage(referral.stage), referral=referral) or ""
        referral.due_at, referral.rung, referral.rung_at = limit_of(referral, since=at), Rung.IN_TIME, None
    referral.save(update_fields=["consent", "turn", "due_at", "rung", "rung_at"])


COPIES = {
    Signing.OWN_PHONE: "the page where they signed",
    Signing.ON_SCREEN: "printed, if they want it",
    Signing.ON_PAPER: "a second sheet",
    Signing.BY_RECEIPT: "receipt",
}


def terms_of(asked: AskedConsent, *, at: datetime) -> Terms:
    referral = asked.referral
    is_ours = names_us(is_one_way=is_one_way(referral.sender))
    recipients = {recipient_of(asked.facility)} | ({THE_OPERATOR} if is_ours else set())
    return Terms(
        kind=ConsentKind.NAMED,
        disclosers=frozenset({discloser_of(referral)}),
        information=OPENS,
        recipients=frozenset(recipients),
        purposes=frozenset({Purpose.TREATMENT}),
        expires_at=ends_at(day_of(referral), at=at),
        expires_on=ENDS_WITH,
    )


@transaction.atomic
def decline(*, asked: AskedConsent, by: Actor, at: datetime) -> AskedConsent:
    """The person said no. The referral goes on: another program, or none."""
    asked, referral = answerable(asked)
    keep_reply(asked, Reply.DECLINED, consent=None, at=at)
    withdraw_link(public_id=asked.link_id, at=at)
    record("consent.declined", by=by, at=at, subject=referral.subject, about=named(asked), rule=asked.way)
    return asked


def answerable(asked: AskedConsent) -> tuple[AskedConsent, Referral]:
    """Under the referral's lock: two answers at once are one answer."""
    referral = locked(asked.referral)
    asked = AskedConsent.objects.select_related("facility").get(pk=asked.pk)
    asked.referral = referral
    if asked.reply or asked.stopped_at is not None:
        raise AgreeingRefused(ANSWERED)
    check_open(referral)
    return asked, referral


def keep_reply(asked: AskedConsent, reply: Reply, *, consent: Consent | None, at: datetime) -> None:
    asked.reply, asked.consent, asked.replied_at = reply, consent, max(at, asked.asked_at)
    asked.save(update_fields=["reply", "consent", "replied_at", "language"])


@transaction.atomic
def withdraw(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """The person takes it back: every consent of this hand-over, and whoever has it loses it in the same transaction.

    Nobody was told yet: the referral stays with whoever wrote it. Somebody was: it ends, since nothing may be told on.
    """
    referral = locked(referral)
    for consent in consents_of(referral):
        withdraw_consent(consent=consent, by=by, at=at)
    for asked in AskedConsent.objects.filter(referral=referral):
        withdraw_link(public_id=asked.link_id, at=at)
        if asked.reply == Reply.SIGNED:
            keep_reply(asked, Reply.TAKEN_BACK, consent=asked.consent, at=at)
    AskedConsent.objects.filter(referral=referral).waiting().update(stopped_at=at)
    if Stage(referral.stage) not in WITH_A_PROGRAM:
        return referral
    given = Given(outcome=Outcome.CONSENT_ENDED if referral.sender_id else Outcome.PERSON_TOOK_IT_BACK)
    people = [*subjects_of_sender(referral), *subjects_of_program(referral)]
    referral = move(referral=referral, to=Stage.CANCELED, side=Side.PERSON, by=by, at=at, given=given)
    write_news(people, referral, about="ended", at=at)
    return referral
