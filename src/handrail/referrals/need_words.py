"""A need in plain words, as a program reads it: the codes, and nothing that was not asked (S21)."""

from handrail.directory.open_places.words import LEVELS
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Trait, Urgency
from handrail.referrals.domain.release import Ahead
from handrail.web.translation import mark

AGES = {Age.ADULT: mark("An adult"), Age.MINOR: mark("A person under 18")}
MEDICINES = {
    Medicine.METHADONE: mark("Takes or wants methadone"),
    Medicine.BUPRENORPHINE: mark("Takes or wants buprenorphine"),
    Medicine.NALTREXONE: mark("Takes or wants naltrexone"),
    Medicine.UNDECIDED: mark("Not decided yet"),
}
PAYERS = {
    PayerClass.MEDICAID: mark("Medicaid"),
    PayerClass.MEDICARE: mark("Medicare"),
    PayerClass.PRIVATE: mark("Private insurance"),
    PayerClass.MILITARY: mark("Military insurance or the VA"),
    PayerClass.TRIBAL: mark("Indian Health Service or tribal"),
    PayerClass.NONE: mark("No insurance"),
    PayerClass.UNKNOWN: mark("Not known yet"),
}
TRAITS = {
    Trait.PREGNANT: mark("Pregnant"),
    Trait.WITH_CHILDREN: mark("Comes with children"),
    Trait.WHEELCHAIR: mark("Uses a wheelchair"),
    Trait.SIGN_LANGUAGE: mark("Uses sign language"),
    Trait.REGISTERED_OFFENSE: mark("Has a registered offense"),
    Trait.SEIZURES: mark("Has had seizures"),
}
URGENCIES: dict[Urgency, str] = {
    Urgency.NOW: mark("Within 30 minutes"),
    Urgency.TODAY: mark("Within 4 hours"),
    Urgency.NEXT_DAY: mark("By the next working day"),
}
TONIGHT = mark("Today or tonight")
SOONEST = mark("As soon as there is a place")
SOON: dict[Urgency, str] = {
    Urgency.NOW: SOONEST,
    Urgency.TODAY: SOONEST,
    Urgency.NEXT_DAY: mark("In the next days"),
}
"""For whom nobody said tonight. Who needs an answer today was not said to have days."""
AHEAD = {
    Ahead.ONE_WEEK: mark("In one to two weeks"),
    Ahead.TWO_WEEKS: mark("In two weeks to a month"),
    Ahead.ONE_MONTH: mark("In one to two months"),
    Ahead.LATER: mark("In more than two months"),
}
WHO, CARE, MEDICINE, PAYER, WHEN, HOW_SOON, ALSO = (
    mark("Who"),
    mark("Care"),
    mark("Medicine"),
    mark("Paid by"),
    mark("When"),
    mark("Answer needed"),
    mark("Also"),
)


def when_words(need: Need, urgency: Urgency, ahead: Ahead | None) -> str:
    """Who cannot come before a day that lies ahead is expected neither tonight nor in the next days."""
    return AHEAD[ahead] if ahead else TONIGHT if need.is_tonight else SOON[urgency]


def need_lines(need: Need, urgency: Urgency, *, ahead: Ahead | None = None) -> list[tuple[str, str]]:
    """Label and words of each part, to be translated where they are shown.

    How soon an answer is needed is the clock of the question, which the program must know to keep it: it is no fact of
    the person (S21).
    """
    lines = [
        (WHO, AGES[need.age]),
        (CARE, LEVELS[need.level]),
        (MEDICINE, MEDICINES[need.medicine]),
        (PAYER, PAYERS[need.payer]),
        (WHEN, when_words(need, urgency, ahead)),
        (HOW_SOON, URGENCIES[urgency]),
    ]
    return [*lines, (ALSO, TRAITS[need.trait])] if need.trait else lines
