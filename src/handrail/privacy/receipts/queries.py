"""Reads of receipts: those of a person, and in whose name their holder acts."""

from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import Receipt, Subject


def receipts_of(*, subject: Subject) -> list[Receipt]:
    """The newest first, also those that have ended and not yet gone."""
    return list(Receipt.objects.filter(subject=subject).order_by("-made_at", "-pk"))


def holder_of(*, receipt: Receipt) -> Actor:
    """Whoever came with the number. The record of acts knows no more of them."""
    return Actor(ActorKind.LINK, receipt.public_id)


def named(receipt: Receipt) -> str:
    """As the record of acts names it."""
    return f"receipt:{receipt.public_id}"
