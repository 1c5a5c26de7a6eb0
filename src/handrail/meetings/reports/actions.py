"""Every write about what people say of a meeting. Nothing of who said it comes here."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from handrail.meetings.domain.freshness import doubt_of
from handrail.meetings.domain.medicine_reports import KEPT_DAYS, medicine_told
from handrail.meetings.domain.reports import Answer, Held, Said
from handrail.meetings.index.actions import bump_revision
from handrail.meetings.models import LEARNED, Meeting, MeetingReports, PeoplesWord, ReportsLearned
from handrail.meetings.reports.queries import day_of

LEARNED_EACH = timedelta(hours=1)  # a rebuild of the index costs seconds, and a report is no alarm
SKEW = timedelta(minutes=5)  # later than that, the clock was moved back
WORDS = ("medicine", "medicine_days", "doubt", "doubt_days", "doubted_on")


@transaction.atomic
def keep_report(*, meeting: Meeting, answer: Answer, held: Held) -> None:
    """One more gave this answer about this day. That it was there is known at once, and of the day it was held."""
    count_report(meeting, answer, held.day)
    if answer is Answer.THERE:
        older = Q(confirmed_at=None) | Q(confirmed_at__lt=held.began_at)
        Meeting.objects.filter(older, pk=meeting.pk).update(confirmed_at=held.began_at)


def count_report(meeting: Meeting, answer: Answer, day: date) -> None:
    alike = {"meeting": meeting, "day": day, "answer": answer}
    held = MeetingReports.objects.filter(**alike)
    if held.update(times=F("times") + 1):
        return
    try:
        with transaction.atomic():
            MeetingReports.objects.create(**alike)
    except IntegrityError:  # another gave the day's first answer a moment ago
        held.update(times=F("times") + 1)


def learn_from_reports(*, at: datetime) -> int:
    """A pass of the worker, once an hour: what all reports come to, and how many meetings it changed."""
    if not is_claimed(at=at):
        return 0
    MeetingReports.objects.filter(day__lt=at.date() - timedelta(days=KEPT_DAYS)).delete()
    words = {word.meeting_id: word for word in words_of_people(today=at.date())}
    return keep_words(words, at=at)


def is_claimed(*, at: datetime) -> bool:
    """False where another worker was sooner, or an hour is not over."""
    due = Q(at__lte=at - LEARNED_EACH) | Q(at__gt=at + SKEW)
    _, is_first = ReportsLearned.objects.get_or_create(pk=LEARNED, defaults={"at": at})
    return is_first or bool(ReportsLearned.objects.filter(due, pk=LEARNED).update(at=at))


def words_of_people(*, today: date) -> Iterator[PeoplesWord]:
    """Of each listed meeting of which enough was said, unsaved; one meeting's reports in memory at a time."""
    rows = MeetingReports.objects.filter(meeting__gone_at=None).order_by("meeting_id")
    told = rows.values_list("meeting_id", "meeting__changed_at", "meeting__zone", "answer", "day").iterator()
    for (meeting_id, changed_at, zone), reports in groupby(told, key=lambda row: row[:3]):
        said = [Said(Answer(answer), day) for *_, answer, day in reports]
        word = word_on(meeting_id, said, changed_on=day_of(changed_at, ZoneInfo(zone)), today=today)
        if word.medicine or word.doubt:
            yield word


def word_on(meeting_id: int, said: list[Said], *, changed_on: date, today: date) -> PeoplesWord:
    medicine = medicine_told(said, today=today)
    since = max([changed_on, *(one.day for one in said if one.answer is Answer.THERE)])
    doubt = doubt_of(said, since=since, today=today)
    return PeoplesWord(
        meeting_id=meeting_id,
        medicine=medicine.told if medicine else "",
        medicine_days=medicine.days if medicine else 0,
        doubt=doubt.answer if doubt else "",
        doubt_days=doubt.days if doubt else 0,
        doubted_on=doubt.last if doubt else None,
    )


@transaction.atomic
def keep_words(words: dict[int, PeoplesWord], *, at: datetime) -> int:
    """Searches learn of it only where what is said of medicine is another."""
    held = {word.meeting_id: word for word in PeoplesWord.objects.all()}
    changed = [word for meeting_id, word in words.items() if not is_same(word, held.get(meeting_id))]
    past = held.keys() - words.keys()
    PeoplesWord.objects.filter(meeting_id__in=past).delete()
    PeoplesWord.objects.bulk_create(changed, update_conflicts=True, unique_fields=["meeting"], update_fields=WORDS)
    if medicine_of(held) != medicine_of(words):
        bump_revision(at=at)
    return len(changed) + len(past)


def is_same(word: PeoplesWord, held: PeoplesWord | None) -> bool:
    return held is not None and all(getattr(word, name) == getattr(held, name) for name in WORDS)


def medicine_of(words: dict[int, PeoplesWord]) -> dict[int, str]:
    return {meeting_id: str(word.medicine) for meeting_id, word in words.items() if word.medicine}
