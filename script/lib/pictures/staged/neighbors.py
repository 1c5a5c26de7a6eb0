"""The next place that matches answers here as well: else nobody could ask it instead."""

from datetime import timedelta

from django.utils import timezone

from handrail.accounts.models import Membership, User
from handrail.directory.demonstration.programs import PARTNER, Players, claim_in
from handrail.directory.domain.call_script import OPIOID
from handrail.directory.domain.claims import State
from handrail.directory.models import Claim
from handrail.directory.next_to_call import next_to_call
from pictures.staged.ground import give_contact


def next_one_answers() -> None:
    """The made-up partner keeps its page from now on."""
    verified = Claim.objects.filter(state=State.VERIFIED)
    ours = verified.order_by("pk")[0].place
    place, _ = next_to_call(facility=ours, about=OPIOID, most=1)[0]
    claim = verified.filter(facility=place).first()
    give_contact(claim or claim_in(State.VERIFIED, place, partner(), at=timezone.now() - timedelta(days=1)))


def partner() -> Players:
    held = Membership.objects.filter(organization__name=PARTNER).select_related("organization", "user")[0]
    return Players(held.user, held.user, User.objects.get(username="demo-colleague"), held.organization)
