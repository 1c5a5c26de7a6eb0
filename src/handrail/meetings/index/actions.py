"""Telling every process that its index of meetings is stale."""

from datetime import datetime

from django.db import transaction

from handrail.meetings.models import MEETINGS, MeetingsRevision


@transaction.atomic
def bump_revision(*, at: datetime) -> int:
    """Call it inside the transaction that changed which meetings are listed, or what they say."""
    revision, _ = MeetingsRevision.objects.select_for_update().get_or_create(pk=MEETINGS, defaults={"changed_at": at})
    revision.number += 1
    revision.changed_at = at
    revision.save(update_fields=["number", "changed_at"])
    return revision.number
