"""One referral as the mirror counts it: kinds and times from its log, and nothing of the person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handrail.accounts.domain.roles import Kind
from handrail.directory.models import Facility
from handrail.privacy.domain.fixed_periods import Period
from handrail.referrals.domain.arrival_rates import Confirmation
from handrail.referrals.domain.closing import Account
from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.domain.mirror_dimensions import ALL_SAID_NO, ONE_SAID_YES
from handrail.referrals.domain.questions import Answer
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.referral_endings import ending_of
from handrail.referrals.domain.referral_facts import SOURCE_OF, Ending, ReferralFacts, SourceKind
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, SAID_YES, Stage
from handrail.referrals.models import FollowUp, Question, Referral, ReferralMove

ASKS = frozenset({Stage.ASKING, Stage.SENT})
CAME = frozenset({Stage.ARRIVED, Stage.COMPLETED})


def facts_from(referral: Referral, *, period: Period, since: datetime | None = None) -> ReferralFacts | None:
    """None where no program was asked and no other moment counts. Moves, questions and places have been fetched."""
    moves, questions = list(referral.history.all()), list(referral.questions.all())
    asked_at = since or earliest([*times_of(moves, ASKS), *(each.asked_at for each in questions)])
    if asked_at is None:
        return None
    no = last_no(moves)
    ending = ending_from(referral, moves, was_declined=no is not None or has_no(questions))
    place = deciding_place(ending, moves, questions)
    there = [move for move in moves if kept(move.facility) == place]
    asked_there = [each for each in questions if kept(each.facility) == place]
    since, until = waiting_in(moves, period=period)
    zone = ZoneInfo(referral.zone)
    return ReferralFacts(
        source_kind=SOURCE_OF[Kind(referral.sender.kind)] if referral.sender else SourceKind.THE_PERSON,
        program_id=place,
        asked_at=asked_at.astimezone(zone),
        need_codes=frozenset({referral.level}),
        language=referral.language,
        payer=referral.payer,
        said=said_by_all(questions),
        injects=referral.is_injecting,
        first_answer_at=first_answer(moves, questions),
        accepted_at=earliest(times_of(moves, SAID_YES)),
        arrived_at=referral.arrived_at,
        first_dose_at=referral.first_dose_at,
        interim_services_at=referral.interim_began_at,
        ending=ending,
        decline_reason=reason_of(no, questions) if ending is Ending.DECLINED else None,
        waitlisted_from=since and since.astimezone(zone),
        waitlisted_until=until and until.astimezone(zone),
        asked_there_at=earliest([*times_of(there, ASKS), *(each.asked_at for each in asked_there)]),
        answered_there_at=first_answer(there, asked_there),
        accepted_there_at=earliest(times_of(there, SAID_YES)),
        confirmed_by=confirmation_of(moves, said_of(referral, place)),
    )


def said_by_all(questions: Sequence[Question]) -> str:
    """Three are asked at most (S21): a no of all of them is a need that nobody met."""
    if any(each.answer == Answer.YES for each in questions):
        return ONE_SAID_YES
    noes = sum(each.answer == Answer.NO for each in questions)
    return ALL_SAID_NO if noes == MOST_ASKED else ""


def earliest(times: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in times if each is not None), default=None)


def times_of(moves: Iterable[ReferralMove], stages: frozenset[Stage]) -> list[datetime]:
    return [move.at for move in moves if move.to_stage in stages]


def is_no(move: ReferralMove) -> bool:
    return move.to_stage == Stage.DECLINED and move.declined_by == DeclinedBy.PROGRAM


def last_no(moves: Sequence[ReferralMove]) -> ReferralMove | None:
    return next((move for move in reversed(moves) if is_no(move)), None)


def reason_of(no: ReferralMove | None, questions: Sequence[Question]) -> DeclineReason | None:
    """Of the program that had been picked; else of the last that said no to the question without a name."""
    said = [no.reason] if no else [each.reason for each in reversed(questions) if each.answer == Answer.NO]
    return DeclineReason(said[0]) if said and said[0] else None


def has_no(questions: Iterable[Question]) -> bool:
    return any(each.answer == Answer.NO for each in questions)


def first_answer(moves: Iterable[ReferralMove], questions: Iterable[Question]) -> datetime | None:
    """A yes, a place on a list or a no. Looking is not answering, and asking back is not yet."""
    answers = (move.at for move in moves if move.to_stage in SAID_YES or is_no(move))
    return earliest([*answers, *(each.answered_at for each in questions)])


def ending_from(referral: Referral, moves: Sequence[ReferralMove], *, was_declined: bool) -> Ending | None:
    if Stage(referral.stage) not in ENDS:
        return None
    return ending_of(Outcome(referral.outcome), last=Stage(moves[-1].from_stage), was_declined=was_declined)


def deciding_place(ending: Ending | None, moves: Sequence[ReferralMove], questions: Sequence[Question]) -> str:
    """Which program this referral counts for, and each for one alone: who decided, else who was asked."""
    no = last_no(moves)
    refused = [
        *([kept(no.facility)] if no else []),
        *(kept(each.facility) for each in questions if each.answer == "no"),
    ]
    accepted = [kept(move.facility) for move in reversed(moves) if move.to_stage in SAID_YES]
    picked = [kept(move.facility) for move in reversed(moves) if move.facility]
    asked = [kept(each.facility) for each in questions]
    first = refused if ending is Ending.DECLINED else accepted
    return next(iter((*first, *accepted, *picked, *asked)), "")


def kept(facility: Facility | None) -> str:
    """A merged row counts as the one that was kept."""
    if facility is None:
        return ""
    return facility.merged_into.public_id if facility.merged_into else facility.public_id


def waiting_in(moves: Sequence[ReferralMove], *, period: Period) -> tuple[datetime | None, datetime | None]:
    """The last time on a waiting list that began before the period was over: another place on it is the same time."""
    spans: list[tuple[datetime, datetime | None]] = []
    for move in moves:
        if move.from_stage == Stage.WAITLISTED and spans and move.to_stage != Stage.WAITLISTED:
            spans[-1] = (spans[-1][0], move.at)
        elif move.to_stage == Stage.WAITLISTED and move.from_stage != Stage.WAITLISTED:
            spans.append((move.at, None))
    begun = [span for span in spans if span[0].date() < period.day_after + timedelta(days=1)]
    return begun[-1] if begun else (None, None)


def said_of(referral: Referral, place: str) -> list[FollowUp]:
    """What both sides said when they were asked about this program."""
    return [each for each in referral.follow_ups.all() if kept(each.facility) == place]


def confirmation_of(moves: Iterable[ReferralMove], asked: Sequence[FollowUp]) -> Confirmation:
    """Who says that the person came. What a sender or a coordinator writes, the program or nobody told them."""
    sides = {move.side for move in moves if move.to_stage in CAME}
    by_person = Side.PERSON in sides or any(each.person_said == Account.GOT_IN for each in asked)
    by_program = bool(sides - {Side.PERSON}) or any(each.program_said == Account.GOT_IN for each in asked)
    if by_person:
        return Confirmation.BOTH if by_program else Confirmation.PERSON
    return Confirmation.PROGRAM if by_program else Confirmation.NOBODY
