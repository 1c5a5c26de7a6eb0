"""What editors write of claims and sources. Readers have the last version that two people agreed on."""

from datetime import datetime

from django.db import transaction

from handrail.accounts.models import User
from handrail.learn.domain.public_claims import PublicClaim, PublicSource
from handrail.learn.domain.publishing import check_may_confirm
from handrail.learn.editing.roles import editing_role_of
from handrail.learn.models import Claim, Source

BY_AN_EDITOR = {"is_confirmed": False, "loaded_as": ""}  # what the loader wrote once is no longer its own


@transaction.atomic
def note_changed_claim(*, claim: Claim, by: User) -> None:
    """Whoever changes what a claim says takes its confirmation away, until somebody else opens the sources."""
    Claim.objects.filter(pk=claim.pk).update(**BY_AN_EDITOR)
    claim.written_by.add(by)


@transaction.atomic
def note_changed_source(*, source: Source, by: User) -> None:
    """A claim that rests on another source is another claim."""
    Source.objects.filter(pk=source.pk).update(loaded_as="")
    for claim in source.claims.all():
        note_changed_claim(claim=claim, by=by)


@transaction.atomic
def confirm_claim(*, claim: Claim, by: User, at: datetime) -> None:
    """From now on readers have it as it stands. Raises PublishingRefused."""
    check_person_may_confirm(claim=claim, by=by)
    claim.is_confirmed, claim.loaded_as = True, ""
    claim.confirmed_by, claim.confirmed_on = by, at.date()
    claim.shown = as_it_stands(claim).as_json()
    claim.save()
    claim.written_by.clear()


def check_person_may_confirm(*, claim: Claim, by: User) -> None:
    writers = set(claim.written_by.values_list("pk", flat=True))
    check_may_confirm(editing_role_of(by), person=by.pk, writers=writers)


def take_confirmation_away(*, claim: Claim) -> None:
    """Readers are told at once: a doubt needs no second person."""
    shown = {**claim.shown, "is_confirmed": False} if claim.shown else None
    Claim.objects.filter(pk=claim.pk).update(**BY_AN_EDITOR, shown=shown)


def as_it_stands(claim: Claim) -> PublicClaim:
    return PublicClaim(
        key=claim.key,
        text={"en": claim.text_en, "es": claim.text_es},
        strength=claim.strength,
        is_confirmed=claim.is_confirmed,
        checked_on=claim.checked_on,
        sources=tuple(public_source(source) for source in claim.sources.order_by("key")),
    )


def public_source(source: Source) -> PublicSource:
    return PublicSource(source.key, source.author, source.title, source.publisher, source.year, source.url)
