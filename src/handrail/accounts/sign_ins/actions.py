"""Beginning and ending sign-ins. The row is the sign-in: what is deleted here is over at the next request."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from handrail.accounts.domain.sign_in_terms import LASTING, terms_of
from handrail.accounts.models import SignIn, SpentChallenge, User
from handrail.accounts.queries import acting_for_themselves, is_staff
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import PRODUCT, Actor
from handrail.privacy.sealed_values import seal

LONGEST_DEVICE_NAME = 40


@transaction.atomic
def begin_sign_in(*, user: User, is_shared_device: bool, has_second_factor: bool, at: datetime) -> SignIn:
    """Somebody has shown who they are. The caller binds the row to the browser's session."""
    forget_what_is_over(user=user, at=at)
    acts_for_others = is_staff(user)
    terms = terms_of(is_staff=acts_for_others, is_shared_device=is_shared_device)
    sign_in = SignIn.objects.create(
        user=user,
        subject=user.subject,
        terms=terms,
        is_staff=acts_for_others,
        has_second_factor=has_second_factor,
        began_at=at,
        seen_at=at,
        proved_at=at,
    )
    if acts_for_others:  # when a person comes and goes is nobody's to keep
        record("signed_in", by=acting_for_themselves(user), at=at, subject=user.subject)
    return sign_in


def forget_what_is_over(*, user: User, at: datetime) -> None:
    """Of ended sign-ins nothing is kept."""
    over = Q()
    for terms, lasting in LASTING.items():
        over |= Q(terms=terms, seen_at__lte=at - lasting.idle) | Q(terms=terms, began_at__lte=at - lasting.longest)
    SignIn.objects.filter(over, user=user).delete()


def note_seen(*, sign_in: SignIn, at: datetime) -> None:
    """An act of the person: the idle time begins anew. Never backwards."""
    SignIn.objects.filter(pk=sign_in.pk, seen_at__lt=at).update(seen_at=at)


def note_proof(*, sign_in: SignIn, has_second_factor: bool, at: datetime) -> None:
    """The person has just shown again who they are."""
    SignIn.objects.filter(pk=sign_in.pk).update(
        proved_at=at, has_second_factor=sign_in.has_second_factor or has_second_factor
    )


def end_sign_in(*, user: User, public_id: str) -> bool:
    """One of the person's own; a stranger's is not found."""
    deleted, _ = SignIn.objects.filter(user=user, public_id=public_id).delete()
    return bool(deleted)


@transaction.atomic
def sign_out_everywhere(*, user: User, by: Actor | None = None, at: datetime) -> int:
    """Every browser at once, this one too; by the person where nobody else is named. Returns how many."""
    deleted, _ = SignIn.objects.filter(user=user).delete()
    record("signed_out_everywhere", by=by or acting_for_themselves(user), at=at, subject=user.subject)
    return deleted


@transaction.atomic
def sign_everybody_out(*, at: datetime) -> int:
    """By an operator, who fears that sign-ins were stolen. Returns how many ended."""
    deleted, _ = SignIn.objects.all().delete()
    record("everybody_signed_out", by=PRODUCT, at=at)
    return deleted


@transaction.atomic
def end_every_sign_in() -> int:
    """Of everybody: after a restore, one that was ended since would be open again."""
    return sum(rows.objects.all().delete()[0] for rows in (SignIn, Session))


def name_device(*, user: User, public_id: str, name: str, at: datetime) -> None:
    """What the person calls a device, sealed; an empty name takes it away."""
    sign_in = SignIn.objects.filter(user=user, public_id=public_id).first()
    if sign_in is None:
        return
    sign_in.device = None
    if name := " ".join(name.split())[:LONGEST_DEVICE_NAME]:
        seal(sign_in, at=at, device=name)
    sign_in.save(update_fields=["device"])


def forget_ended(*, at: datetime) -> int:
    """For the worker: what ended by itself leaves nothing behind, in any of the three tables."""
    longest = max(lasting.longest for lasting in LASTING.values())
    old = SignIn.objects.filter(began_at__lte=at - longest), SpentChallenge.objects.filter(ends_at__lte=at)
    sessions = Session.objects.filter(expire_date__lte=at - timedelta(minutes=5))
    return sum(rows.delete()[0] for rows in (*old, sessions))
