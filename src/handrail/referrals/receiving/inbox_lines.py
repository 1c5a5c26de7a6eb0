"""The lines of the inbox in words: how long there is left, what is asked, and where each person stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from handrail.accounts.sign_ins.live_parts import live_mark
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.open_places.words import LEVELS
from handrail.referrals.answering.words import ANSWERS
from handrail.referrals.domain.needs import Need
from handrail.referrals.domain.questions import Answer
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.need_words import AGES, MEDICINES, PAYERS, TRAITS, when_words
from handrail.referrals.receiving.queries import Inbox, QuestionLine
from handrail.referrals.receiving.refusals import OVER
from handrail.referrals.receiving.words import (
    ANSWER_LATE,
    EXPECTED_AT,
    HEADINGS,
    LATE,
    NEXT,
    NEXT_BY,
    NEXT_LATE,
    STANDS,
    WAS_EXPECTED_AT,
)
from handrail.referrals.wall_times import wall_time
from handrail.web.formats import in_one_line
from handrail.web.language import language_of
from handrail.web.translation import mark, translate, translate_plural

SOON_LEFT = timedelta(hours=1)  # from here on a line is marked; product choice
FAR_LEFT = timedelta(hours=12)  # from here on the day and time are named; product choice
UNSETTLED = frozenset({Stage.SENT, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, Stage.NO_SHOW})
MINUTES = mark("%(count)s minute left"), mark("%(count)s minutes left")
HOURS = {True: mark("%(hours)s h %(minutes)s min left"), False: mark("%(hours)s h left")}  # whether minutes are over


@dataclass(frozen=True)
class Line:
    """One line as it is shown. `level` is how near it is to breaking."""

    public_id: str
    place: str
    when: str
    care: str
    facts: list[str]
    level: str
    left: str
    stands: str = ""
    answer: str = ""
    heading: str = ""
    expected: str = ""
    is_settled: bool = True


def inbox_context(request: HttpRequest, inbox: Inbox, *, at: datetime) -> dict[str, Any]:
    language = language_of(request.path_info)
    lists = {
        "questions": [question_line(each, at=at, language=language) for each in inbox.questions],
        "answered": [question_line(each, at=at, language=language) for each in inbox.answered],
        "to_do": [person_line(each, at=at, language=language) for each in inbox.to_do],
        "under_way": [person_line(each, at=at, language=language) for each in inbox.under_way],
    }
    over = [(each.referral.public_id, each.facility.name if each.facility else "") for each in inbox.over]
    told = [[(line.public_id, line.stands, line.answer, line.expected) for line in lines] for lines in lists.values()]
    mark_now = live_mark(told, over)
    return {"waiting": inbox.waiting, "live_mark": mark_now, "over": over, "over_words": OVER, **lists}


def question_line(line: QuestionLine, *, at: datetime, language: str) -> Line:
    """No clock beside an answer: nobody waits for it any more."""
    question, need = line.question, line.question.need
    zone = zone_of_state(question.facility.state)
    return Line(
        public_id=question.public_id,
        place=question.facility.name,
        when=when_words(need, question.referral.need_urgency, question.need_ahead),
        care=LEVELS[need.level],
        facts=facts_of(need),
        level="" if line.is_answered else level_of(line.due_at, at=at),
        left="" if line.is_answered else left_words(line.due_at, at=at, zone=zone, language=language),
        answer=ANSWERS[Answer(question.answer)] if question.answer else "",
        is_settled=question.answer != Answer.NO,
    )


def person_line(referral: Referral, *, at: datetime, language: str) -> Line:
    """No name: who it is comes by a press on the page of its own, which asks the consent."""
    assert referral.facility is not None, "with a program: a constraint of the database"
    assert referral.due_at is not None, "open: a constraint of the database"
    zone, stage = zone_of_state(referral.facility.state), Stage(referral.stage)
    return Line(
        public_id=referral.public_id,
        place=referral.facility.name,
        when=when_words(referral.need, referral.need_urgency, referral.ahead_at(at)),
        care=LEVELS[referral.need.level],
        facts=facts_of(referral.need),
        level=level_of(referral.due_at, at=at) if is_ours(referral) else "",
        left=next_words(referral, at=at, language=language),
        stands=STANDS[stage],
        heading=HEADINGS[stage],
        expected=expected_words(referral, zone=zone, at=at, language=language),
        is_settled=stage not in UNSETTLED,
    )


def is_ours(referral: Referral) -> bool:
    """Whether the program has to act: the clock of somebody else would read as its own."""
    return referral.turn == Side.RECEIVER


def next_words(referral: Referral, *, at: datetime, language: str) -> str:
    """What the program has to do, and how much time is left for it."""
    if not is_ours(referral) or referral.facility is None or referral.due_at is None:
        return ""
    zone, stage = zone_of_state(referral.facility.state), Stage(referral.stage)
    if referral.due_at <= at:
        return late_words(NEXT_LATE.get(stage, LATE), referral.due_at, zone=zone, language=language)
    left = left_words(referral.due_at, at=at, zone=zone, language=language)
    if referral.due_at - at >= FAR_LEFT and stage in NEXT_BY:
        return translate(NEXT_BY[stage], language, moment=left)
    return translate(NEXT[stage], language, left=left) if stage in NEXT else left


def expected_words(referral: Referral, *, zone: str, at: datetime, language: str) -> str:
    """On the list, so that whoever opens the door need not look who it is."""
    if referral.expected_at is None or referral.stage == Stage.ARRIVED:
        return ""
    words = EXPECTED_AT if referral.expected_at > at else WAS_EXPECTED_AT
    return translate(words, language, moment=wall_time(referral.expected_at, zone=zone, language=language))


def facts_of(need: Need) -> list[str]:
    facts = [AGES[need.age], MEDICINES[need.medicine], PAYERS[need.payer]]
    return [*facts, TRAITS[need.trait]] if need.trait else facts


def level_of(due_at: datetime, *, at: datetime) -> str:
    return "late" if due_at <= at else "soon" if due_at - at <= SOON_LEFT else ""


def left_words(due_at: datetime, *, at: datetime, zone: str, language: str) -> str:
    left = due_at - at
    if left <= timedelta(0):
        return late_words(ANSWER_LATE, due_at, zone=zone, language=language)
    minutes = int(left.total_seconds()) // 60
    if left < timedelta(hours=1):
        return in_one_line(translate_plural(*MINUTES, minutes, language))
    if left < FAR_LEFT:
        return in_one_line(translate(HOURS[minutes % 60 > 0], language, hours=minutes // 60, minutes=minutes % 60))
    return wall_time(due_at, zone=zone, language=language)


def late_words(words: str, due_at: datetime, *, zone: str, language: str) -> str:
    """What is still to be done, and since when it is."""
    return translate(words, language, moment=wall_time(due_at, zone=zone, language=language))
