"""Who no longer keeps which page, and what was not to be changed there: no restored backup may undo it (S17, S34)."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from handrail.directory.claims.actions.claiming import end_again
from handrail.directory.claims.actions.stopping import STOPPED, stopped_again
from handrail.directory.domain.claims import ENDED, State, may_end_again
from handrail.directory.domain.listing_changes import State as ChangeState
from handrail.directory.domain.listing_changes import StoppedBy
from handrail.directory.listing_changes.actions.changing import stop_again, stop_key
from handrail.directory.models import Claim, ListingChange, ListingContact
from handrail.privacy.erasing.lasting import LastingAct


def known_ended(state: State) -> Iterable[tuple[str, datetime]]:
    rows = Claim.objects.filter(state=state).values_list("public_id", "ended_at")
    return ((key, at) for key, at in rows if at)


def ended_again(*, to: State, key: str, at: datetime) -> bool:
    claim = Claim.objects.filter(public_id=key).first()
    if claim is None or not may_end_again(State(claim.state), to):
        return False
    end_again(claim=claim, to=to, at=at)
    return True


def known_stopped() -> Iterable[tuple[str, datetime]]:
    """Those that ended with their claim end with it again."""
    stopped = ListingChange.objects.filter(state=ChangeState.STOPPED).exclude(stopped=StoppedBy.CLAIM_ENDED)
    return ((stop_key(change), change.stopped_at) for change in stopped if change.stopped_at)


def known_contacts() -> Iterable[tuple[str, datetime]]:
    rows = ListingContact.objects.exclude(stopped_at=None).values_list("public_id", "stopped_at")
    return ((key, at) for key, at in rows if at)


LASTING_ACTS = {
    "change.stopped": LastingAct(known_stopped, stop_again),
    STOPPED: LastingAct(known_contacts, stopped_again),
    **{f"claim.{to}": LastingAct(partial(known_ended, to), partial(ended_again, to=to)) for to in ENDED},
}
