"""Calls, taps and checks in words: each with its date and its weight, beside what is listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tomllib import loads
from zoneinfo import ZoneInfo

from handrail.directory.domain.corrections import COVER_FIELDS, MEDICINE_FIELDS, Field
from handrail.directory.domain.observations import (
    Asked,
    Belief,
    Call,
    RightNumber,
    beliefs,
    differs_from_listing,
    is_listed,
    strength_word,
)
from handrail.directory.domain.phone_numbers import read_phone
from handrail.directory.domain.visitor_answers import MOST_TOLD, Answer, DayOfTaps, Doubt, doubt_of_number
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import CheckedFact, Facility
from handrail.directory.opening_hours_words import hours_told
from handrail.web.formats import format_date

WORDS = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class Told:
    """One line. `beside` is what the listing says where that differs; `href` only for what two people confirmed."""

    code: str
    text: str
    strength: str = ""
    beside: str = ""
    href: str = ""


@dataclass(frozen=True)
class Trust:
    """Everything the facility page shows of calls, visitors and checks, already in one language."""

    merged_into: Facility | None
    closed: str
    kept: str
    visitors: str
    doubt: str
    calls: tuple[Told, ...]
    calls_made: str
    facts: tuple[Told, ...]
    hours: tuple[str, ...]
    hours_by: str


@cache
def trust_words() -> dict[str, dict[str, str]]:
    return loads(WORDS.read_text(encoding="utf-8"))


def words(code: str, language: str, **params: object) -> str:
    return trust_words()[code]["es" if language == "es" else "en"].format(**params)


def told(
    facility: Facility,
    *,
    calls: Sequence[Call],
    taps: Sequence[DayOfTaps],
    facts: Iterable[CheckedFact],
    kept_since: datetime | None,
    at: datetime,
    language: str,
) -> Trust:
    codes, checked = frozenset(facility.code_list), newest_of_each(facts)
    hours = next((fact for fact in checked if fact.field == Field.HOURS), None)
    return Trust(
        merged_into=facility.merged_into,
        closed=closed_words(facility, language),
        kept=words("kept", language, date=day(there(kept_since, facility), language)) if kept_since else "",
        visitors=visitors(taps, language),
        doubt=doubt_words(calls, taps, language, at=at),
        calls=tuple(belief_line(held, codes, language) for held in beliefs(calls, at=at)),
        calls_made=calls_made(calls, language),
        facts=tuple(fact_line(fact, facility, language) for fact in checked if fact is not hours),
        hours=hours_told(hours.value, language) if hours else (),
        hours_by=said_by(hours, language) if hours else "",
    )


def cover_words(names: Iterable[str], language: str) -> str:
    """Inside a sentence: Medicaid or private insurance."""
    either = words("or", language)
    return either.join(words(f"cover_{name}", language) for name in names)


def closed_words(facility: Facility, language: str) -> str:
    """Empty where nobody found it closed."""
    return words("closed", language, date=day(facility.closed_at, language)) if facility.closed_at else ""


def there(moment: datetime, facility: Facility) -> datetime:
    """By the clock of the place: in an evening of the US the day of UTC is tomorrow already."""
    return moment.astimezone(ZoneInfo(zone_of_state(facility.state)))


def day(at: datetime | date, language: str) -> str:
    return format_date(at.date() if isinstance(at, datetime) else at, language)


def doubt_words(calls: Sequence[Call], taps: Iterable[DayOfTaps], language: str, *, at: datetime) -> str:
    """Empty where nobody has reason to doubt the number."""
    doubt = doubt_of_number(calls, taps, at=at)
    if doubt is Doubt.CALL:
        newest = max(call.at for call in calls if call.right_number is RightNumber.NO)
        return words("doubt_call", language, date=day(newest, language))
    return words("doubt", language) if doubt else ""


def visitors(taps: Iterable[DayOfTaps], language: str) -> str:
    """How many told us, what they told, and how little it weighs. Empty where nobody did."""
    by_answer = {answer: sum(one.times for one in taps if one.answer is answer) for answer in Answer}
    taps_told = sum(by_answer.values())
    if not taps_told:
        return ""
    parts = [
        counted(f"visitors_{answer.value}", times, language, most=MOST_TOLD)
        for answer, times in by_answer.items()
        if times
    ]
    return words(
        "visitors", language, taps=counted("taps", taps_told, language, most=MOST_TOLD), parts=", ".join(parts)
    )


def counted(code: str, number: int, language: str, *, most: int | None = None) -> str:
    """Beyond `most` only that there are more: who taps often must not look like a crowd."""
    if most is not None and number > most:
        return words(f"{code}_many", language, count=words("more_than", language, count=most))
    return words(f"{code}_one" if number == 1 else f"{code}_many", language, count=number)


def calls_made(calls: Sequence[Call], language: str) -> str:
    if not calls:
        return words("never_called", language)
    newest = max(calls, key=lambda call: call.at)
    code = "last_call_answered" if newest.answered else "last_call_not_answered"
    return words(code, language, calls=counted("calls", len(calls), language), date=day(newest.at, language))


def belief_line(held: Belief, codes: frozenset[str], language: str) -> Told:
    date_told = day(held.as_of, language)
    beside = ""
    if differs_from_listing(held, codes):
        listed = is_listed(held.asked, held.about, codes)
        beside = words("listed" if listed else "not_listed", language, what=about(held, language))
    text = words("on_this_day", language, date=date_told, what=answer(held, language))
    if held.is_contested:
        text = f"{text} {words('contested', language)}"
    code = ":".join(filter(None, (held.asked.value, held.about)))
    return Told(code, text, words(f"strength_{strength_word(held.strength).value}", language), beside)


def about(held: Belief, language: str) -> str:
    return words(f"{held.asked.value}_{held.about}", language)


def answer(held: Belief, language: str) -> str:
    if held.asked is Asked.DAYS_TO_FIRST_DOSE:
        days = int(held.answer)
        return words("dose_today", language) if days == 0 else counted("dose", days, language)
    if held.about:
        return words(f"{held.asked.value}_{held.answer}", language, what=about(held, language))
    return words(f"{held.asked.value}_{held.answer}", language)


def newest_of_each(facts: Iterable[CheckedFact]) -> list[CheckedFact]:
    newest: dict[str, CheckedFact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.checked_at, fact.pk)):
        newest[fact.field] = fact
    return [newest[field] for field in sorted(newest)]


def fact_line(fact: CheckedFact, facility: Facility, language: str) -> Told:
    text = f"{fact_text(fact, language)} {said_by(fact, language)}"
    return Told(fact.field, text, href=fact_href(fact, facility))


def said_by(fact: CheckedFact, language: str) -> str:
    by = "by_program" if fact.change_id else "by_two" if fact.second_by_id else "by_one"
    return words(by, language, date=day(fact.checked_at, language))


def fact_text(fact: CheckedFact, language: str) -> str:
    if fact.field in COVER_FIELDS:
        what = words(f"cover_{COVER_FIELDS[fact.field].value}", language)
        return words(f"fact_cover_{fact.value}", language, what=what)
    if fact.field in MEDICINE_FIELDS:
        what = words(f"medicine_{MEDICINE_FIELDS[fact.field].value}", language)
        return words(f"fact_medicine_{fact.value}", language, what=what)
    if fact.field == Field.CLOSED:
        return words(f"fact_closed_{fact.value}", language)
    return words(f"fact_{fact.field}", language, value=fact.value)


def fact_href(fact: CheckedFact, facility: Facility) -> str:
    """What two of us confirmed, or the program that keeps its page, may be dialed and opened."""
    if fact.field in (Field.PHONE, Field.INTAKE):
        number = read_phone(fact.value, state=facility.state)
        return number.href if number else ""
    return fact.value if fact.field == Field.WEBSITE else ""
