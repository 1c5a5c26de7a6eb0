"""A made-up quarter of a made-up network: kinds and times by a rule, the same at each start of a demonstration."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from handrail.directory.domain.open_places import Level
from handrail.privacy.domain.fixed_periods import Period
from handrail.referrals.domain.mirror_dimensions import ALL_SAID_NO, ONE_SAID_YES
from handrail.referrals.domain.needs import PayerClass
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.referral_facts import Ending, ReferralFacts, SourceKind

PEOPLE, MORE = 240, 8  # in a quarter that begins in January, and with each month that one begins later
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ELSEWHERE = "elsewhere"  # programs without a page here
LEVELS, PAYERS = list(Level)[:4], list(PayerClass)[:4]
# Hours until a first visit: a hospital sends people tonight, a court for a day in two weeks.
WAITS = {
    SourceKind.HOSPITAL: 20,
    SourceKind.THE_PERSON: 44,
    SourceKind.CLINIC: 60,
    SourceKind.COMMUNITY: 70,
    SourceKind.PROGRAM: 90,
    SourceKind.JUSTICE: 300,
}
SOURCES = list(WAITS)
WHY_NOT = (DeclineReason.NO_PLACE, DeclineReason.NO_PLACE, DeclineReason.NOT_THIS_PAYER)


def invented_people(quarter: Period, programs: Sequence[str]) -> list[ReferralFacts]:
    """Nobody of them exists. `programs`: those with a page in the demonstration."""
    first = datetime.combine(quarter.first_day, time(15), UTC)
    places = [*programs, *programs, ELSEWHERE]
    return [
        story(number, first, places[number // 12 % len(places)])
        for number in range(PEOPLE + MORE * quarter.first_month)
    ]


def story(number: int, first: datetime, program: str) -> ReferralFacts:
    """Of twelve people eight arrive, two are turned away, one does not come, and one was lost."""
    turn = number % 12
    asked = first + number % 80 * DAY
    source = SOURCES[number // 3 % len(SOURCES)]
    facts: dict[str, Any] = {
        "source_kind": source,
        "program_id": program,
        "asked_at": asked,
        "need_codes": frozenset({LEVELS[number // 5 % len(LEVELS)]}),
        "language": "es" if number // 7 % 4 == 0 else "en",
        "payer": PAYERS[number // 11 % len(PAYERS)],
        "said": ALL_SAID_NO if turn in (8, 9) else ONE_SAID_YES,
        "injects": number // 2 % 2 == 0,
        "first_answer_at": asked + (1 + number % 5) * HOUR,
    }
    return ReferralFacts(**facts, **ending(turn, asked, WAITS[source] + number % 17))


def ending(turn: int, asked: datetime, hours: int) -> dict[str, Any]:
    if turn in (8, 9):
        return {"ending": Ending.DECLINED, "decline_reason": WHY_NOT[hours % len(WHY_NOT)]}
    said_yes = {"accepted_at": asked + (2 + hours % 9) * HOUR}
    if turn > 9:
        return said_yes | {"ending": Ending.NO_SHOW if turn == 10 else Ending.LOST}
    came = asked + hours * HOUR
    dose = {} if turn == 7 else {"first_dose_at": came + (1 + hours % 6) * HOUR}
    return said_yes | {"arrived_at": came, "ending": Ending.ARRIVED} | dose


def invented_list(quarter: Period) -> list[ReferralFacts]:
    """Who stands on a waiting list on the last day of the quarter."""
    last = datetime.combine(quarter.day_after, time(15), UTC) - DAY
    return [waiting(number, last) for number in range(64)]


def waiting(number: int, last: datetime) -> ReferralFacts:
    since = last - (2 + number * 7 % 40) * DAY
    return ReferralFacts(
        source_kind=SOURCES[number % len(SOURCES)],
        program_id=ELSEWHERE,
        asked_at=since,
        need_codes=frozenset({LEVELS[number % 2]}),
        waitlisted_from=since,
    )
