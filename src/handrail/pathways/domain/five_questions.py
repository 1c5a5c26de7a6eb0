"""From plain answers to what a search asks for: the table behind the helper in five questions.

Nothing is guessed beyond the answer. Sources: clinical evidence 3.5 and R6 (daily alcohol or benzodiazepines), R9, R12
and 3.4 (low tolerance after hospital, jail or detox), R13, I1 and I4 (medicine first, and it goes on). Fear of
withdrawal is no wish for a stay: medicine eases it without one, so the words say that and the search stays the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

DAILY_DANGER = ("withdrawal_danger", "call_emergency", "never_stop_alone")


@dataclass(frozen=True)
class Meaning:
    """What one answer asks for. `matters` are values of the search form; `first` are codes of lines said first."""

    matters: tuple[str, ...] = ()
    about: str = ""
    medicine: str = ""
    first: tuple[str, ...] = ()
    opens_other_door: bool = False
    changes_nothing: bool = False


NOTHING = Meaning(changes_nothing=True)

MEANINGS: dict[str, Meaning] = {
    "who:myself": NOTHING,
    "who:loved": NOTHING,
    "who:client": NOTHING,
    "age:under_18": Meaning(matters=("under_18",), first=("minor",)),
    "age:adult": NOTHING,
    "age:older": Meaning(matters=("need:seniors",)),
    "what:opioid": Meaning(about="opioid"),
    "what:alcohol": Meaning(about="alcohol", matters=("need:alcohol",), first=DAILY_DANGER),
    "what:stimulants": Meaning(about="stimulants", first=("fentanyl_supply",)),
    "what:other": Meaning(about="other", first=("fentanyl_supply",)),
    "daily:alcohol": Meaning(matters=("need:alcohol",), first=DAILY_DANGER),
    "daily:benzos": Meaning(matters=("need:benzos",), first=DAILY_DANGER),
    "daily:unsure": Meaning(first=DAILY_DANGER),
    "now:pregnant": Meaning(matters=("need:pregnant",), first=("pregnant_other", "pregnant_emergency")),
    "now:hospital": Meaning(matters=("need:tolerance_low",), first=("tolerance",)),
    "now:jail": Meaning(matters=("need:tolerance_low", "need:criminal_justice"), first=("tolerance",)),
    "now:detox": Meaning(matters=("need:tolerance_low",), first=("tolerance",)),
    "medicine:none": NOTHING,
    "medicine:methadone": Meaning(medicine="methadone", first=("keep_medicine", "keep_methadone")),
    "medicine:buprenorphine": Meaning(medicine="buprenorphine", first=("keep_medicine",)),
    "medicine:another": Meaning(medicine="already_on_medication", first=("keep_medicine",)),
    "barrier:no_insurance": Meaning(matters=("payment:none",)),
    "barrier:medicaid": Meaning(matters=("payment:medicaid",)),
    "barrier:children": Meaning(matters=("need:children",)),
    "barrier:spanish": Meaning(matters=("language:spanish",)),
    "barrier:ride": Meaning(matters=("need:transport",)),
    "barrier:work": Meaning(matters=("need:telehealth",)),
    "barrier:mind": Meaning(matters=("need:co_occurring",)),
    "barrier:withdrawal": Meaning(first=("medicine_eases_withdrawal",)),
    "barrier:not_now": Meaning(opens_other_door=True),
}
"""`question:answer`. A test holds it equal to what the page offers."""

SAID_FIRST = (
    *DAILY_DANGER,
    "pregnant",
    "pregnant_other",
    "pregnant_emergency",
    "tolerance",
    "minor",
    "keep_medicine",
    "keep_methadone",
    "fentanyl_supply",
    "medicine_eases_withdrawal",
)
"""The order in which lines are said: danger to life first (R6, R9, R12)."""

SAID_FOR_OPIOIDS = {"pregnant_other": "pregnant"}
"""What is said in its place where it is about opioids: there medicine protects both (R9, I4)."""


@dataclass(frozen=True)
class Wanted:
    """What all answers ask for together."""

    about: str
    matters: tuple[str, ...]
    medicine: str
    first: tuple[str, ...]
    opens_other_door: bool


def wanted(answers: Iterable[str]) -> Wanted:
    """The answers in the order they were asked. `answers` are keys of MEANINGS; others raise KeyError.

    Daily alcohol beside alcohol itself is said once. Fear of withdrawal is answered with medicine for opioids only: of
    alcohol and benzos the danger is said instead.
    """
    meanings = [MEANINGS[answer] for answer in answers]
    about = next((each.about for each in meanings if each.about), "opioid")
    said = {code for each in meanings for code in each.first}
    if about != "opioid" or said & set(DAILY_DANGER):
        said.discard("medicine_eases_withdrawal")  # never beside a withdrawal that can kill
    if about == "opioid":
        said = {SAID_FOR_OPIOIDS.get(code, code) for code in said}
    return Wanted(
        about=about,
        matters=tuple(dict.fromkeys(value for each in meanings for value in each.matters)),
        medicine=next((each.medicine for each in meanings if each.medicine), ""),
        first=tuple(code for code in SAID_FIRST if code in said),
        opens_other_door=any(each.opens_other_door for each in meanings),
    )
