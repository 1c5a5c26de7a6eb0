"""Whether an officer stops the deletion of a person's record, and what of that may be told (S33)."""

from handrail.privacy.domain.actors import ActorKind
from handrail.privacy.models import AuditEntry, LegalHold, Subject


def is_held(subject: Subject) -> bool:
    return LegalHold.objects.filter(subject=subject, lifted_at=None).exists()


def is_hold_told(subject: Subject) -> bool:
    """Whether the person may be told that their deletion is held up: an order may forbid it."""
    return LegalHold.objects.filter(subject=subject, lifted_at=None, is_secret=False).exists()


def subject_told(hold: LegalHold) -> Subject | None:
    """Whose account of acts tells of it: of one that the person must not be told of, nobody's."""
    return None if hold.is_secret else hold.subject


def about(hold: LegalHold) -> str:
    return f"hold:{hold.public_id}"


def lost_their_reason() -> set[str]:
    """The ids of those that a restore placed again: the backup came before them, and their reason was only there."""
    placed = AuditEntry.objects.filter(what="hold.placed", by_kind=ActorKind.PRODUCT)
    return {entry.removeprefix("hold:") for entry in placed.values_list("about", flat=True)}
