"""A person asks a program to expect them, comes back with their receipt, and may take it back (S16, S20)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.messaging.contacts.actions import ask_contact, confirm_contact, who_is_asked
from handrail.messaging.queries import standing_agreement
from handrail.privacy.actions import open_subject
from handrail.privacy.agreements.queries import must_be_named
from handrail.privacy.consenting.actions import Evidence, Terms, give_consent, withdraw_consent
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.consents import ConsentKind, Purpose
from handrail.privacy.domain.operator_roles import THE_OPERATOR
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.models import Consent, Subject
from handrail.privacy.receipts.actions import MadeReceipt, give_receipt, lengthen_receipts
from handrail.privacy.receipts.queries import receipts_of
from handrail.privacy.sealed_values import opened, seal
from handrail.referrals.agreeing.actions import renew
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.coming_back.queries import CHANNEL_OF
from handrail.referrals.domain.moves import Given, MoveRefused
from handrail.referrals.domain.own_agreement import VERSION
from handrail.referrals.domain.questions import may_be_told
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason
from handrail.referrals.domain.self_referring import (
    LASTS,
    LEAVES_FIRST,
    NOT_HERE,
    NOTHING_ENDS,
    RECEIPT_LASTS,
    SENT_BEFORE,
    THREE_AT_MOST,
    Asked,
    AskingRefused,
    Reach,
    check_room,
)
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import Referral, ReferralLeg
from handrail.referrals.models.referrals import MOST_LEGS
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.moving.consent import OPENS, discloser_of, program_of
from handrail.referrals.picking.actions import pick
from handrail.referrals.self_referring.queries import can_be_asked, requests_to_forget, waiting_at
from handrail.referrals.switch import check_switched_on
from handrail.referrals.writing.actions import Draft, write_referral

MOST_RECEIPTS = 3  # of one request: a form that is sent twice shows a number each time, and each of them opens it


@dataclass(frozen=True)
class Signed:
    """The agreement as the person saw it: with which organization, in which words."""

    program: str
    lines: Sequence[str]
    language: str
    messages_version: str
    confirm_under: str


@transaction.atomic
def ask_to_be_expected(
    *, facility: Facility, asked: Asked, signed: Signed, pin: str, key: str, at: datetime
) -> MadeReceipt:
    """Writes it down, keeps the agreement, hands it to the program and gives a receipt: all of it, or nothing.

    Raises `AskingRefused`, `PinRefused`, `MessageRefused` or `SwitchedOff`. The same form sent again is the same
    request; another person's words on it are a request of their own.
    The slow hash of the receipt is made inside: a request without a receipt would be lost to who gave it.
    """
    check_switched_on()
    key = key_of(key, facility, asked, signed)
    referral = Referral.objects.filter(key=key).select_related("subject").first()
    if referral is None:
        referral = new_request(facility, asked, signed, key=key, at=at)
    elif len(receipts_of(subject=referral.subject)) >= MOST_RECEIPTS:
        raise AskingRefused(SENT_BEFORE)
    about = f"referral:{referral.public_id}"
    return give_receipt(subject=referral.subject, about=about, lasts=RECEIPT_LASTS, pin=pin, at=at)


def key_of(form: str, facility: Facility, asked: Asked, signed: Signed) -> str:
    """Of what stands on the form: on a shared computer the next person may go back to it and write over it.

    The number of a form is drawn at random and kept nowhere, so that nobody finds the words by trying some.
    """
    words = json.dumps([form, facility.public_id, signed.program, asdict(asked)], sort_keys=True)
    return f"self:{sha256(words.encode()).hexdigest()}"


def new_request(facility: Facility, asked: Asked, signed: Signed, *, key: str, at: datetime) -> Referral:
    place = Facility.objects.select_for_update().get(pk=facility.pk)  # so that its room is counted one by one
    check_may_ask(place, signed.program, at=at)
    check_room(waiting=waiting_at(place))
    subject = open_subject(by=PRODUCT, at=at)
    by = themselves(subject)
    draft = Draft(
        need=asked.need,
        urgency=asked.urgency,
        language=signed.language,
        zone=zone_of_state(place.state),
        requested_at=at,
        words=asked.words,
    )
    referral = write_referral(
        subject=subject, draft=draft, sender=None, made_by=None, key=key, legs=[place], by=by, at=at
    )
    referral = sign_and_send(referral, place, signed, by=by, at=at)
    if asked.reach is not Reach.RECEIPT:
        ask_whether_theirs(referral, asked, signed, by=by, at=at)
    return referral


def check_may_ask(place: Facility, program: str, *, at: datetime) -> None:
    """The program may have given up its page, or another may keep it, since the form was shown."""
    keeper = program_of(place)
    if keeper is None or keeper.public_id != program or not can_be_asked(place, at=at):
        raise AskingRefused(NOT_HERE)


def sign_and_send(referral: Referral, place: Facility, signed: Signed, *, by: Actor, at: datetime) -> Referral:
    """The program is told by the message of the pick. Its code is told to nobody: who it is opens at its own desk."""
    sign(referral, signed, by=by, at=at)
    try:
        sent, _ = pick(referral=referral, facility=place, side=Side.PERSON, by=by, at=at)
    except MoveRefused as refusal:  # no paper with the program, or no role of the operator: nobody may learn it
        raise AskingRefused(NOT_HERE if refusal.code == "needs_consent" else str(refusal)) from refusal
    return sent


def sign(referral: Referral, signed: Signed, *, by: Actor, at: datetime) -> Consent:
    terms = Terms(
        kind=ConsentKind.NAMED,
        disclosers=frozenset({discloser_of(referral)}),
        information=OPENS,
        recipients=frozenset({signed.program} | ({THE_OPERATOR} if must_be_named() else set())),
        purposes=frozenset({Purpose.TREATMENT}),
        expires_at=at + LASTS,
    )
    evidence = Evidence(
        text="\n".join(signed.lines),
        text_version=VERSION,
        language=signed.language,
        tells_how_to_revoke=True,
        copy_to="receipt",
        more={"name": opened(referral, "words")["words"]["alias"]},
    )
    return give_consent(subject=referral.subject, terms=terms, evidence=evidence, by=by, at=at)


def ask_whether_theirs(referral: Referral, asked: Asked, signed: Signed, *, by: Actor, at: datetime) -> None:
    ask_contact(
        subject=referral.subject,
        channel=CHANNEL_OF[asked.reach],
        address=asked.address,
        language=signed.language,
        zone=referral.zone,
        text_version=signed.messages_version,
        under=signed.confirm_under,
        by=by,
        at=at,
    )


@transaction.atomic
def confirm_reach(*, token: str, browser: str, at: datetime) -> None:
    """Whoever has the number or mailbox said yes: from now on the program may use it. Raises `LinkRefused`."""
    subject = who_is_asked(token=token, browser=browser, at=at)
    rows = Referral.objects.self_referred().open().filter(subject=subject)
    referrals = list(rows.select_for_update(of=("self",)).order_by("pk"))  # before the person's row, as everywhere
    confirm_contact(token=token, browser=browser, at=at)
    for referral in referrals:
        keep_address(referral, at=at)


def keep_address(referral: Referral, *, at: datetime) -> None:
    """Beside the alias, where the program reads it. That they agreed stands in the record of acts already."""
    words = opened(referral, "words")["words"]
    channel = CHANNEL_OF[Reach(words["reach"])]
    agreement = standing_agreement(subject=referral.subject, channel=channel)
    if agreement is None:
        return
    seal(referral, at=at, words={**words, "address": opened(agreement, "address")["address"]})
    referral.save(update_fields=["words"])


@transaction.atomic
def reply(*, referral: Referral, words: str, by: Actor, at: datetime) -> Referral:
    """What the program asked back, answered. Raises `MoveRefused`."""
    return move(referral=referral, to=Stage.ACKNOWLEDGED, side=Side.PERSON, by=by, at=at, given=Given(words=words))


@transaction.atomic
def choose_another(*, referral: Referral, facility: Facility, signed: Signed, by: Actor, at: datetime) -> Referral:
    """The next program, by a new agreement that names it; the former one sees it no more, from this step on (S22)."""
    check_switched_on()
    referral = locked(referral)  # before the place and the person, as everywhere
    place = Facility.objects.select_for_update().get(pk=facility.pk)
    check_may_ask(place, signed.program, at=at)
    check_room(waiting=waiting_at(place))
    for consent in Consent.objects.filter(subject=referral.subject, revoked_at=None).select_related("subject"):
        withdraw_consent(consent=consent, by=by, at=at)
    if Stage(referral.stage) in LEAVES_FIRST:
        given = Given(declined_by=DeclinedBy.PERSON, reason=DeclineReason.PERSON_CHOSE_ANOTHER)
        referral = move(referral=referral, to=Stage.DECLINED, side=Side.PERSON, by=by, at=at, given=given)
    put_on_the_way(referral, place)
    about = f"referral:{referral.public_id}"
    lengthen_receipts(subject=referral.subject, about=about, until=at + RECEIPT_LASTS, by=by, at=at)
    return sign_and_send(referral, place, signed, by=by, at=at)


@transaction.atomic
def agree_again(*, referral: Referral, signed: Signed, by: Actor, at: datetime) -> Referral:
    """Another yes to the program that has them, before or after the first one ran out. They go on from there.

    Raises `AskingRefused`, also where another program keeps the page by now.
    """
    referral = locked(referral)
    place = referral.facility
    if place is None or yes_that_ends(referral, at=at) is None:
        raise AskingRefused(NOTHING_ENDS)
    keeper = program_of(place)
    if keeper is None or keeper.public_id != signed.program:
        raise AskingRefused(NOT_HERE)
    renew(referral, place, sign(referral, signed, by=by, at=at), at=at)
    about = f"referral:{referral.public_id}"
    lengthen_receipts(subject=referral.subject, about=about, until=at + RECEIPT_LASTS, by=by, at=at)
    return referral


def forget_past_requests(*, at: datetime) -> int:
    """A pass of the worker: what the person wrote goes, and how they could be reached; codes of the way stay."""
    past = list(requests_to_forget(at=at))
    for referral in past:
        erase_own(subject=referral.subject, by=PRODUCT, at=at)
    return len(past)


def put_on_the_way(referral: Referral, place: Facility) -> None:
    """Three programs in all, with those that the clock asked, as for everybody who is handed on (S21)."""
    legs = list(referral.legs.all())
    if not may_be_told(place.merged_into_id or place.pk, told=programs_told(referral=referral)):
        raise AskingRefused(THREE_AT_MOST)
    if place.pk in {leg.facility_id for leg in legs}:
        return
    if len(legs) >= MOST_LEGS:
        raise AskingRefused(THREE_AT_MOST)
    ReferralLeg.objects.create(referral=referral, order=len(legs) + 1, facility=place)


def themselves(subject: Subject) -> Actor:
    """Who has no account acts as the person that was opened for them."""
    return Actor(ActorKind.PERSON, subject.public_id)
