"""What a call told us, how fast each answer fades, and what we may believe of it today.

An answer stands beside what the source lists and never replaces it. Nothing here moves a facility up or down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from handrail.kernel.refused_fields import FieldRefused
from handrail.web.translation import mark


class Asked(StrEnum):
    RIGHT_NUMBER = "right_number"
    NEW_PATIENTS = "new_patients"
    DAYS_TO_FIRST_DOSE = "days_to_first_dose"
    MEDICINE = "medicine"
    COVER = "cover"


class RightNumber(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class NewPatients(StrEnum):
    YES = "yes"
    NO = "no"
    WAITING_LIST = "waiting_list"
    UNKNOWN = "unknown"


class Medicine(StrEnum):
    METHADONE = "methadone"
    BUPRENORPHINE = "buprenorphine"
    NALTREXONE = "naltrexone"


class Cover(StrEnum):
    """The names by which a person's cover is asked for elsewhere too."""

    MEDICAID = "medicaid"
    MEDICARE = "medicare"
    PRIVATE = "private"
    MILITARY = "military"
    VA = "va"
    TRIBAL = "tribal"
    NONE = "none"


class Dialed(StrEnum):
    """Which of a place's numbers a call went to."""

    MAIN = "main"
    INTAKE = "intake"
    CHECKED = "checked"  # not listed: two of us checked it


class Said(StrEnum):
    CONFIRMED = "confirmed"
    NOT = "not"


class Fade(NamedTuple):
    """After `half_life_days` an answer weighs half. The reasons are product choices: no study gives these figures."""

    half_life_days: int
    reason: str


FADES: dict[Asked, Fade] = {
    Asked.RIGHT_NUMBER: Fade(180, "numbers change when a place moves or is sold, not by the week"),
    Asked.NEW_PATIENTS: Fade(7, "room comes and goes with staff and season"),
    Asked.DAYS_TO_FIRST_DOSE: Fade(7, "a wait is about this week's calendar"),
    Asked.MEDICINE: Fade(90, "it follows the prescriber, who stays for seasons"),
    Asked.COVER: Fade(90, "contracts with insurers run by quarter and year"),
}
OPERATOR_WEIGHT = 1.0
FORGOTTEN = 0.05  # below it an answer is history and no longer said; product choice
MOST_DAYS = 365


class CallRefused(FieldRefused, ValueError):
    """The message may be shown to the person who made the call."""


@dataclass(frozen=True)
class Call:
    """What one call by an operator brought. Medicines and covers hold only what was said."""

    at: datetime
    answered: bool
    right_number: RightNumber = RightNumber.UNKNOWN
    new_patients: NewPatients = NewPatients.UNKNOWN
    days_to_first_dose: int | None = None
    medicines: Mapping[str, str] = field(default_factory=dict)
    covers: Mapping[str, str] = field(default_factory=dict)

    @property
    def reached_them(self) -> bool:
        return self.answered and self.right_number is not RightNumber.NO


def of_number(call: Call, *, is_listed_now: bool) -> Call:
    """What was heard of a number holds for that number: an import may have brought another since."""
    return call if is_listed_now else replace(call, right_number=RightNumber.UNKNOWN)


def check_call(call: Call) -> None:
    """Refuses what cannot have been heard."""
    told = call.new_patients is not NewPatients.UNKNOWN or call.days_to_first_dose is not None
    told = told or bool(call.medicines) or bool(call.covers)
    if told and not call.answered:
        raise CallRefused(mark("Nobody answered, so nothing about the place can have been said."))
    if told and call.right_number is RightNumber.NO:
        raise CallRefused(
            mark("It was the wrong number, so nothing about the place can have been said."), "right_number"
        )
    if call.days_to_first_dose is not None and not 0 <= call.days_to_first_dose <= MOST_DAYS:
        raise CallRefused(mark("Days to the first dose go from 0 to 365."), "days")
    check_words(call.medicines, Medicine)
    check_words(call.covers, Cover)


def check_words(said: Mapping[str, str], known: type[StrEnum]) -> None:
    is_known = set(said) <= {member.value for member in known}
    if not is_known or not set(said.values()) <= {member.value for member in Said}:
        raise CallRefused(mark("That answer is not one of the form's."))


class Observation(NamedTuple):
    """One answer to one question. `about` names the medicine or the cover."""

    asked: Asked
    about: str
    answer: str
    at: datetime


def observations(call: Call) -> tuple[Observation, ...]:
    """Only what was really said: an open question is no answer."""
    found = []
    if call.right_number is not RightNumber.UNKNOWN:
        found.append(Observation(Asked.RIGHT_NUMBER, "", call.right_number.value, call.at))
    if call.new_patients is not NewPatients.UNKNOWN:
        found.append(Observation(Asked.NEW_PATIENTS, "", call.new_patients.value, call.at))
    if call.days_to_first_dose is not None:
        found.append(Observation(Asked.DAYS_TO_FIRST_DOSE, "", str(call.days_to_first_dose), call.at))
    found += [Observation(Asked.MEDICINE, name, said, call.at) for name, said in sorted(call.medicines.items())]
    found += [Observation(Asked.COVER, name, said, call.at) for name, said in sorted(call.covers.items())]
    return tuple(found)


def weight(asked: Asked, *, age: timedelta) -> float:
    """1 today, half after the half-life. An answer from the future counts as of today: clocks differ."""
    days = max(age.total_seconds(), 0.0) / 86_400
    return float(OPERATOR_WEIGHT * 0.5 ** (days / FADES[asked].half_life_days))


@dataclass(frozen=True)
class Belief:
    """The newest answer, how many calls gave an answer, and whether one of them still says otherwise."""

    asked: Asked
    about: str
    answer: str
    as_of: datetime
    calls: int
    strength: float
    is_contested: bool


def beliefs(calls: Iterable[Call], *, at: datetime) -> tuple[Belief, ...]:
    """In the order in which the questions are asked. What has faded away is left out."""
    answers: dict[tuple[Asked, str], list[Observation]] = {}
    for call in calls:
        for one in observations(call):
            answers.setdefault((one.asked, one.about), []).append(one)
    held = [belief(answers[key], at=at) for key in sorted(answers, key=question_order)]
    return tuple(one for one in held if one is not None)


def question_order(key: tuple[Asked, str]) -> tuple[int, str]:
    return list(Asked).index(key[0]), key[1]


def belief(answers: list[Observation], *, at: datetime) -> Belief | None:
    """The newest answer is the one told; older ones that agree make it stronger, those that differ make it weaker."""
    newest = max(answers, key=lambda one: (one.at, one.answer))
    weights = [(one.answer == newest.answer, weight(one.asked, age=at - one.at)) for one in answers]
    if weight(newest.asked, age=at - newest.at) < FORGOTTEN:
        return None
    net = fsum(each if agrees else -each for agrees, each in weights)
    contested = any(each >= FORGOTTEN for agrees, each in weights if not agrees)
    return Belief(
        newest.asked, newest.about, newest.answer, newest.at, len(answers), min(1.0, max(0.0, net)), contested
    )


def number_verdict(calls: Iterable[Call], *, at: datetime) -> float:
    """Our newest word on the number, faded and signed: from -1 (wrong) to 1 (right), 0 where nobody said."""
    said = [one for call in calls for one in observations(call) if one.asked is Asked.RIGHT_NUMBER]
    if not said:
        return 0.0
    newest = max(said, key=lambda one: (one.at, one.answer))
    sign = 1 if newest.answer == RightNumber.YES else -1
    return sign * weight(Asked.RIGHT_NUMBER, age=at - newest.at)


class Strength(StrEnum):
    STRONG = "strong"
    FAIR = "fair"
    FADED = "faded"


STRENGTHS: tuple[tuple[float, Strength], ...] = ((0.7, Strength.STRONG), (0.3, Strength.FAIR), (0.0, Strength.FADED))


def strength_word(strength: float) -> Strength:
    return next(word for least, word in STRENGTHS if strength >= least)


MEDICINE_CODES: dict[Medicine, tuple[str, ...]] = {
    Medicine.METHADONE: ("MU", "MM", "OTP"),
    Medicine.BUPRENORPHINE: ("BU", "BUM", "UB"),
    Medicine.NALTREXONE: ("NU", "UN"),
}
COVER_CODES: dict[Cover, tuple[str, ...]] = {
    Cover.MEDICAID: ("MD",),
    Cover.MEDICARE: ("MC",),
    Cover.PRIVATE: ("PI",),
    Cover.MILITARY: ("MI",),
    Cover.VA: ("VAMC",),
    Cover.TRIBAL: ("ITU", "TBG", "IH"),
    Cover.NONE: ("NP", "SS", "PA", "SAMF", "FSA"),
}


def is_listed(asked: Asked, about: str, codes: frozenset[str]) -> bool:
    """Whether the listing itself claims this medicine or cover."""
    wanted = MEDICINE_CODES[Medicine(about)] if asked is Asked.MEDICINE else COVER_CODES[Cover(about)]
    return not codes.isdisjoint(wanted)


def differs_from_listing(held: Belief, codes: frozenset[str]) -> bool:
    """Both are then shown side by side: what is listed, and what they said."""
    if held.asked not in (Asked.MEDICINE, Asked.COVER):
        return False
    return is_listed(held.asked, held.about, codes) != (held.answer == Said.CONFIRMED)
