"""What a program loses with its page: open changes, its contact for messages, and, where it had no right, its word."""

from datetime import datetime

from handrail.directory.domain.listing_changes import OPEN, State, StoppedBy
from handrail.directory.models import CheckedFact, Claim, ListingChange, ListingContact


def end_rights(*, claim: Claim, is_wrong: bool, at: datetime) -> None:
    """Call it in the transaction that ends the claim. `is_wrong`: it should never have kept the page."""
    ListingChange.objects.filter(claim=claim, state__in=OPEN).update(
        state=State.STOPPED, stopped=StoppedBy.CLAIM_ENDED, stopped_at=at, address=None
    )
    ListingContact.objects.filter(claim=claim).delete()
    if is_wrong:
        CheckedFact.objects.filter(change__claim=claim, taken_back_at=None).update(taken_back_at=at)
