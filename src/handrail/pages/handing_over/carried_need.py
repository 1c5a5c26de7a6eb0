"""What was ticked in a search for paths, as the fields of the form by which somebody is handed over.

It travels in the body of a form as the search did (ADR 6), stands there chosen, and can be changed. What the form has
no list for goes to the words for the program: nothing that was ticked is lost.
"""

from handrail.directory.domain.open_places import Level
from handrail.pages.choices import words_of
from handrail.pages.forms import UNDER_18, Search
from handrail.pages.list_from_paths import asked
from handrail.pathways.domain.requirements import Kind
from handrail.referrals.domain.needs import Age, Medicine, PayerClass, Trait, Urgency
from handrail.referrals.domain.sending import LONGEST_NOTE
from handrail.web.translation import mark, translate

LEVELS: dict[str, Level] = {
    Kind.MEDICINE_FIRST: Level.OUTPATIENT_MEDICINE,
    Kind.WITHDRAWAL_FIRST: Level.WITHDRAWAL,
    Kind.RESIDENTIAL: Level.RESIDENTIAL,
}
"""Of the place where the path begins: it is asked first."""

FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "payment:medicaid": (("payer", PayerClass.MEDICAID),),
    "payment:medicare": (("payer", PayerClass.MEDICARE),),
    "payment:private": (("payer", PayerClass.PRIVATE),),
    "payment:military": (("payer", PayerClass.MILITARY),),
    "payment:va": (("payer", PayerClass.MILITARY),),
    "payment:tribal": (("payer", PayerClass.TRIBAL),),
    "payment:none": (("payer", PayerClass.NONE),),
    "need:pregnant": (("pregnant", "yes"),),
    "need:children": (("trait", Trait.WITH_CHILDREN),),
    "need:deaf": (("trait", Trait.SIGN_LANGUAGE),),
    "need:start_today": (("tonight", "yes"), ("urgency", Urgency.TODAY)),
    "language:spanish": (("language", "es"),),
    "medicine:methadone": (("medicine", Medicine.METHADONE),),
    "medicine:buprenorphine": (("medicine", Medicine.BUPRENORPHINE),),
    UNDER_18: (("age", Age.MINOR),),
}
SAID_BY_LEVEL = frozenset({"need:withdrawal_stay", "need:residential"})
ON_MEDICINE = "medicine:already_on_medication"
ON_MEDICINE_WORDS = mark("Takes a medicine for opioid use already.")


def carried_fields(search: Search, kind: str, *, language: str) -> tuple[tuple[str, str], ...]:
    """Name and value of each. A list takes one answer: the first that was ticked, and the others are written."""
    fields, written = {"level": str(LEVELS[kind])}, list[str]()
    for value in dict.fromkeys(asked(search)):
        names = FIELDS.get(value, ())
        if names and not any(name in fields for name, _ in names):
            fields |= {name: str(code) for name, code in names}
        elif value not in SAID_BY_LEVEL:
            written.append(value)
    note = note_of(written, language)
    return (*fields.items(), *((("note", note),) if note else ()))


def note_of(values: list[str], language: str) -> str:
    words = [f"{translate(each, language)}." for each in words_of(tuple(values))]
    if ON_MEDICINE in values:
        words.append(translate(ON_MEDICINE_WORDS, language))
    return " ".join(words)[:LONGEST_NOTE]
