"""What a link to a person opens."""

from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.referrals.models import Opening


def opening_of_link(link: OneTimeLink) -> Opening:
    """Raises `LinkRefused`: a link without its opening looks like any other that opens nothing."""
    rows = Opening.objects.select_related("referral__subject", "referral__sender", "referral__facility", "facility")
    opening = rows.filter(link_id=link.public_id).first()
    if opening is None:
        raise LinkRefused
    return opening
