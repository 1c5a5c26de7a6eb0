"""Whether what a program said is open with it is still true."""

from django.utils import timezone

from handrail.directory.models import Claim
from handrail.directory.open_places.queries import shelf_life
from handrail.directory.own_places.actions.nudging import ask
from handrail.messaging.domain.kinds import MessageKind
from pictures.staged.ground import letter


def ask_whether_still_true() -> str:
    """The link of the question, whatever the hour."""
    claim = Claim.objects.filter(state="verified").select_related("organization").order_by("pk")[0]
    at = timezone.now()
    ask(claim.place, claim.contact, at + shelf_life() / 4, at=at)
    return letter(MessageKind.STILL_TRUE)
