"""Which field a refusal is about: the words lead to it, and it is marked."""

from handrail.referrals.domain.clocks import PAST, TOO_FAR
from handrail.referrals.domain.holds import BAD_UNTIL
from handrail.referrals.domain.moves import MISSING, Requires
from handrail.referrals.domain.reasons import DeclinedBy
from handrail.referrals.receiving.tasks import Task, TaskForm
from handrail.web.translation import mark

SAY_WHY = mark("Choose why.")
"""Who declined is known by the button; the rule asks for both."""
FIELDS: dict[str, str] = {
    MISSING[Requires.TIME]: "expect-day",
    MISSING[Requires.UNTIL]: "until-day",
    BAD_UNTIL: "until-day",
    MISSING[Requires.POSITION]: "position",
    MISSING[Requires.WORDS]: "words",
    MISSING[Requires.OUTCOME]: "outcome",
}
REASONS: dict[str, str] = {DeclinedBy.PROGRAM: "reason", DeclinedBy.PERSON: "reason-person"}


def refused_here(form: TaskForm | None, refused: str) -> dict[str, str]:
    """`wrong` is the id of the field, where the refusal is about one."""
    wrong = field_of(form, refused)
    words = SAY_WHY if wrong in REASONS.values() else refused
    return {"refused": words, "wrong": wrong, "wrong_words": words}


def field_of(form: TaskForm | None, refused: str) -> str:
    if form is None:
        return ""
    if refused in (PAST, TOO_FAR):
        return "until-day" if form.task == Task.HOLD else "expect-day"
    if refused == MISSING[Requires.DECLINE]:
        return REASONS.get(form.who, "")
    return FIELDS.get(refused, "")
