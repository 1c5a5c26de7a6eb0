"""A partnership as one of its sides reads it: whose turn it is, and what can be pressed."""

from dataclasses import dataclass
from datetime import datetime

from handrail.accounts.models import Organization
from handrail.directory.domain.partnerships import PartnerSide, PartnerState, is_asked_again
from handrail.directory.models import Claim, Partnership
from handrail.directory.partnerships.rights import side_of
from handrail.directory.partnerships.words import end_words, said_by


@dataclass(frozen=True)
class PartnerLine:
    partnership: Partnership
    ours: Claim
    theirs: Claim
    words: str
    ended: str
    may_confirm: bool
    waits_for_them: bool
    may_say_again: bool
    said_again_by_us: bool

    @property
    def is_open(self) -> bool:
        return self.partnership.state is not PartnerState.ENDED

    @property
    def is_confirmed(self) -> bool:
        return self.partnership.state is PartnerState.CONFIRMED

    @property
    def is_our_turn(self) -> bool:
        return self.may_confirm or self.may_say_again


def line_of(partnership: Partnership, *, organization: Organization, at: datetime) -> PartnerLine:
    side = side_of(partnership, organization)
    if side is None:
        raise ValueError("a stranger reads no partnership")
    state, is_ours = partnership.state, partnership.declared_side == side
    is_time = state is PartnerState.CONFIRMED and is_asked_again(partnership.ends_on, on=at.date())
    said_again_by_us = is_time and partnership.again_side == side
    return PartnerLine(
        partnership=partnership,
        ours=partnership.first if side is PartnerSide.FIRST else partnership.then,
        theirs=partnership.then if side is PartnerSide.FIRST else partnership.first,
        words=said_by(partnership, side),
        ended=end_words(partnership, side) if state is PartnerState.ENDED else "",
        may_confirm=state is PartnerState.DECLARED and not is_ours,
        waits_for_them=state is PartnerState.DECLARED and is_ours,
        may_say_again=is_time and not said_again_by_us,
        said_again_by_us=said_again_by_us,
    )
