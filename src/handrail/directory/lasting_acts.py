"""Who no longer keeps which page: no restored backup may undo it (S17, S34)."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from handrail.directory.claims.actions.claiming import end_again
from handrail.directory.domain.claims import ENDED, State, may_end_again
from handrail.directory.models import Claim
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


LASTING_ACTS = {f"claim.{to}": LastingAct(partial(known_ended, to), partial(ended_again, to=to)) for to in ENDED}
