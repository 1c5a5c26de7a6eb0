"""Every write to the directory."""

from datetime import datetime

from handrail.directory.models import DirectoryRevision


def bump_revision(*, at: datetime) -> int:
    """Tell every process that its index is stale. Call it inside the transaction that changed the facilities."""
    revision = DirectoryRevision.objects.select_for_update().filter(pk=1).first() or DirectoryRevision(pk=1, number=0)
    revision.number, revision.changed_at = revision.number + 1, at
    revision.save()
    return revision.number
