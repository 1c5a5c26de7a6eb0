"""What the desk of whoever hands people over shows: no word of anybody on the list, all of one person on their page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.directory.queries import PUBLIC_ID
from handrail.privacy.audit.entries import record_view
from handrail.privacy.domain.actors import Actor
from handrail.privacy.models import Identity
from handrail.privacy.queries import is_hidden
from handrail.privacy.sealed_values import keys_of, opened, opened_where_kept
from handrail.referrals.agreeing.queries import asked_consents, is_agreed
from handrail.referrals.asking.queries import claims_that_can_look
from handrail.referrals.domain.agreeing import Reply
from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.domain.questions import Answer, Way, still_holds
from handrail.referrals.domain.sender_desk import News, RailPost, Waits, news_of, rail, waits_for
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import OPEN, Stage
from handrail.referrals.losing.queries import yes_that_ends
from handrail.referrals.models import AskedConsent, MoveWords, Question, Referral
from handrail.referrals.sending.access import Sender

MOST_SHOWN, MOST_ENDED = 200, 30
SOON = timedelta(minutes=30)


@dataclass(frozen=True)
class TimeLeft:
    """A clock in the largest unit that fits. `state` is how it is shown: late, soon, or neither."""

    state: str
    unit: str
    count: int
    rest: int = 0  # minutes beyond full hours, as the program's own clock shows them


def time_left(due_at: datetime | None, *, at: datetime) -> TimeLeft | None:
    if due_at is None:
        return None
    left = due_at - at
    state = "late" if left <= timedelta(0) else "soon" if left <= SOON else ""
    minutes = int(abs(left).total_seconds() // 60)
    unit, size = next((unit, size) for unit, size, most in UNITS if minutes >= most)
    return TimeLeft(state, unit, minutes // size, minutes % 60 if unit == "hours" else 0)


UNITS = (("days", 24 * 60, 48 * 60), ("hours", 60, 60), ("minutes", 1, 0))  # of minutes, and from how many on


@dataclass(frozen=True)
class DeskLine:
    """One person on the list, by the number of the referral."""

    referral: Referral
    waits: Waits
    left: TimeLeft | None
    yes: int
    news: News | None


def desk_of(*, senders: Iterable[Sender], at: datetime) -> list[DeskLine]:
    """Open ones, what waits for the sender first, then by the clock."""
    rows = of_senders(senders).filter(stage__in=OPEN).prefetch_related("questions")
    lines = [desk_line(row, at=at) for row in rows.order_by("due_at", "pk")[:MOST_SHOWN]]
    return sorted(lines, key=lambda line: line.waits)


def desk_line(referral: Referral, *, at: datetime) -> DeskLine:
    yes = sum(is_yes(question, at=at) for question in referral.questions.all())
    waits = waits_for(Stage(referral.stage), yes=yes, is_ours=referral.turn == Side.SENDER)
    answers = [answer_now(question, at=at) for question in referral.questions.all()]
    news = news_of(Stage(referral.stage), answers, is_nobody_left=False)
    return DeskLine(referral, waits, time_left(referral.due_at, at=at), yes, news)


def answer_now(question: Question, *, at: datetime) -> str:
    """A yes only while it holds."""
    return "" if question.answer == Answer.YES and not is_yes(question, at=at) else question.answer


def is_yes(question: Question, *, at: datetime) -> bool:
    """One that still holds."""
    holds = still_holds(question.answer, holds_until=question.holds_until, at=at)
    return question.answer == Answer.YES and question.gone_at is None and holds


def ended_lately(*, senders: Iterable[Sender]) -> list[Referral]:
    return list(of_senders(senders).exclude(stage__in=OPEN).order_by("-ended_at", "-pk")[:MOST_ENDED])


def of_senders(senders: Iterable[Sender]) -> QuerySet[Referral]:
    """Never those that police or custody sent: they see no list (S24)."""
    two_way = [each.organization.pk for each in senders if not each.is_one_way]
    return Referral.objects.filter(sender__in=two_way).select_related("sender", "facility")


@dataclass(frozen=True)
class ProgramLine:
    """One program of the way: how it is reached, what it was asked and said, and what the person said to it."""

    facility: Facility
    answers_here: bool
    question: Question | None
    asked: AskedConsent | None
    is_agreed: bool
    is_yes: bool
    is_picked: bool
    ends_on: date | None = None
    no: str = ""  # why this program is none for them now: a code of its own or of the person

    @property
    def answer(self) -> str:
        """What it says now: a yes only while it holds."""
        if self.no:
            return Answer.NO
        said = self.question.answer if self.question else ""
        return "" if said == Answer.YES and not self.is_yes else said

    @property
    def is_to_call(self) -> bool:
        """By the sender: not where our coordinator calls, nor where it has answered or nobody waits for its answer."""
        if self.no or self.is_picked:
            return False
        asked = self.question
        return asked is None or not (asked.answer or asked.gone_at or asked.way == Way.TELEPHONE)

    @property
    def is_refused(self) -> bool:
        """By the person: asked only where somebody says so on purpose."""
        return self.asked is not None and self.asked.reply in (Reply.DECLINED, Reply.TAKEN_BACK)

    @property
    def told(self) -> tuple[object, ...]:
        """What is new when another one comes."""
        question, asked = self.question, self.asked
        answer = (question.answer, question.position, question.gone_at) if question else ()
        reply = (asked.public_id, asked.reply, asked.stopped_at) if asked else ()
        return self.facility.pk, answer, reply, self.is_agreed, self.is_yes, self.is_picked, self.ends_on, self.no


def program_lines(*, referral: Referral, at: datetime) -> list[ProgramLine]:
    """Who has the person or says yes first; then those on the way in their order, then those asked besides."""
    questions = {each.facility_id: each for each in referral.questions.select_related("facility")}
    legs = [leg.facility for leg in referral.legs.select_related("facility")]
    others = [each.facility for each in questions.values() if each.facility not in legs]
    consents = {each.facility_id: each for each in asked_consents(referral=referral)}
    answering, noes = that_answer_here([*legs, *others]), noes_of(referral)
    lines = [program_line(place, referral, questions, consents, answering, noes, at=at) for place in [*legs, *others]]
    return sorted(lines, key=lambda line: (not line.is_picked, not line.is_yes))


def noes_of(referral: Referral) -> dict[int, str]:
    """Why each program declined that had the person, by its row."""
    declined = referral.history.filter(to_stage=Stage.DECLINED).exclude(facility=None)
    return dict(declined.order_by("number").values_list("facility", "reason"))


def is_nobody_left(lines: Iterable[ProgramLine], *, told: int) -> bool:
    """Three programs know of the person, and none of them takes them: no other may be asked (S21)."""
    return told >= MOST_ASKED and not any(line.answer != Answer.NO for line in lines)


def program_line(
    place: Facility,
    referral: Referral,
    questions: dict[int, Question],
    consents: dict[int, AskedConsent],
    answering: frozenset[int],
    noes: dict[int, str],
    *,
    at: datetime,
) -> ProgramLine:
    question, asked = questions.get(place.pk), consents.get(place.pk)
    is_picked = referral.facility_id == place.pk
    return ProgramLine(
        facility=place,
        answers_here=place.pk in answering,
        question=question,
        asked=asked,
        is_agreed=asked is not None and is_agreed(asked, at=at),
        is_yes=question is not None and is_yes(question, at=at),
        is_picked=is_picked,
        ends_on=ends_soon(referral, at=at) if is_picked else None,
        no="" if is_picked else noes.get(place.pk) or (question.reason if question else ""),
    )


def ends_soon(referral: Referral, *, at: datetime) -> date | None:
    """The last day of the yes by which the program has the person, where they have to be asked again."""
    ends_at = yes_that_ends(referral, at=at)
    return ends_at.astimezone(ZoneInfo(referral.zone)).date() if ends_at else None


@transaction.atomic
def person_on(*, referral: Referral, by: Actor, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was written of the person, and who they are where that is known. The look is recorded first."""
    if is_hidden(referral.subject) or referral.subject.erased_at is not None:
        return {}, {}
    about = f"referral:{referral.public_id}"
    record_view("referral.viewed", by=by, at=at, subject=referral.subject, about=about, purpose="treatment")
    words = opened(referral, "words")["words"] or {}
    identity = Identity.objects.filter(subject=referral.subject).first()
    return words, opened(identity, "person")["person"] if identity else {}


def words_of_moves(*, referral: Referral) -> dict[int, str]:
    """What was asked back and replied, by the number of the move."""
    rows = list(MoveWords.objects.filter(move__referral=referral).select_related("move").order_by("move__number"))
    keys = keys_of(rows)
    return {row.move.number: opened_where_kept(row, "words", keys=keys)["words"] or "" for row in rows}


def has_words(*, referral: Referral) -> bool:
    """Whether something was asked back or replied. It opens none of it."""
    return MoveWords.objects.filter(move__referral=referral).exists()


def rail_of(referral: Referral) -> tuple[RailPost, ...]:
    went_through = [Stage(step.to_stage) for step in referral.history.all()]
    return rail(Stage(referral.stage), went_through=went_through)


def that_answer_here(places: Iterable[Facility]) -> frozenset[int]:
    """Of these, whose program keeps its page and answers; for any other a human rings (S17). One query."""
    wanted = {place.merged_into_id or place.pk for place in places}
    return frozenset(claims_that_can_look().filter(kept_row__in=wanted).values_list("kept_row", flat=True))


def chosen_places(*, public_ids: Iterable[str]) -> list[Facility]:
    """Listed places in the order in which they were chosen, a merged row as the row that was kept."""
    wanted = [each for each in dict.fromkeys(public_ids) if PUBLIC_ID.fullmatch(each)]
    rows = Facility.objects.filter(public_id__in=wanted).select_related("merged_into")
    found = {row.public_id: row.merged_into or row for row in rows}
    places = [found[each] for each in wanted if each in found]
    return [each for each in dict.fromkeys(places) if each.gone_since_year is None and each.closed_at is None]


def zone_of_first(places: Sequence[Facility]) -> str:
    """The clock of the place that is asked first: a hand-over goes by it."""
    return zone_of_state(places[0].state if places else "")


def day_at_first(places: Sequence[Facility], *, at: datetime) -> date:
    """Today there. In an evening of the US the day of UTC is tomorrow already."""
    return at.astimezone(ZoneInfo(zone_of_first(places))).date()
