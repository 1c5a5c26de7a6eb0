"""Whether the person may be known and rung, and what coordinators noted of their calls (S18)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handrail.accounts.queries import acting_as_operator
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.referrals.coordinating.by_telephone import tried_words
from handrail.referrals.coordinating.words import NOTES, WHYS
from handrail.referrals.domain.ringing import OF_A_PROGRAM, NoteKind
from handrail.referrals.domain.stages import ENDS, Stage
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import Referral
from handrail.referrals.receiving.person_words import REACHED_BY
from handrail.referrals.ringing.queries import Noted, may_know_who, notes_on
from handrail.referrals.turns import is_one_way
from handrail.referrals.wall_times import wall_time


def ringing(request: SignedInRequest, referral: Referral, *, at: datetime, language: str) -> dict[str, Any]:
    """Whether the person may be known here, what was noted, and whether their yes ends."""
    noted = notes_on(referral=referral, by=acting_as_operator(request.user), at=at)
    ends_at = yes_that_ends(referral, at=at)
    return {
        "is_sent": referral.sender is not None,
        "is_one_way": is_one_way(referral.sender),
        "can_know": Stage(referral.stage) not in ENDS and may_know_who(referral, at=at),
        "whys": [(why.value, words) for why, words in WHYS.items()],
        "notes": [
            (
                NOTES[each.kind],
                each.facility.name if each.facility else "",
                each.words,
                wall_time(each.at, zone=referral.zone, language=language),
            )
            for each in noted
        ],
        "note_kinds": [(kind.value, words) for kind, words in NOTES.items() if kind not in OF_A_PROGRAM],
        "tried": tried_words(referral, referral.facility, at=at, language=language) if referral.facility else "",
        "speakers": speakers_of(noted),
        "ends": wall_time(ends_at, zone=referral.zone, language=language) if ends_at else "",
    }


def speakers_of(noted: Sequence[Noted]) -> dict[int, str]:
    """By the row of the program: with whom a coordinator spoke there last."""
    told = [each for each in reversed(noted) if each.kind is NoteKind.SPOKE_WITH and each.facility]
    return {each.facility.pk: each.words for each in told if each.facility}


def who_it_is(who: Sequence[tuple[str, str, bool]]) -> dict[str, Any]:
    return {"who": who, "has_no_number": bool(who) and not REACHED_BY & {label for label, _, _ in who}}
