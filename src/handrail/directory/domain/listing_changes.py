"""How a program changes what leads people to it: two people, the old contact told, and a wait (S17).

Who takes over a program's sign-in could send callers to a broker. So one person never changes a number alone, whoever
was reached until now is told first, and for two days they or we can stop it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from handrail.directory.domain.corrections import Field as Checked
from handrail.web.translation import mark


class Field(StrEnum):
    """What a program may change by itself."""

    PHONE = "phone"
    INTAKE = "intake"
    WEBSITE = "website"
    HOURS = "hours"
    CONTACT = "contact"  # where messages to the program go: never shown


CHECKED: dict[Field, Checked] = {
    Field.PHONE: Checked.PHONE,
    Field.INTAKE: Checked.INTAKE,
    Field.WEBSITE: Checked.WEBSITE,
    Field.HOURS: Checked.HOURS,
}


class State(StrEnum):
    PROPOSED = "proposed"
    TO_TELL = "to_tell"  # two agreed; a message to the old contact is on its way, or somebody must call it
    WAITING = "waiting"  # the old contact was told, and the clock runs
    APPLIED = "applied"
    STOPPED = "stopped"


class Who(StrEnum):
    ANOTHER = "another"  # another keeper of the page, or an operator
    OPERATOR_OR_CLOCK = "operator_or_clock"  # who called, or the message that went out
    ANYBODY_CONCERNED = "anybody_concerned"  # a keeper, an operator, or whoever holds the old contact's link
    CLOCK = "clock"


class Told(StrEnum):
    """How the old contact learned of it."""

    MESSAGE = "message"
    CALL = "call"
    NOBODY_THERE = "nobody_there"  # the old number is out of service: that is why it changes


class StoppedBy(StrEnum):
    PROGRAM = "program"
    OPERATOR = "operator"
    OLD_CONTACT = "old_contact"
    CLAIM_ENDED = "claim_ended"
    NO_ANSWER = "no_answer"  # of the new contact, and nobody waits for ever
    LEFT = "left"  # one of the two who wanted it may no longer act


class Requires(StrEnum):
    ANOTHER = "another"
    WAITED = "waited"
    KEPT = "kept"
    NEW_CONTACT_ANSWERED = "new_contact_answered"
    OUTSIDER = "outsider"
    BOTH_STILL_ACT = "both_still_act"


class Step(NamedTuple):
    who: Who
    requires: frozenset[Requires] = frozenset()


STOP = Step(Who.ANYBODY_CONCERNED)
STEPS: dict[tuple[State, State], Step] = {
    (State.PROPOSED, State.TO_TELL): Step(Who.ANOTHER, frozenset({Requires.ANOTHER, Requires.KEPT})),
    (State.TO_TELL, State.WAITING): Step(Who.OPERATOR_OR_CLOCK, frozenset({Requires.KEPT, Requires.OUTSIDER})),
    (State.WAITING, State.TO_TELL): Step(Who.CLOCK),  # the message did not arrive: somebody must call
    (State.WAITING, State.APPLIED): Step(
        Who.CLOCK,
        frozenset({Requires.WAITED, Requires.KEPT, Requires.NEW_CONTACT_ANSWERED, Requires.BOTH_STILL_ACT}),
    ),
    (State.PROPOSED, State.STOPPED): STOP,
    (State.TO_TELL, State.STOPPED): STOP,
    (State.WAITING, State.STOPPED): STOP,
}
OPEN = (State.PROPOSED, State.TO_TELL, State.WAITING)
ANSWERS_WITHIN = timedelta(days=7)  # after the wait is over: a colleague may be on leave. Product choice


class ChangeRefused(Exception):
    """The message may be shown to the person who asked."""


REFUSALS: Mapping[Requires, str] = {
    Requires.ANOTHER: mark("This needs another person than the one who proposed it."),
    Requires.WAITED: mark("The old contact still has time to object."),
    Requires.KEPT: mark("Nothing can be changed while it is not settled who keeps this page."),
    Requires.NEW_CONTACT_ANSWERED: mark("The new contact has not answered yet."),
    Requires.OUTSIDER: mark("You work there, or agreed to this. A colleague who did not must call."),
    Requires.BOTH_STILL_ACT: mark("One of the two who wanted this no longer keeps this page."),
}
MOVED_ON = mark("This change has moved on. That step is no longer possible.")
ONE_AT_A_TIME = mark("A change of the same thing is already open. Stop it first, or wait.")


@dataclass(frozen=True)
class Standing:
    """What is true of a change as somebody takes a step. `actor` and `proposer` are keys of people."""

    state: State
    at: datetime
    is_kept: bool  # the program keeps this page now, and nobody contests it
    actor: int = 0
    proposer: int = 0
    waits_until: datetime | None = None
    has_answered: bool = True  # only a new contact for messages must answer
    is_insider: bool = False  # whoever calls works there, proposed this or agreed to it
    can_both_act: bool = True


def check_step(standing: Standing, to: State) -> None:
    if refusal := why_not(standing, to):
        raise ChangeRefused(refusal)


def why_not(standing: Standing, to: State) -> str:
    """Empty where nothing stands against it."""
    step = STEPS.get((standing.state, to))
    if step is None:
        return MOVED_ON
    return next((REFUSALS[need] for need in sorted(step.requires) if not is_met(standing, need)), "")


def is_met(standing: Standing, need: Requires) -> bool:
    return {
        Requires.ANOTHER: standing.actor not in (0, standing.proposer),
        Requires.WAITED: standing.waits_until is not None and standing.at >= standing.waits_until,
        Requires.KEPT: standing.is_kept,
        Requires.NEW_CONTACT_ANSWERED: standing.has_answered,
        Requires.OUTSIDER: not standing.is_insider,
        Requires.BOTH_STILL_ACT: standing.can_both_act,
    }[need]


def has_waited(standing: Standing) -> bool:
    return standing.state is State.WAITING and is_met(standing, Requires.WAITED)


def has_lost_one_of_two(standing: Standing) -> bool:
    """Whoever left during the wait may have left for a reason."""
    return has_waited(standing) and not standing.can_both_act


def has_run_out(standing: Standing) -> bool:
    """Nothing but the answer of the new contact was missing, and it did not come."""
    if not has_waited(standing) or standing.waits_until is None:
        return False
    return not standing.has_answered and standing.at >= standing.waits_until + ANSWERS_WITHIN


def may_be_applied(standing: Standing) -> bool:
    return not why_not(standing, State.APPLIED)


class ClockStep(NamedTuple):
    """What the worker does of a change whose wait is over, if `is_due`."""

    is_due: Callable[[Standing], bool]
    to: State
    stopped: StoppedBy | None = None


CLOCK_STEPS = (  # the first that is due
    ClockStep(has_lost_one_of_two, State.STOPPED, StoppedBy.LEFT),
    ClockStep(has_run_out, State.STOPPED, StoppedBy.NO_ANSWER),
    ClockStep(may_be_applied, State.APPLIED),
)


def clock_step(standing: Standing) -> ClockStep | None:
    """None: it waits for something else than the clock, or was stopped a moment ago."""
    return next((step for step in CLOCK_STEPS if step.is_due(standing)), None)
