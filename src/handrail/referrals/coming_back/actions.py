"""People whom somebody handed over come back by themselves: with a number, and by a way to reach them (S16, S20).

Nobody has to have an account to learn where they stand, to say how it went, and to choose the next program.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from handrail.directory.models import Facility
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.contacts.actions import ask_contact
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.notices import Notice
from handrail.privacy.notices.library import current
from handrail.privacy.receipts.actions import MadeReceipt, end_receipt, give_receipt, lengthen_receipts
from handrail.privacy.sealed_values import opened
from handrail.referrals.agreeing.actions import kind_of, sign, stop_waiting, withdraw
from handrail.referrals.agreeing.wording import day_of
from handrail.referrals.coming_back.queries import open_numbers, way_to_write
from handrail.referrals.domain.agreeing import VERSION, Signing, check_asking
from handrail.referrals.domain.coming_back import ENDED, MOST_NUMBERS, NO_WAY, ComingBackRefused, opens_until
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.needs import Age
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.self_referring import LEAVES_FIRST, NOTHING_ENDS
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage, is_open
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.moving.actions import locked, move
from handrail.referrals.picking.actions import pick
from handrail.referrals.self_referring.actions import check_may_ask, put_on_the_way
from handrail.referrals.switch import check_switched_on
from handrail.referrals.telling.actions import write_news
from handrail.referrals.telling.queries import subjects_of_sender


@transaction.atomic
def give_number(*, referral: Referral, pin: str, by: Actor, at: datetime) -> MadeReceipt:
    """Shown this once. A number that was lost opens nothing any more, once three newer ones were given.

    Raises `ComingBackRefused` where it has ended, and `PinRefused`.
    """
    referral = locked(referral)
    check_open(referral)
    for older in open_numbers(referral=referral, at=at)[MOST_NUMBERS - 1 :]:
        end_receipt(receipt=older, by=by, at=at)
    lasts = opens_until(day_of(referral), at=at) - at
    made = give_receipt(subject=referral.subject, about=named(referral), lasts=lasts, pin=pin, at=at)
    record("referral.number_given", by=by, at=at, subject=referral.subject, about=named(referral))
    return made


@transaction.atomic
def ask_for_a_way(*, referral: Referral, by: Actor, at: datetime) -> None:
    """One neutral note to what the person named as safe. Only who says yes there is written to from then on.

    Raises `ComingBackRefused`, and `MessageRefused` for a number that nobody can text.
    """
    referral = locked(referral)
    check_open(referral)
    way = way_to_write(opened(referral, "words")["words"] or {})
    if way is None or missing_setting(way.channel):
        raise ComingBackRefused(NO_WAY)
    with override(referral.language):
        under = reverse("reach-confirm", args=["-"]).removesuffix("-/")
    ask_contact(
        subject=referral.subject,
        channel=way.channel,
        address=way.address,
        language=referral.language,
        zone=referral.zone,
        text_version=str(current(Notice.MESSAGES).version),
        under=under,
        by=by,
        at=at,
    )


@transaction.atomic
def say_yes(*, referral: Referral, facility: Facility, read: str, language: str, by: Actor, at: datetime) -> None:
    """The person signs for one program with their number. `read`: the hash of the words they saw.

    For the program that has them it is another yes, and they go on from where they stand. Raises `AgreeingRefused`
    or `ConsentRefused`.
    """
    referral = locked(referral)
    way = Signing.BY_RECEIPT
    check_asking(kind=kind_of(referral), way=way, age=Age(referral.age))
    stop_waiting(referral, facility, at=at)
    asked = AskedConsent.objects.create(
        referral=referral, facility=facility, way=way, language=language, text_version=VERSION, asked_at=at
    )
    consent = sign(asked=asked, read=read, by=by, at=at)
    until = max(filter(None, (consent.expires_at, opens_until(day_of(referral), at=at))))
    lengthen_receipts(subject=referral.subject, about=named(referral), until=until, by=by, at=at)


@transaction.atomic
def agree_again(*, referral: Referral, read: str, language: str, by: Actor, at: datetime) -> None:
    """Another yes to the program that has them. Raises `ComingBackRefused` where none ends soon."""
    referral = locked(referral)
    if referral.facility is None or yes_that_ends(referral, at=at) is None:
        raise ComingBackRefused(NOTHING_ENDS)
    say_yes(referral=referral, facility=referral.facility, read=read, language=language, by=by, at=at)


@transaction.atomic
def choose_next(
    *, referral: Referral, facility: Facility, program: str, read: str, language: str, by: Actor, at: datetime
) -> Referral:
    """The next program, by a yes that names it; the former one sees them no more, from this step on (S22).

    Whoever sent them learns that something changed, save police and custody (S24). Raises what may be shown.
    """
    check_switched_on()
    referral = locked(referral)  # before the place and the person, as everywhere
    check_open(referral)
    place = Facility.objects.select_for_update().get(pk=facility.pk)
    check_may_ask(place, program, at=at)
    put_on_the_way(referral, place)
    say_yes(referral=referral, facility=place, read=read, language=language, by=by, at=at)  # as shown: before it moves
    if Stage(referral.stage) in LEAVES_FIRST:
        given = Given(declined_by=DeclinedBy.PERSON, reason=DeclineReason.PERSON_CHOSE_ANOTHER)
        referral = move(referral=referral, to=Stage.DECLINED, side=Side.PERSON, by=by, at=at, given=given)
    referral, _ = pick(referral=referral, facility=place, side=Side.PERSON, by=by, at=at)
    write_news(subjects_of_sender(referral), referral, about="chosen", at=at)
    return referral


@transaction.atomic
def take_back(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """Every yes ends and the way with it, also where no program was chosen yet. Twice is once."""
    referral = withdraw(referral=referral, by=by, at=at)
    if not is_open(Stage(referral.stage)):
        return referral
    people, given = subjects_of_sender(referral), Given(outcome=Outcome.PERSON_TOOK_IT_BACK)
    referral = move(referral=referral, to=Stage.CANCELED, side=Side.PERSON, by=by, at=at, given=given)
    write_news(people, referral, about="ended", at=at)
    return referral


def check_open(referral: Referral) -> None:
    if not is_open(Stage(referral.stage)):
        raise ComingBackRefused(ENDED)


def named(referral: Referral) -> str:
    """As a receipt names what it opens."""
    return f"referral:{referral.public_id}"
