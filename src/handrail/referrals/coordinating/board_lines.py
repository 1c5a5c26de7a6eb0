"""One referral in a line: number, programs, clock and what is to do; who sent them by a consent (S18)."""

from datetime import datetime
from typing import Any

from handrail.referrals.coordinating.queries import Beside, Line
from handrail.referrals.coordinating.words import (
    ACCOUNTS,
    ASK_BOTH,
    CHOOSE,
    COMES_BACK,
    DIFFERS,
    RING,
    RING_AGAIN,
    RING_PROGRAMS,
    STAGES,
    STILL_YES,
    TAKEN,
    TELL,
    TO_SETTLE,
    TURNS,
    WATCHES,
    WITHOUT_A_YES,
    clock_words,
)
from handrail.referrals.domain.ladder import Watch
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import Referral
from handrail.referrals.wall_times import wall_time
from handrail.web.translation import translate

LATE, SOON = "late", "soon"


def told(line: Line, known: Beside, *, at: datetime, language: str) -> dict[str, Any]:
    referral, accounts = line.referral, known.accounts.get(line.referral.pk)
    ring = ring_words(line, known, at=at)
    turn = TURNS[Side.COORDINATOR] if accounts else TURNS.get(referral.turn, "")
    return {
        "public_id": referral.public_id,
        "place": places_of(referral),
        "sender": referral.sender.name if referral.sender and referral.pk in known.known_to_us else "",
        "stands": DIFFERS[accounts.verdict] if accounts else STAGES[Stage(referral.stage)],
        "said": ACCOUNTS[accounts.accounts] if accounts else "",
        "turn": COMES_BACK if ring == WITHOUT_A_YES[False] else turn,
        "ring": ring,
        "again": again_words(line, language=language),
        "watch": TAKEN if line.is_taken else watch_words(line, has_accounts=accounts is not None),
        "level": level_of(line, at=at),
        "clock": clock_words(referral.due_at, at=at, language=language),
        "admit_by": wall_time(line.law.admit_by, zone=referral.zone, language=language) if line.law else "",
        "is_over": line.law is not None and line.law.is_over(at),
    }


def watch_words(line: Line, *, has_accounts: bool) -> str:
    """What is ours to do waits for us, also where its time ran out and nobody was called yet."""
    is_ours = has_accounts or line.referral.turn == Side.COORDINATOR
    if (is_ours and line.watch is Watch.CLIMBING) or (has_accounts and line.watch in (Watch.IN_TIME, Watch.ENDED)):
        return TO_SETTLE
    return WATCHES[line.watch]


def places_of(referral: Referral) -> str:
    """The program that has the person; before that, those that were asked and may still answer."""
    if referral.facility:
        return referral.facility.name
    return ", ".join(each.facility.name for each in referral.questions.all() if each.gone_at is None)


def ring_words(line: Line, known: Beside, *, at: datetime) -> str:
    """The named task, where the person has to hear or say something (P10)."""
    referral, stage = line.referral, Stage(line.referral.stage)
    if line.has_to_settle:
        return ASK_BOTH
    if line.has_to_ring and not line.has_to_tell:
        return RING_PROGRAMS[stage is Stage.SENT]
    if referral.turn == Side.COORDINATOR and stage is Stage.DRAFT and referral.pk in known.agreed:
        return CHOOSE
    words = person_words(line, at=at)
    return WITHOUT_A_YES[referral.sender is not None] if words and referral.pk not in known.known_to_us else words


def person_words(line: Line, *, at: datetime) -> str:
    """Why a coordinator has to ring the person, where one may."""
    referral, stage = line.referral, Stage(line.referral.stage)
    if line.has_to_tell:
        return TELL[stage]
    if referral.turn != Side.COORDINATOR:
        return ""
    return STILL_YES if yes_that_ends(referral, at=at) else RING.get(stage, "")


def again_words(line: Line, *, language: str) -> str:
    """Where there is nothing to do before: a program was rung, and nobody picked up."""
    if line.ring_again_at is None or line.has_to_ring:
        return ""
    return translate(
        RING_AGAIN, language, again=wall_time(line.ring_again_at, zone=line.referral.zone, language=language)
    )


def level_of(line: Line, *, at: datetime) -> str:
    if line.is_late:
        return LATE
    return SOON if line.has_a_task or (line.referral.due_at is not None and line.referral.due_at <= at) else ""
