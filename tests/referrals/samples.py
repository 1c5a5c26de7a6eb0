"""People who are handed on, and the programs that take them: real rows, through the actions that pages call."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model

from accounts.people import make_organization, make_staff
from factories import NUMBER, make_claim, make_consent, make_facility
from handrail.accounts.models import Organization, User
from handrail.accounts.queries import acting_for, membership_in
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Level
from handrail.directory.models import Facility, ListingContact
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.domain.consents import Information
from handrail.privacy.models import Consent, Subject
from handrail.privacy.sealed_values import seal
from handrail.referrals.domain.moves import NOTHING, Given
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Urgency
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.moving.consent import discloser_of, recipient_of
from handrail.referrals.writing.actions import Draft, write_referral
from privacy.papers import stand_with

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday, six in the morning in Springfield
NEED = Need(Age.ADULT, Level.WITHDRAWAL, Medicine.BUPRENORPHINE, PayerClass.MEDICAID, is_tonight=True)


def make_program(
    *, has_contact: bool = True, address: str = "", at: datetime = NOON, **facts: object
) -> tuple[Organization, Facility]:
    """A program that keeps the verified page of its place, and a mailbox to which questions may go."""
    number = next(NUMBER)
    organization = make_organization(name=f"Example Program {number}", kind="program", made_at=at)
    facility = make_facility(**facts)
    first, second, third = (get_user_model().objects.create_user(f"keeps-{next(NUMBER)}") for _ in range(3))
    claim = make_claim(
        organization=organization,
        facility=facility,
        asked_by=first,
        state=State.VERIFIED,
        called_by=second,
        called_at=at,
        called_number=facility.phone,
        confirmed_by=first,
        confirmed_at=at,
        verified_by=third,
        verified_at=at,
        evidence="License 4711",
    )
    if has_contact:
        mailbox = open_subject(by=PRODUCT, at=at)
        contact = ListingContact(claim=claim, subject=mailbox, channel="email", language="en", since=at)
        seal(contact, at=at, address=address or f"intake-{number}@program.example")
        contact.save(force_insert=True)
    return organization, facility


def make_sender(*, kind: str = "hospital", role: str = "nurse", at: datetime = NOON) -> tuple[Organization, User]:
    """An organization that hands people over, with its papers in order, and somebody who works there."""
    number = next(NUMBER)
    organization = make_organization(name=f"Example Sender {number}", kind=kind, made_at=at)
    stand_with(organization.public_id)
    return organization, make_staff(organization=organization, role=role, word=f"sender{number}")


def make_receiver(organization: Organization, *, role: str = "intake") -> User:
    """Somebody who answers for a program."""
    return make_staff(organization=organization, role=role, word=f"answers{next(NUMBER)}")


def actor_of(user: User, organization: Organization) -> Actor:
    membership = membership_in(organization=organization, user=user)
    assert membership is not None
    return acting_for(membership)


def make_referral(
    *,
    sender: Organization | None = None,
    by: Actor = PRODUCT,
    subject: Subject | None = None,
    urgency: Urgency = Urgency.TODAY,
    need: Need = NEED,
    legs: Iterable[Facility] = (),
    at: datetime = NOON,
    **facts: object,
) -> Referral:
    """A draft: of this sender, or of the person where there is none."""
    subject = subject or open_subject(by=PRODUCT, at=at)
    values: dict = {"zone": "America/Chicago", "requested_at": at, "language": "en", "words": {"alias": "Rosa"}}
    draft = Draft(need=need, urgency=urgency, **values | facts)
    key = f"sample:{next(NUMBER)}"
    return write_referral(
        subject=subject, draft=draft, sender=sender, made_by=None, key=key, legs=list(legs), by=by, at=at
    )


def agree_to(referral: Referral, facility: Facility, *, at: datetime = NOON) -> Consent:
    """The person signs: whoever sends them may tell this program who they are."""
    return make_consent(
        subject=referral.subject,
        at=at,
        disclosers=frozenset({discloser_of(referral)}),
        recipients=frozenset({recipient_of(facility)}),
        information=frozenset({Information.IDENTITY, Information.REFERRAL}),
        expires_at=at + timedelta(days=30),
    )


def moved(
    referral: Referral, *stages: Stage, facility: Facility | None = None, at: datetime = NOON, **given: object
) -> Referral:
    """Through these stages, each by a side that may and with what it requires; SENT picks `facility` by consent."""
    for stage in stages:
        picked = facility if stage is Stage.SENT else None
        if picked is not None and not referral.consent_id:
            agree_to(referral, picked, at=at)
        referral = move(
            referral=referral,
            to=stage,
            side=WHO_MOVES.get(stage, Side.RECEIVER),
            by=PRODUCT,
            at=at,
            given=given_for(stage, at=at, **given),
            facility=picked,
        )
    return referral


WHO_MOVES = {
    Stage.ASKING: Side.SENDER,
    Stage.SENT: Side.SENDER,
    Stage.CANCELED: Side.SENDER,
    Stage.IN_ERROR: Side.SENDER,
}


def given_for(stage: Stage, *, at: datetime, **given: object) -> Given:
    usual: dict[Stage, dict] = {
        Stage.EXPECTED: {"expected_at": at + timedelta(hours=3)},
        Stage.HELD: {"held_until": at + timedelta(hours=6)},
        Stage.WAITLISTED: {"position": 4},
        Stage.ASKED_BACK: {"words": "Does the person use a wheelchair?"},
        Stage.DECLINED: {"declined_by": DeclinedBy.PROGRAM, "reason": DeclineReason.NO_PLACE},
        Stage.COMPLETED: {"outcome": Outcome.CARE_BEGAN},
        Stage.FAILED: {"outcome": Outcome.COULD_NOT_BE_REACHED},
        Stage.CANCELED: {"outcome": Outcome.SENDER_TOOK_IT_BACK},
        Stage.IN_ERROR: {"outcome": Outcome.WRITTEN_IN_ERROR},
    }
    values = usual.get(stage, {}) | given
    return Given(**values) if values else NOTHING
