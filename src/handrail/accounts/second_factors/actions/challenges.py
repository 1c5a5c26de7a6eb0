"""What a browser was asked about passkeys is answered once, whichever worker hears it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.accounts.models import SpentChallenge


def spend_challenge(*, digest: bytes, ends_at: datetime, at: datetime) -> bool:
    """False where it was answered before. It is remembered until nobody would take the answer any more."""
    SpentChallenge.objects.filter(ends_at__lte=at).delete()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(digest=digest, ends_at=ends_at)
    except IntegrityError:
        return False
    return True
