"""What the board and the page of one referral show: number, programs and clock; who sent them by a consent (S18)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from handrail.accounts.domain.roles import Kind
from handrail.accounts.queries import acting_as_operator
from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.accounts.sign_ins.live_parts import live_mark
from handrail.directory.desk.answering import around
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.directory.open_places.words import SEXES
from handrail.referrals.agreeing.queries import consents_of
from handrail.referrals.answering.words import ANSWERS, REASONS, reasons_of
from handrail.referrals.asking.queries import programs_told
from handrail.referrals.climbing.next_programs import next_programs
from handrail.referrals.closing.queries import accounts_heard
from handrail.referrals.coordinating.dialing import called_at
from handrail.referrals.coordinating.queries import (
    Beside,
    Line,
    beside,
    board,
    count_who_need_a_human,
    is_on_duty,
    line_of,
    page_open,
    questions_of,
)
from handrail.referrals.coordinating.words import (
    ACCOUNTS,
    AGREED,
    ASK_BOTH,
    ASKED_THEMSELVES,
    CHOOSE,
    COMES_BACK,
    DIFFERS,
    ENDINGS,
    GONE_CHOSEN,
    GONE_LATE,
    GONE_OTHER,
    NOT_ASKED,
    NOTES,
    REPLIES,
    RING,
    RING_AGAIN,
    RING_PROGRAMS,
    SAID_BY_PERSON,
    SAID_BY_PROGRAM,
    SAID_NO,
    STAGES,
    STILL_YES,
    TAKEN,
    TELL,
    TO_SETTLE,
    TRIED,
    TURNS,
    WATCHES,
    WHYS,
    WITHOUT_A_YES,
    clock_words,
)
from handrail.referrals.domain.agreeing import Reply
from handrail.referrals.domain.closing import Heard
from handrail.referrals.domain.fitting import Wanted
from handrail.referrals.domain.ladder import Watch
from handrail.referrals.domain.moves import can_move
from handrail.referrals.domain.questions import Answer, Way, is_gone
from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy
from handrail.referrals.domain.ringing import OF_A_PROGRAM, NoteKind
from handrail.referrals.domain.sending import why_no_more_places
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, WITH_A_PROGRAM, Stage
from handrail.referrals.finding.pages import places_asked_for
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import Question, Referral
from handrail.referrals.moving.consent import decision_for
from handrail.referrals.need_words import need_lines
from handrail.referrals.receiving.person_words import REACHED_BY
from handrail.referrals.receiving.refused_fields import refused_here
from handrail.referrals.receiving.tasks import LEADS_TO, Task, TaskForm
from handrail.referrals.ringing.queries import Noted, may_know_who, notes_on, tries_at
from handrail.referrals.sending.queries import ProgramLine, program_lines
from handrail.referrals.sending.words import LISTS
from handrail.referrals.switch import is_somebody_there, is_switched_on
from handrail.referrals.wall_times import wall_time
from handrail.web.language import language_of
from handrail.web.time_zones import zones_to_choose
from handrail.web.translation import translate

LATE, SOON = "late", "soon"
OWN_FIELDS = {"end": "ending", "reply": "reply"}  # by the task: what only a coordinator does
# Of a line; its clock is none.
NEWS = "public_id", "place", "sender", "stands", "said", "ring", "again", "turn", "watch"


def board_context(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    language = language_of(request.path_info)
    listed = board(at=at)
    around_them = beside(lines=listed, at=at)
    lines = [told(line, around_them, at=at, language=language) for line in listed]
    return {
        "lines": lines,
        "live_mark": live_mark([[line[name] for name in NEWS] for line in lines]),
        "waiting": count_who_need_a_human(at=at),
        "is_on": is_switched_on(),
        "is_staffed": is_somebody_there(at=at),
    }


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


def referral_context(
    request: SignedInRequest,
    referral: Referral,
    *,
    at: datetime,
    form: TaskForm | None = None,
    refusal: str = "",
    who: Sequence[tuple[str, str, bool]] = (),
) -> dict[str, Any]:
    """`who`: of the person, where this answer was a hand-over of its own."""
    language, stage = language_of(request.path_info), Stage(referral.stage)
    zone = zone_of_state(referral.facility.state) if referral.facility else referral.zone
    line = line_of(referral, is_there=is_somebody_there(at=at), at=at)
    fresh = TaskForm.for_referral(referral, at=at)
    return {
        "one": told(line, beside(lines=[line], at=at), at=at, language=language),
        "referral": referral,
        "place": referral.facility,
        "steps": [
            (words, place, wall_time(moment, zone=zone, language=language))
            for words, place, moment in happened(referral)
        ],
        "questions": [
            (each, said_by(each), REASONS.get(each.reason, ""), each.way == Way.TELEPHONE)
            for each in questions_of(referral=referral)
        ],
        "is_called": page_open(referral=referral) is not None,
        "is_mine_to_take": is_on_duty(person_id=request.user.public_id),
        "can_ask": stage not in ENDS and bool(next_programs(referral=referral, at=at)),
        **choosing(request, referral, at=at),
        **ringing(request, referral, at=at, language=language),
        **who_it_is(who),
        "endings": [(outcome.value, words) for outcome, words in ENDINGS.items()] if stage not in ENDS else [],
        **by_telephone(referral, form or fresh, fresh),
        **(called_at(referral.facility, at=at) if referral.facility else {}),
        "needed": needed(referral, at=at) if stage not in ENDS else [],
        **around(request),
        **refused_task(form, refusal),
    }


def refused_task(form: TaskForm | None, refusal: str) -> dict[str, str]:
    """As for the program itself: what it says on the telephone is typed into the same fields."""
    told = refused_here(form, refusal)
    wrong = OWN_FIELDS.get(form.task, told["wrong"]) if form and told["wrong"] else ""
    return {"refusal": told["refused"], "wrong": wrong, "wrong_words": told["wrong_words"]}


def happened(referral: Referral) -> list[tuple[str, Facility | None, datetime]]:
    """Each step, and what program and person said of an arrival. What its desk did stands there as a step."""
    history = referral.history.select_related("facility").order_by("number")
    told: list[tuple[str, Facility | None, datetime]] = [
        (STAGES[Stage(step.to_stage)], step.facility, step.at) for step in history
    ]
    for each in accounts_heard(referral=referral):
        program, person = each.accounts
        if program and each.program_said_at and each.program_heard != Heard.LOG:
            told.append((SAID_BY_PROGRAM[program], each.facility, each.program_said_at))
        if person and each.person_said_at:
            told.append((SAID_BY_PERSON[person], each.facility, each.person_said_at))
    return sorted(told, key=lambda line: line[2])


def who_it_is(who: Sequence[tuple[str, str, bool]]) -> dict[str, Any]:
    return {"who": who, "has_no_number": bool(who) and not REACHED_BY & {label for label, _, _ in who}}


def by_telephone(referral: Referral, form: TaskForm, fresh: TaskForm) -> dict[str, Any]:
    """What a program may say on the telephone, with what was typed of it."""
    return {
        "tasks": tasks_by_telephone(referral),
        "sexes": [(sex.value, words) for sex, words in SEXES.items()],
        "keeps": [],
        "form": form,
        "offers": fresh,
        "seen": fresh.seen,
        "zones": zones_to_choose(form.expect.zone or fresh.expect.zone),
        "by_program": reasons_of(DeclinedBy.PROGRAM),
        "by_person": reasons_of(DeclinedBy.PERSON),
        "outcomes": [],
    }


def ringing(request: SignedInRequest, referral: Referral, *, at: datetime, language: str) -> dict[str, Any]:
    """Whether the person may be known here, what was noted, and whether their yes ends."""
    noted = notes_on(referral=referral, by=acting_as_operator(request.user), at=at)
    ends_at = yes_that_ends(referral, at=at)
    return {
        "is_sent": referral.sender is not None,
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


def tried_words(referral: Referral, facility: Facility, *, at: datetime, language: str) -> str:
    """The last call that nobody there took, and when to ring again."""
    last = tries_at(referral=referral, facility=facility).filter(at__lte=at).first()
    if last is None or last.again_at is None:
        return ""
    zone = zone_of_state(facility.state)
    tried, again = (wall_time(moment, zone=zone, language=language) for moment in (last.at, last.again_at))
    return translate(TRIED, language, tried=tried, again=again)


def choosing(request: SignedInRequest, referral: Referral, *, at: datetime) -> dict[str, Any]:
    """Programs on the way and whether the person agreed to each; and what a coordinator may do for who has no desk."""
    stage, lines = Stage(referral.stage), program_lines(referral=referral, at=at)
    own = programs_they_asked(referral, at=at)
    known, legs = [line.facility for line in lines], referral.legs.all()
    can_pick = can_move(stage, Stage.SENT, side=Side.COORDINATOR)
    return {
        "can_add": stage not in ENDS,
        "no_more_places": why_no_more_places(told=len(programs_told(referral=referral)), on_the_way=len(legs)),
        "can_pick": can_pick,
        "can_take_back": stage not in ENDS and bool(consents_of(referral)),
        "is_of_custody": is_of_custody(referral) and stage not in ENDS,
        "first_day": (LISTS["first_day_medicine"][1:], LISTS["first_day_naloxone"][1:]),
        "on_the_way": [
            (
                line.facility,
                said_of(line, own.get(line.facility.pk)),
                (line.is_agreed or own.get(line.facility.pk, False)) and not line.ends_on,
                line.ends_on,
                bool(line.no),
                line.is_picked and stage not in ENDS,
            )
            for line in lines
        ],
        "can_reply": stage is Stage.ASKED_BACK,
        "has_link": stage in WITH_A_PROGRAM and referral.openings.filter(facility=referral.facility).exists(),
        "is_looking": request.POST.get("task") == "find",
        **places_asked_for(request, wanted_here(referral, at=at), without=known, at=at),
    }


def wanted_here(referral: Referral, *, at: datetime) -> Wanted:
    """As `needed`: what points to one person is not looked for here."""
    return Wanted(replace(referral.need, trait=None), language=referral.language, ahead=referral.ahead_at(at))


def said_by(question: Question) -> str:
    """Its answer, or why none is waited for. The pick takes the question from every program at once."""
    if question.answer or question.gone_at is None:
        return ANSWERS.get(question.answer, "")
    if question.facility_id == question.referral.facility_id:
        return GONE_CHOSEN
    return GONE_LATE if is_gone(asked_at=question.asked_at, picked=False, at=question.gone_at) else GONE_OTHER


def needed(referral: Referral, *, at: datetime) -> list[tuple[str, str]]:
    """As a program would be asked, and no more: what points to one person stays with whoever sent them (S18, S21)."""
    return need_lines(replace(referral.need, trait=None), referral.need_urgency, ahead=referral.ahead_at(at))


def is_of_custody(referral: Referral) -> bool:
    """Whose day of release nobody else can move here: custody rings us. The day itself is not shown (S18)."""
    return referral.sender is not None and Kind(referral.sender.kind) is Kind.CUSTODY


def said_of(line: ProgramLine, is_asked_by_them: bool | None) -> str:
    """`is_asked_by_them`: whether their own yes still stands; None where they did not ask this program themselves."""
    if line.no in SAID_BY[DeclinedBy.PERSON]:
        return REPLIES[Reply.DECLINED]
    if line.answer == Answer.NO:
        return SAID_NO
    if line.is_agreed:
        return AGREED
    if line.asked:
        return REPLIES[line.asked.reply]
    if is_asked_by_them is None:
        return NOT_ASKED
    return ASKED_THEMSELVES if is_asked_by_them else REPLIES[Reply.SIGNED]


def programs_they_asked(referral: Referral, *, at: datetime) -> dict[int, bool]:
    """Those that the person asked without anybody's help, by their rows, and whether that yes still stands."""
    if referral.sender is not None:
        return {}
    steps = referral.history.filter(to_stage=Stage.SENT, side=Side.PERSON).select_related("facility__merged_into")
    places = {step.facility.pk: step.facility for step in steps if step.facility}
    return {pk: decision_for(referral, place, at=at).is_allowed for pk, place in places.items()}


def tasks_by_telephone(referral: Referral) -> list[Task]:
    """What a program may say on the telephone, and a coordinator writes down. How it ended is asked for by itself.

    A bed only for who was sent by somebody (S20).
    """
    stage = Stage(referral.stage)
    left_out = {Task.FAILED} | (set() if referral.sender else {Task.HOLD})
    if stage not in WITH_A_PROGRAM:
        return []
    return [task for task in Task if task not in left_out and can_move(stage, LEADS_TO[task], side=Side.COORDINATOR)]
